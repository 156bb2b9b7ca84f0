"""Sick pay: articles 59 to 66. Examples marked `derived` follow the formula by hand."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law import values
from taminyar.law.assessment import from_json, rounded, to_json
from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue
from taminyar.persian import jalali
from tests.law.questions import Rows, ask, condition, months, row, step

# 360,000,000 rials in the 90 days before 1 Mehr 1404, all of them worked: 4,000,000 a day.
FULL = months("1404-01", "1404-06", 4_000_000)
MARRIED = {"dependants": True}
SINGLE = {"dependants": False}


def rest(last: str, career: Rows = FULL, **facts: Any) -> int | None:
    """What is due from 1 Mehr 1404 to the last day."""
    return ask("sickness", career, start="1404-07-01", end=last, **facts).amount


@pytest.mark.parametrize(
    ("last", "facts", "rials"),
    [
        pytest.param("1404-07-14", MARRIED, 33_000_000, id="D1 derived: 11 days at 3/4"),
        pytest.param("1404-07-14", SINGLE, 29_333_333, id="D2 derived: 11 days at 2/3"),
        pytest.param(
            "1404-07-14", SINGLE | {"hospitalised": True}, 28_000_000, id="D3 derived: 14 at 1/2"
        ),
        pytest.param(
            "1404-07-14", SINGLE | {"accident": True}, 37_333_333, id="D4 derived: 14 at 2/3"
        ),
        pytest.param("1404-07-03", MARRIED, 0, id="D6 derived: three days are not paid"),
        pytest.param("1404-07-04", MARRIED, 3_000_000, id="D6 derived: the fourth day is"),
        pytest.param("1404-07-01", MARRIED, 0, id="one day"),
        pytest.param("1404-07-01", MARRIED | {"accident": True}, 3_000_000, id="one day, accident"),
        pytest.param(
            "1404-07-14", MARRIED | {"hospitalised": True}, 42_000_000, id="a family keeps its 3/4"
        ),
    ],
)
def test_worked_examples(last: str, facts: dict[str, bool], rials: int) -> None:
    assert rest(last, **facts) == rials


def test_the_wages_are_divided_by_the_days_that_were_paid() -> None:
    """D5 derived: 300,000,000 rials in 75 days worked are 4,000,000 a day."""
    career = [*FULL[:5], row("1404-06", 16, 64_000_000)]
    made = ask("sickness", career, start="1404-07-01", end="1404-07-14", **MARRIED)
    assert step(made, "Insured wages of the 90 days") == 300_000_000
    assert step(made, "Paid days in the 90 days") == 75
    assert made.amount == 33_000_000


def test_a_month_partly_in_the_window_counts_in_that_part() -> None:
    """The 90 days before 1 Mehr begin on 4 Tir: 28 of the 31 days of Tir."""
    made = ask("sickness", FULL, start="1404-07-01", end="1404-07-14", **MARRIED)
    assert step(made, "Insured wage of 1404-04") == 112_000_000
    assert str(made.steps[0].expression) == "124000000 × 28/31"


def test_wages_above_the_ceiling_count_up_to_it() -> None:
    career = months("1404-04", "1404-06", 30_000_000)
    made = ask("sickness", career, start="1404-07-01", end="1404-07-04", **SINGLE)
    assert made.amount == 16_163_728  # 2/3 of the ceiling of 1404, 24,245,592 a day
    assert made.parameters["wage.minimum_daily"].value == 3_463_656


def test_without_paid_days_in_the_window_nothing_is_due_and_the_record_says_so() -> None:
    career = months("1403-01", "1404-03", 4_000_000)
    made = ask("sickness", career, start="1404-07-01", end="1404-07-14", **MARRIED)
    assert (made.eligible, made.amount) == (False, None)
    assert (
        str(condition(made, "paid_days").evidence) == "0 paid days in the 90 days before the start"
    )


def test_the_last_day_of_the_window_is_the_day_before_the_start() -> None:
    career = [row("1404-04", 31, 124_000_000)]
    day = jalali.parse_date("1404-04-31") + timedelta(days=90)
    for later, eligible in ((0, True), (1, False)):
        start = jalali.iso(day + timedelta(days=later))
        assert ask("sickness", career, start=start, end=start, **SINGLE).eligible is eligible


@pytest.mark.parametrize("kind", ["self_employed", "student", "housewife", "voluntary"])
def test_premiums_on_ones_own_account_buy_no_sick_pay(kind: str) -> None:
    career = [each | {"kind": kind} for each in FULL]
    made = ask("sickness", career, start="1404-07-01", end="1404-07-14", **MARRIED)
    assert made.amount is None
    assert any("own account" in str(told) for told in made.assumptions)


def test_a_rest_is_split_where_a_value_changes_inside_it() -> None:
    day = jalali.parse_date
    spans = values.periods(day("1399-03-20"), day("1399-04-10"), "wage.minimum_daily")
    assert spans == [
        (day("1399-03-20"), day("1399-03-31")),
        (day("1399-04-01"), day("1399-04-10")),
    ]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"end": "1404-06-31"}, "facts.end"),
        ({"end": "1404-07-31"}, "facts.end"),
        ({"start": "soon"}, "facts.start"),
        ({"dependants": "yes"}, "facts.dependants"),
        ({"wage": 1}, "facts.wage"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    good = {"start": "1404-07-01", "end": "1404-07-14", "dependants": True}
    with pytest.raises(BadInput) as wrong:
        ask("sickness", FULL, **good | facts)
    assert wrong.value.field == field


def test_a_career_is_needed() -> None:
    with pytest.raises(BadInput, match="career"):
        ask("sickness", None, start="1404-07-01", end="1404-07-14", dependants=True)


@pytest.mark.parametrize(
    ("start", "month", "name"),
    [
        ("1354-01-10", "1353-12", "daily_wage.window_days"),
        ("1380-01-01", "1379-12", "wage.ceiling_factor"),
        ("1406-02-01", "1406-01", "wage.minimum_daily"),
    ],
)
def test_days_outside_the_known_law_are_named(start: str, month: str, name: str) -> None:
    with pytest.raises(MissingValue, match=name):
        ask("sickness", [row(month, 29, 1_000)], start=start, end=start, **SINGLE)


def test_an_answer_survives_storing_and_replays_to_the_rial() -> None:
    made = ask("sickness", FULL, start="1404-07-01", end="1404-07-14", **MARRIED)
    assert from_json(to_json(made)) == made
    assert replay(made) == made


@given(st.integers(1, 20_000_000), st.integers(0, 1_000_000), st.booleans(), st.integers(1, 30))
def test_a_higher_wage_never_pays_less(low: int, more: int, dependants: bool, days: int) -> None:
    last = f"1404-07-{days:02}"
    rials = [
        rest(last, months("1404-03", "1404-06", daily), dependants=dependants)
        for daily in (low, low + more)
    ]
    assert rials == sorted(rials, key=int)


def test_the_order_of_the_rows_and_a_second_workshop_change_nothing() -> None:
    halves = [row(r["month"], days, r["wage"] // 2, workshop=w)
              for r in FULL for days, w in ((16, "1"), (15, "2")) if r["days"] == 31]  # fmt: skip
    assert rest("1404-07-14", halves, **MARRIED) == 33_000_000
    assert rest("1404-07-14", halves[::-1], **MARRIED) == 33_000_000


def test_a_second_statement_of_article_63_agrees_on_random_people() -> None:
    """Day by day: each day of a month carries its part of the month's wage and paid days."""
    random = Random(1404)
    for _ in range(3_000):
        career = _random_career(random)
        start = jalali.parse_date("1404-01-01") + timedelta(days=random.randrange(300))
        length, family = random.randint(1, 60), random.random() < 0.5
        end = jalali.iso(start + timedelta(days=length - 1))
        made = ask("sickness", career, start=jalali.iso(start), end=end, dependants=family)
        assert made.amount == _by_days(career, start, length, family)


def _random_career(random: Random) -> Rows:
    every = [*months("1403-08", "1403-12", 1), *months("1404-01", "1404-12", 1)]
    kept = [each for each in every if random.random() < 0.8]
    return [_random_row(random, each["month"], each["days"]) for each in kept]


def _random_row(random: Random, month: str, longest: int) -> dict[str, Any]:
    days = random.randint(1, longest)
    # Never above the ceiling of 1403: that is tested by itself.
    return row(month, days, days * random.randint(1_000_000, 16_000_000))


def _by_days(career: Rows, start: date, length: int, family: bool) -> int | None:
    rows = {each["month"]: each for each in career}
    wages = days = Fraction(0)
    for back in range(1, 91):
        year, month, _ = jalali.parts(start - timedelta(days=back))
        found = rows.get(f"{year}-{month:02}")
        if found:
            wages += Fraction(found["wage"], jalali.month_days(year, month))
            days += Fraction(found["days"], jalali.month_days(year, month))
    if not days:
        return None
    share = Fraction(3, 4) if family else Fraction(2, 3)
    return rounded(wages / days * share * max(length - 3, 0))
