"""Sickness, maternity, marriage, unemployment, orthosis, funeral: articles 59 to 69, 84, 85."""

import random
from fractions import Fraction
from typing import Any

from tests.law.second_statement.calendar import (
    DAYS,
    PLACE,
    Day,
    read_day,
    some_day,
    written,
    years_later,
)
from tests.law.second_statement.figures import (
    LAST_DAY,
    RENEWAL_YEARS,
    TARIFFS,
    minimum_daily,
    minimum_monthly,
    rounded,
)
from tests.law.second_statement.record import Record, some_career, some_rows
from tests.law.second_statement.stated import REFUSED, Stated

type Question = dict[str, Any]


def _span(draw: random.Random, first: Day, most: int) -> tuple[Day, Day]:
    start = some_day(draw, first, (1405, 6, 31))
    return start, DAYS[PLACE[start] + draw.randint(0, most)]


def some_sickness(draw: random.Random) -> Question:
    start, end = _span(draw, (1382, 1, 1), draw.choice((5, 30, 200)))
    facts = {name: draw.random() < 0.4 for name in ("dependants", "hospitalised", "accident")}
    dates = {"start": written(start), "end": written(end)}
    return {"career": some_rows(draw, start[:2]), "facts": dates | facts}


def sickness(question: Question) -> Stated:
    facts, record = question["facts"], Record(question["career"])
    start, end = PLACE[read_day(facts["start"])], PLACE[read_day(facts["end"])]
    paid = record.days_in(start - 90, start - 1)
    if not paid:
        return REFUSED
    last_daily = record.wages_in(start - 90, start - 1) / paid
    single = Fraction(1, 2) if facts["hospitalised"] else Fraction(2, 3)
    rate = Fraction(3, 4) if facts["dependants"] else single
    wait = 0 if facts["hospitalised"] or facts["accident"] else 3
    days = max(end - start + 1 - wait, 0)
    lines = (("Average daily wage", rounded(last_daily)), ("Days of rest", end - start + 1))
    return Stated(rounded(last_daily * rate * days), lines=lines)


def some_maternity(draw: random.Random) -> Question:
    first = draw.choice(((1382, 1, 1), (1382, 1, 1), (1399, 1, 1), (1360, 1, 1)))
    start, end = _span(draw, first, draw.choice((60, 280, 400)))
    dates = {"start": written(start), "end": written(end)}
    facts: Question = dates | {"children": draw.choice((1, 1, 2, 3, 4))}
    if draw.random() < 0.5:
        facts["delivery"] = written(DAYS[PLACE[start] + draw.randint(0, PLACE[end] - PLACE[start])])
    return {"career": some_career(draw, start, 60, 1), "facts": facts}


def maternity(question: Question) -> Stated:
    facts, record = question["facts"], Record(question["career"])
    start, end = read_day(facts["start"]), PLACE[read_day(facts["end"])]
    delivery = read_day(facts.get("delivery", facts["start"]))
    window = PLACE[start] - 90, PLACE[start] - 1
    if record.days_in_years_before(delivery, 1) < 60 or not record.days_in(*window):
        return REFUSED
    last_daily = record.wages_in(*window) / record.days_in(*window)
    most = _most_days(start, facts.get("children", 1))
    days = min(end - PLACE[start] + 1, most)
    lines = (("Average daily wage", rounded(last_daily)), ("Longest paid leave", most))
    return Stated(rounded(Fraction(2, 3) * last_daily * days), lines=lines)


def _most_days(start: Day, children: int) -> int:
    """12 weeks; in months of 30 days 4 from 1374, 6 from 1386, 9 from Ordibehesht 1400."""
    if start >= (1400, 2, 1):
        return 9 * 30 if children == 1 else 12 * 30
    if start >= (1386, 1, 1):
        return 6 * 30 if children <= 2 else 12 * 30
    if start >= (1374, 1, 1):
        return 4 * 30 if children <= 2 else 12 * 30
    return 12 * 7


def some_marriage(draw: random.Random) -> Question:
    date = some_day(draw, (1386, 1, 1), LAST_DAY)
    facts: Question = {"date": written(date)}
    facts |= {n: draw.random() < 0.95 for n in ("first", "registered", "employed")}
    return {"career": some_career(draw, date, 720, 5), "facts": facts}


def marriage(question: Question) -> Stated:
    facts, record = question["facts"], Record(question["career"])
    date = read_day(facts["date"])
    stated = facts["first"] and facts["registered"] and facts["employed"]
    if not stated or record.days_in_years_before(date, 5) < 720:
        return REFUSED
    average = Fraction(record.wages_of_months_before(date, 24), 24)
    gift = max(rounded(average), minimum_monthly(date))
    return Stated(gift, lines=(("Average of a month", rounded(average)),))


# Up to so many months of record: months of benefit of who has nobody, and of who keeps someone.
BENEFIT_MONTHS = ((24, 6, 12), (120, 12, 18), (180, 18, 26), (240, 26, 36), (9_999, 36, 50))


def some_unemployment(draw: random.Random) -> Question:
    date = some_day(draw, (1382, 1, 1), LAST_DAY)
    facts = {"date": written(date), "dependants": draw.choice((0, 0, 1, 2, 3, 4, 5, 9))}
    return {"career": some_career(draw, date, draw.choice((180, 750)), 1), "facts": facts}


def unemployment(question: Question) -> Stated:
    facts, record = question["facts"], Record(question["career"])
    date, dependants = read_day(facts["date"]), facts["dependants"]
    window = PLACE[date] - 90, PLACE[date] - 1
    months = record.days_before(date) // 30
    if months < 6 or not record.days_in(*window):
        return REFUSED
    average, least = record.wages_in(*window) / 90, minimum_daily(date[:2])
    daily = Fraction(55, 100) * average + Fraction(10, 100) * least * min(dependants, 4)
    daily = max(min(daily, Fraction(80, 100) * average), Fraction(least))
    single, family = next(row[1:] for row in BENEFIT_MONTHS if months <= row[0])
    lines = (("Months for which it is paid", family if dependants else single),)
    return Stated(rounded(daily * 30), lines=lines)


def some_orthosis(draw: random.Random) -> Question:
    date = some_day(draw, (1404, 9, 1), (1410, 1, 1))
    item = draw.choice(list(TARIFFS))
    facts = {"item": item, "invoice": draw.randint(0, 100_000_000), "date": written(date)}
    if draw.random() < 0.7:
        facts["last_paid"] = written(some_day(draw, years_later(date, -12), date))
    return {"facts": facts}


def orthosis(question: Question) -> Stated:
    facts = question["facts"]
    again = RENEWAL_YEARS.get(facts["item"])
    if again and "last_paid" in facts:
        possible = years_later(read_day(facts["last_paid"]), again)
        if read_day(facts["date"]) < possible:
            return REFUSED
    return Stated(min(facts["invoice"], 10 * TARIFFS[facts["item"]]))


def some_funeral(draw: random.Random) -> Question:
    return {"facts": {"date": written(some_day(draw, (1386, 11, 20), LAST_DAY))}}


def funeral(question: Question) -> Stated:
    return Stated(minimum_monthly(read_day(question["facts"]["date"])))
