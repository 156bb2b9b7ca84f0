"""Premiums, fines, contracts, the wage they are taken of, and what is counted as record."""

import random
from collections import Counter
from fractions import Fraction
from typing import Any

from tests.law.second_statement.calendar import (
    DAYS,
    PLACE,
    Month,
    last_day,
    later,
    length,
    read_day,
    read_month,
    some_day,
    written,
)
from tests.law.second_statement.figures import LAST_DAY, ceiling, minimum_daily, rounded
from tests.law.second_statement.record import Record, some_career, some_rows
from tests.law.second_statement.stated import REFUSED, Stated

type Question = dict[str, Any]


def _some_month(draw: random.Random, first: int = 1380) -> Month:
    return draw.randint(first, 1405), draw.randint(1, 12)


def some_own_account(draw: random.Random) -> Question:
    group = draw.choice(("self_employed", "student", "housewife", "driver", "construction"))
    month = _some_month(draw, {"driver": 1403, "construction": 1401}.get(group, 1380))
    rate = {"driver": 27, "construction": 7}.get(group) or draw.choice((12, 14, 18))
    facts: Question = {"month": written(month), "rate": rate, "group": group}
    if group not in ("student", "housewife"):
        facts["factor"] = draw.choice((1, "1.1", "1.2", "1.3", "1.35", "1.4", "1.65"))
    if rate in (12, 14, 18) and draw.random() < 0.6:
        facts["wage"] = minimum_daily(month) * draw.randint(1, 250)
    return {"facts": facts}


def own_account(question: Question) -> Stated:
    facts, month = question["facts"], read_month(question["facts"]["month"])
    least = Fraction(str(facts.get("factor", 1))) * minimum_daily(month) * length(month)
    most = Fraction(ceiling(month) * length(month))
    base = min(max(least, Fraction(facts.get("wage") or 0)), most)
    premium = rounded(base * facts["rate"] / 100)
    if facts["group"] in ("driver", "construction"):
        return Stated(premium)
    state = ("The State adds", rounded(base * 2 / 100))
    return Stated(premium, lines=(state, ("To be paid by", written(last_day(later(month, 2))))))


def some_employer_premium(draw: random.Random) -> Question:
    month = _some_month(draw)
    wages = [_some_wage(draw, month) for _ in range(draw.choice((0, 1, 2, 5, 12)))]
    facts: Question = {"month": written(month), "wages": wages}
    return {"facts": facts | {"hard": month >= (1380, 8) and draw.random() < 0.3}}


