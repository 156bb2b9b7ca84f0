"""Old age, disability, survivors, yearly increase and Eidi: articles 70 to 83, 96 and 111."""

import random
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

from tests.law.second_statement.calendar import PLACE, Day, read_day, some_day, written, years_later
from tests.law.second_statement.figures import (
    EIDI,
    INCREASES,
    LAST_DAY,
    minimum_monthly,
    rounded,
)
from tests.law.second_statement.record import Record, Rows, some_career, some_run
from tests.law.second_statement.stated import REFUSED, Stated

type Question = dict[str, Any]


def some_disability(draw: random.Random) -> Question:
    date = some_day(draw, (1383, 1, 1), LAST_DAY)
    degree = draw.choice((9, 10, 20, 32, 33, 40, 65, 66, 66, 80, 100, "65.99", "32.9"))
    facts = {n: draw.random() < 0.5 for n in ("work_related", "dependants")}
    asked = {"date": written(date), "degree": degree} | facts
    career = _a_year_in_ten(draw, date) if draw.random() < 0.3 else some_career(draw, date, 400, 9)
    return {"career": career, "facts": asked}


def _a_year_in_ten(draw: random.Random, date: Day) -> Rows:
    """About 90 days lately, and long before about what is missing to a year."""
    before = years_later(date, -draw.choice((1, 2, 9, 9)))
    recent = draw.choice((90, 90, 130))
    return some_run(draw, date, recent, 0) + some_run(draw, before, 360 - recent, 1)


def disability(question: Question) -> Stated:
    facts, record = question["facts"], Record(question["career"])
    date, degree = read_day(facts["date"]), Fraction(str(facts["degree"]))
    paid = record.days_in(PLACE[date] - 720, PLACE[date] - 1)
    if not _disability_opens(record, facts, degree) or not paid:
        return REFUSED
    average = record.wages_in(PLACE[date] - 720, PLACE[date] - 1) / paid * 30
    pension = _article_72(average, record.days_before(date) / 365, facts["dependants"])
    if degree >= 66:
        return Stated(max(rounded(pension), minimum_monthly(date)))
    if degree >= 33:
        return Stated(rounded(pension * degree / 100))
    return Stated(rounded(36 * pension * degree / 100))


def _disability_opens(record: Record, facts: Question, degree: Fraction) -> bool:
    """From work: 10 % are enough. Otherwise total, and a year of premiums in the last ten."""
    if facts["work_related"]:
        return degree >= 10
    date = read_day(facts["date"])
    year = record.days_in_years_before(date, 10) >= 360
    return degree >= 66 and year and record.days_in_years_before(date, 1) >= 90


def _article_72(average: Fraction, years: Fraction, dependants: bool) -> Fraction:
    pension = min(max(average / 30 * years, average / 2), average)
    limit = Fraction(60, 100) * average
    if dependants and pension < limit:
        return min(pension * Fraction(110, 100), limit)
    return pension


SHARES = {"spouse": 50, "child": 25, "orphan": 50, "parent": 20}
TITLES = {
    "spouse": "Spouse",
    "child": "Child",
    "orphan": "Child who has lost both parents",
    "parent": "Parent",
}


def some_survivors(draw: random.Random) -> Question:
    left = draw.choices(("spouse", "child", "orphan"), (2, 4, 1), k=draw.choice((0, 1, 2, 3, 5, 9)))
    left += ["parent"] * draw.choice((0, 0, 1, 2))
    date = some_day(draw, (1381, 1, 1), LAST_DAY)
    pension = minimum_monthly(date) * draw.randint(100, 4_000) // 1_000
    facts: Question = {"pension": pension, "date": written(date), "survivors": left}
    return {"facts": facts | draw.choice(({}, {}, {"pro_rata": True}))}


def survivors(question: Question) -> Stated:
    facts = question["facts"]
    left, pension = facts["survivors"], facts["pension"]
    if not left:
        return REFUSED
    wives = left.count("spouse")
    shares = [Fraction(SHARES[who], 100 * (wives if who == "spouse" else 1)) for who in left]
    whole = sum(shares)
    each = [rounded(pension * share / max(whole, Fraction(1))) for share in shares]
    least = 0 if facts.get("pro_rata") else minimum_monthly(read_day(facts["date"]))
    if sum(each) < least:
        each = _divided(least, [share / whole for share in shares])
    lines = tuple((TITLES[who], rials) for who, rials in zip(left, each, strict=True))
    return Stated(sum(each), lines=lines)


def _divided(least: int, shares: list[Fraction]) -> list[int]:
    """Together the minimum to the rial: the running total is rounded, not each line."""
    totals = [rounded(least * total) for total in accumulate(shares)]
    return [total - before for before, total in pairwise([0, *totals])]


def some_pension_increase(draw: random.Random) -> Question:
    first, last = draw.choice(((1400, 1405), (1400, 1405), (1392, 1394)))
    begin = draw.randint(first, last)
    minimum = minimum_monthly((begin, 12, 1))
    pension = draw.choice((minimum, minimum + 1, minimum * draw.randint(20, 900) // 100))
    facts = {"pension": pension, "from_year": begin, "to_year": draw.randint(begin, last)}
    return {"facts": facts | {"pro_rata": draw.random() < 0.3}}


def pension_increase(question: Question) -> Stated:
    facts = question["facts"]
    pension, lines = facts["pension"], []
    for year in range(facts["from_year"] + 1, facts["to_year"] + 1):
        low, high, fixed = INCREASES[year]
        above = pension > minimum_monthly((year - 1, 12, 1))
        pension = rounded(pension * (1 + high) + fixed if above else pension * (1 + low))
        lines.append((f"Pension of {year}, {'above' if above else 'at or below'}", pension))
        if not facts["pro_rata"]:
            pension = max(pension, minimum_monthly((year, 1, 1)))
    return Stated(pension, lines=tuple(lines))


def some_eidi(draw: random.Random) -> Question:
    year = draw.choice(list(EIDI))
    family = {"spouse": draw.random() < 0.5, "children": draw.randint(0, 12)}
    alone = {"spouse": False, "children": 0}
    return {"facts": {"year": year} | (family if all(EIDI[year]) else alone)}


def eidi(question: Question) -> Stated:
    facts = question["facts"]
    base, spouse, child = EIDI[facts["year"]]
    return Stated(base + spouse * facts["spouse"] + child * facts["children"])


def some_harmonisation(draw: random.Random) -> Question:
    began = some_day(draw, (1385, 1, 1), (1402, 12, 29))
    year = draw.choice((1403, 1404, 1405))
    first = minimum_monthly(began) * draw.randint(100, 600) // 100
    pension = minimum_monthly((year, 1, 1)) * draw.randint(100, 500) // 100
    return {"first": first, "began": began, "pension": pension, "year": year}


def harmonisation(question: Question) -> Stated:
    """Article 28 of the 7th Plan: 40 %, 30 %, 30 % of the gap to 90 % of the first worth."""
    year = question["year"]
    if question["pension"] <= minimum_monthly((year, 1, 1)):
        return Stated(0)  # only pensions above the minimum
    worth = Fraction(question["first"], minimum_monthly(question["began"]))
    target = Fraction(90, 100) * worth * minimum_monthly((year, 1, 1))
    gap = max(target - question["pension"], Fraction(0))
    share = {1403: 40, 1404: 30, 1405: 30}[year]
    return Stated(rounded(gap * share / 100))
