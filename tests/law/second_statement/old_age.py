"""Retirement: articles 76 and 77, article 29 of the 7th Development Plan, article 111."""

import random
from collections.abc import Callable
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from tests.law.second_statement.calendar import (
    DAYS,
    PLACE,
    Day,
    Month,
    later,
    read_day,
    some_day,
    written,
    years_later,
)
from tests.law.second_statement.figures import LAST_DAY, minimum_monthly, rounded
from tests.law.second_statement.record import Record, some_long_career, some_rows
from tests.law.second_statement.stated import REFUSED, Stated

type Question = dict[str, Any]
type Paid = Callable[[Day], Fraction]  # days of record before a day

PLAN: Day = (1403, 5, 3)
YEAR, MONTH = 365, 30


class Person:
    """Who asks: day of birth, sex, paid days before any day, and what hard work adds to them."""

    def __init__(self, facts: Question, record: Record, paid: Paid) -> None:
        self.birth, self.man = read_day(facts["birth_date"]), facts["sex"] == "m"
        self.paid, self.today = cache(paid), read_day(facts["date"])
        # Nobody did more hard work than all work.
        self.hard = min(Fraction(facts.get("hard_years", 0) * YEAR), self.paid(self.today))
        self.run = _longest_run(
            sorted(m for m, days in record.days.items() if days and m < self.today[:2])
        )

    @cached_property
    def paid_until_plan(self) -> Fraction:
        return self.paid(PLAN)

    def aged(self, date: Day, men: int, women: int) -> bool:
        return date >= self.birthday(men, women)

    def birthday(self, men: int, women: int) -> Day:
        return years_later(self.birth, men if self.man else women)

    def record(self, date: Day) -> Fraction:
        """Each year of hard work counts as one and a half."""
        return self.paid(date) + self.hard / 2 if self.hard else self.paid(date)


def _longest_run(months: list[Month]) -> int:
    """The most months one after the other."""
    best = run = 0
    for place, month in enumerate(months):
        run = run + 1 if place and month == later(months[place - 1], 1) else 1
        best = max(best, run)
    return best


def normal(person: Person, date: Day) -> bool:
    """60 / 55 years of age; ten years of record in 1380, each year one more until twenty."""
    years = min(10 + date[0] - 1380, 20)
    return person.aged(date, 60, 55) and person.record(date) >= years * YEAR


def thirty_years(person: Person, date: Day) -> bool:
    return person.aged(date, 50, 45) and person.record(date) >= _thirty(person, date)


def thirty_five_years(person: Person, date: Day) -> bool:
    return person.record(date) >= 35 * YEAR


def working_women(person: Person, date: Day) -> bool:
    return not person.man and person.aged(date, 42, 42) and person.record(date) >= 20 * YEAR


def hard_work(person: Person, date: Day) -> bool:
    """20 years in months without a gap, or 25 years; what work to come will be, is not known."""
    continuous = person.hard >= 20 * YEAR and person.run >= 20 * 12
    return continuous or person.hard >= 25 * YEAR


def pro_rata(person: Person, date: Day) -> bool:
    return person.aged(date, 60, 55) and person.record(date) >= 10 * YEAR


def _thirty(person: Person, date: Day) -> Fraction:
    """Days of record for retirement after 30 years, with what the 7th Plan adds."""
    if date < PLAN or person.aged(date, 62, 55):
        return Fraction(30 * YEAR)
    paid = person.paid_until_plan / YEAR
    added = max(30 - paid, Fraction(0)) * _months_a_year(paid)
    years, months = divmod(added, 12)
    most = 35 if person.man else 30
    return min((30 + years) * YEAR + months * MONTH, Fraction(most * YEAR))


def _months_a_year(paid: Fraction) -> int:
    return next(k for least, k in ((28, 0), (25, 2), (20, 3), (10, 4), (0, 5)) if paid >= least)


type Route = Callable[[Person, Day], bool]
FULL = (normal, thirty_years, thirty_five_years, hard_work)