def _some_wage(draw: random.Random, month: Month) -> dict[str, int]:
    days = draw.choice((0, draw.randint(1, length(month)), length(month)))
    return {"days": days, "wage": days * minimum_daily(month) * draw.randint(500, 9_000) // 1_000}


def employer_premium(question: Question) -> Stated:
    facts, month = question["facts"], read_month(question["facts"]["month"])
    wages = [min(each["wage"], ceiling(month) * each["days"]) for each in facts["wages"]]
    rates = [
        *(("Share of the insured", 7), ("Share of the employer", 20)),
        *(("Unemployment insurance", 3), ("Hard and harmful work", 4)),
    ]
    shares = [
        (name, sum(rounded(Fraction(wage * rate, 100)) for wage in wages))
        for name, rate in rates[: 4 if facts["hard"] else 3]
    ]
    return Stated(sum(rials for _, rials in shares), lines=tuple(shares))


def some_arrears(draw: random.Random) -> Question:
    month = _some_month(draw)
    first = PLACE[(*month, 1)]
    days = DAYS[first : first + draw.choice((80, 800))]
    facts: Question = {"premium": draw.randint(0, 10**10), "month": written(month)}
    facts |= {"paid_on": written(draw.choice(days)), "relief": draw.random() < 0.3}
    if draw.random() < 0.7:
        facts["list_sent_on"] = written(draw.choice(days[:120]))
    return {"facts": facts}


def arrears(question: Question) -> Stated:
    facts = question["facts"]
    premium, due = facts["premium"], last_day(later(read_month(facts["month"]), 1))
    sent = facts.get("list_sent_on")
    list_fine = Fraction(premium, 10) if sent is None or read_day(sent) > due else Fraction(0)
    late = max(_count(read_day(facts["paid_on"])) - _count(due), 0)
    late_fine = Fraction(premium * 2 * late, 100)
    left = (list_fine + late_fine) * (Fraction(70, 100) if facts["relief"] else 1)
    lines = (("Due by", written(due)), ("Fine: the premium was paid late", rounded(late_fine)))
    return Stated(rounded(premium + left), lines=(*lines, ("Months of delay", late)))


def _count(day: tuple[int, ...]) -> int:
    return day[0] * 12 + day[1]


COEFFICIENTS = {
    "with_materials": Fraction(7, 100) * Fraction(10, 9),
    "labour_only": Fraction(15, 100) * Fraction(10, 9),
    "development": Fraction(66, 1000),
    "development_labour_only": Fraction(150, 1000),
    "consultant": Fraction(156, 1000),
}


def some_contract(draw: random.Random) -> Question:
    amount = draw.randint(0, 10 ** draw.randint(1, 15) - 1)
    return {"facts": {"amount": amount, "kind": draw.choice(list(COEFFICIENTS))}}


def contract(question: Question) -> Stated:
    facts = question["facts"]
    held_back = ("Held back", rounded(Fraction(facts["amount"] * 5, 100)))
    return Stated(rounded(facts["amount"] * COEFFICIENTS[facts["kind"]]), lines=(held_back,))


COUNTED = (
    *("base", "seniority", "housing", "bon", "spouse"),
    *("overtime", "shift", "night", "friday", "performance"),
)
NOT_COUNTED = ("child", "mission", "eidi", "severance", "leave_buyback", "medical")


def some_wage_base(draw: random.Random) -> Question:
    month = _some_month(draw)
    names = draw.sample(COUNTED + NOT_COUNTED, draw.randint(0, 16))
    items = {name: draw.randint(0, 100 * minimum_daily(month)) for name in names}
    days = draw.randint(0, length(month))
    return {"facts": {"month": written(month), "days": days, "items": items}}


def wage_base(question: Question) -> Stated:
    facts = question["facts"]
    paid = sum(rials for name, rials in facts["items"].items() if name in COUNTED)
    return Stated(min(paid, ceiling(read_month(facts["month"])) * facts["days"]))


def some_military_service(draw: random.Random) -> Question:
    date = some_day(draw, (1384, 1, 1), LAST_DAY)
    facts = {"date": written(date), "months": draw.randint(1, 30)}
    back = draw.choice((0, 0, 0, 3, 5))
    return {"career": some_career(draw, (*later(date[:2], -back), 1), 720, 0), "facts": facts}


def military_service(question: Question) -> Stated:
    facts, record = question["facts"], Record(question["career"])
    date, months = read_day(facts["date"]), facts["months"]
    recent = [m for m in record.days if record.days[m] and later(date[:2], -2) <= m <= date[:2]]
    if record.days_before(date) < 720 or not recent:
        return REFUSED
    average = Fraction(record.wages_of_months_before(date, 24), 24)
    price = average * Fraction(7, 100) * months
    state = ("Paid by the State", rounded(average * Fraction(23, 100) * months))
    return Stated(rounded(price), lines=(state, ("Each instalment", rounded(price / 12))))


def some_combined_record(draw: random.Random) -> Question:
    return {"career": some_rows(draw, _some_month(draw))}


def combined_record(question: Question) -> Stated:
    record = Record(question["career"])
    years: Counter[int] = Counter()
    for (year, _), days in record.days.items():
        years[year] += days
    total = sum(years.values())
    lines = [(f"Days of {year}", days) for year, days in years.items()]
    years_whole, rest = total // 365, total % 365
    months = min(rest // 30, 11)
    spelled = f"{years_whole}-{months}-{rest - 30 * months}"
    lines += [("Days of the whole record", total)]
    return Stated(None, lines=(*lines, ("Years, months and days", spelled)))
