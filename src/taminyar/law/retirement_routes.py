"""The ways to an old-age pension (article 76): what each asks for on a day."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from taminyar.law.age import age
from taminyar.law.assessment import Working
from taminyar.law.facts import BadInput
from taminyar.law.record import YEAR_DAYS, days_of
from taminyar.law.texts import N_
from taminyar.persian.jalali import parse_date

# Years paid before the 7th Plan from which fewer months are added for each year missing to 30.
PLAN_BANDS = (28, 25, 20, 10, 0)


@dataclass(frozen=True)
class RetirementFacts:
    """The day of retirement; when born; m or f; full years of hard and harmful work."""

    date: datetime.date
    birth_date: datetime.date
    sex: Literal["m", "f"]
    hard_years: int = 0

    def __post_init__(self) -> None:
        if self.birth_date >= self.date:
            raise BadInput("birth_date", N_("must be before the date asked for"))


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `paid` gives the days paid before a day; `credit` the days hard work adds."""

    born: date
    sex: Literal["m", "f"]
    paid: Callable[[date], Fraction]
    credit: Fraction

    def record(self, day: date) -> Fraction:
        """Days of record before a day, hard work counted with its addition."""
        return self.paid(day) + self.credit


class Route(NamedTuple):
    """One way to a pension: days of record and, where one is asked for, full years of age."""

    name: str
    days: Fraction
    age: int | None = None


def routes(work: Working, day: date, person: Person) -> list[Route]:
    """What each way asks for on a day; that of working women only for women."""

    def asked(name: str) -> int:
        return work.value(f"old_age.{name}", day)

    normal_age = asked(f"normal_age_{person.sex}")
    thirty_age = asked(f"thirty_years_age_{person.sex}")
    found = [
        Route("normal", days_of(_normal_years(work, day)), normal_age),
        Route("thirty_years", _thirty_years(work, day, person), thirty_age),
        Route("thirty_five_years", days_of(asked("thirty_five_years"))),
        Route("pro_rata", days_of(asked("pro_rata_years")), normal_age),
    ]
    if person.sex == "f":
        years, least = asked("working_women_years"), asked("working_women_age")
        found.insert(3, Route("working_women", days_of(years), least))
    return found


def _normal_years(work: Working, day: date) -> int:
    used = work.look_up("old_age.normal_years", day)
    if used.confidence == "L":
        work.assume(N_("The years of record asked for rose by one on 1 Farvardin of each year."))
    return int(used.value)


def _thirty_years(work: Working, day: date, person: Person) -> Fraction:
    """30 years, and from the 7th Plan on the time it adds (article 29 of the Plan)."""
    years = work.value("old_age.thirty_years", day)
    most = work.look_up(f"old_age.most_years_asked_{person.sex}", day)
    if most.value <= years or _old_enough(work, day, person):
        return days_of(years)
    start = parse_date(most.start)
    paid = person.paid(start)
    months = _months_added(work, day, paid)
    _assume_plan(work, start, paid, months)
    missing = max(years - paid / YEAR_DAYS, Fraction(0))
    return min(days_of(years, missing * months), days_of(int(most.value)))


def _old_enough(work: Working, day: date, person: Person) -> bool:
    return age(person.born, day) >= work.value(f"old_age.added_until_age_{person.sex}", day)


def _months_added(work: Working, day: date, paid: Fraction) -> int:
    band = next(years for years in PLAN_BANDS if paid >= days_of(years))
    return work.value(f"old_age.added_months_from_{band}_years", day)


def _assume_plan(work: Working, start: date, paid: Fraction, months: int) -> None:
    work.assume(
        N_(
            "The 7th Plan adds %(months)s months for each year missing to 30 on %(day)s, when"
            " %(paid)s days had been paid; a part of a year counts in proportion."
        ),
        months=months,
        day=start,
        paid=int(paid),
    )
    work.assume(
        N_(
            "The time the 7th Plan adds is asked of retirement after 30 years only; leaving"
            " without it at a lower pension is not worked out."
        )
    )