def some_old_age(draw: random.Random) -> Question:
    begin, end = (1381, 1, 1), (1390, 12, 29)
    date = some_day(draw, *draw.choice(((begin, end), (begin, LAST_DAY), (PLAN, LAST_DAY))))
    return _some_question(draw, date, (36, 66))


def _some_question(draw: random.Random, date: Day, ages: tuple[int, int]) -> Question:
    long = draw.random() < 0.7
    career = some_long_career(draw, date) if long else some_rows(draw, date[:2])
    birth = some_day(draw, years_later(date, -ages[1]), years_later(date, -ages[0]))
    if draw.random() < 0.4:  # a birthday about the day
        age = draw.choice([age for age in (42, 45, 50, 55, 60, 60, 62) if age < ages[1]])
        birth = DAYS[PLACE[years_later(date, -age)] + draw.randint(-1, 1)]
    hard = draw.choice((0,) * 7 + (1, draw.randint(2, 19), 20, 25, draw.randint(21, 32)))
    facts: Question = {"date": written(date), "birth_date": written(birth)}
    return {"career": career, "facts": facts | {"sex": draw.choice("mf"), "hard_years": hard}}


def old_age(question: Question) -> Stated:
    record, facts = Record(question["career"]), question["facts"]
    date = read_day(facts["date"])
    person = Person(facts, record, record.days_before)
    average = _average(record, date)
    pension = min(average / 30 * person.record(date) / YEAR, average * Fraction(35, 30))
    if any(route(person, date) for route in FULL):
        return _with_minimum(pension, date)
    if working_women(person, date):
        return _with_minimum(average * Fraction(20, 30), date)
    return Stated(rounded(pension)) if pro_rata(person, date) else REFUSED


def _with_minimum(pension: Fraction, date: Day) -> Stated:
    least = minimum_monthly(date)
    return Stated(max(rounded(pension), least), lines=(("Minimum pension of the day", least),))


def _average(record: Record, date: Day) -> Fraction:
    """Wages of the last 24 months with paid days before the day's month, ÷ 24."""
    paid = sorted(month for month, days in record.days.items() if days and month < date[:2])
    return Fraction(sum(record.wages.get(month, 0) for month in paid[-24:]), 24)


# Each route, and the ages and years of record below which it need not be looked at.
ROUTES: dict[str, tuple[Route, int, int, int]] = {
    "Ordinary retirement": (normal, 60, 55, 20),
    "Retirement after 30 years of record": (thirty_years, 50, 45, 30),
    "Retirement at any age": (thirty_five_years, 0, 0, 35),
    "Pension in proportion to the record": (pro_rata, 60, 55, 10),
    "Working women with 20 days' wage": (working_women, 99, 42, 20),
}


def some_retirement_dates(draw: random.Random) -> Question:
    return _some_question(draw, some_day(draw, (1399, 1, 1), LAST_DAY), (25, 61))


def retirement_dates(question: Question) -> Stated:
    """From the day on, day after day, work going on: the first day that each route is open."""
    record, facts = Record(question["career"]), question["facts"]
    today = read_day(facts["date"])
    until_today = record.days_before(today)

    def paid(day: Day) -> Fraction:
        going_on = PLACE[day] - PLACE[today]
        return until_today + going_on if going_on > 0 else record.days_before(day)

    person = Person(facts, record, paid)
    found = [(name, _first_day(person, *route)) for name, route in ROUTES.items()]
    if hard_work(person, today):
        found.append(("Hard and harmful work", today))
    return Stated(None, lines=tuple((name, written(day)) for name, day in found if day))


def _first_day(person: Person, route: Route, men: int, women: int, years: int) -> Day | None:
    """Day after day, from a little before the record can be enough: a day adds one at most."""
    begin = PLACE[max(person.today, person.birthday(men, women))]
    missing = years * YEAR - person.record(DAYS[begin])
    begin = max(begin + int(missing) - 100, begin)
    return next((day for day in DAYS[begin : begin + 6 * 366] if route(person, day)), None)
