"""The unemployment benefit: Unemployment Insurance Act of 1369, articles 6 and 7."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import JalaliMonth, iso, parse_date
from tests.law.questions import Rows, ask, condition, months, row, step


def monthly(wages_of_90_days: int, dependants: int) -> int | None:
    """The benefit from 1 Mehr 1404, all of the 90 days before it worked."""
    career = months("1404-01", "1404-06", wages_of_90_days // 90)
    return ask("unemployment", career, date="1404-07-01", dependants=dependants).amount


@pytest.mark.parametrize(
    ("wages", "rials"),
    [
        pytest.param(450_000_000, 103_909_680, id="D20 derived: the floor wins over the cap"),
        pytest.param(900_000_000, 185_781_936, id="D21 derived: below the cap"),
    ],
)
def test_worked_examples_with_two_dependants(wages: int, rials: int) -> None:
    assert monthly(wages, 2) == rials


@pytest.mark.parametrize(
    ("date", "daily", "rials"),
    [
        pytest.param("1398-08-01", 2_000_000, 1_516_881, id="P12: 1398, published 1,516,882"),
        pytest.param("1400-08-01", 4_000_000, 2_655_495, id="P12: 1400"),
    ],
)
def test_each_dependant_adds_a_tenth_of_the_minimum_wage(date: str, daily: int, rials: int) -> None:
    year = date[:4]
    career = months(f"{year}-01", f"{year}-07", daily)
    paid = [ask("unemployment", career, date=date, dependants=n).amount or 0 for n in range(6)]
    assert paid[1] - paid[0] == rials
    assert paid[4] - paid[0] == pytest.approx(4 * rials, abs=4)
    assert paid[5] == paid[4]


def test_the_cap_is_80_percent_of_the_average() -> None:
    """Average 6,000,000 a day, four dependants: 3,300,000 + 1,385,462.4, at most 4,800,000."""
    assert monthly(540_000_000, 4) == 140_563_872
    """Average 5,000,000: 2,750,000 + 1,385,462.4 = 4,135,462.4, cut to 4,000,000."""
    assert monthly(450_000_000, 4) == 120_000_000


def test_the_wages_are_divided_by_90_however_many_days_were_worked() -> None:
    career = [*months("1403-10", "1404-05", 20_000_000), row("1404-06", 10, 200_000_000)]
    made = ask("unemployment", career, date="1404-07-01", dependants=0)
    wages = 28 * 20_000_000 + 31 * 20_000_000 + 200_000_000
    assert step(made, "Average daily wage") == round(wages / 90)


@pytest.mark.parametrize(
    ("months_of_record", "single", "family"),
    [
        (6, 6, 12),
        (24, 6, 12),
        (25, 12, 18),
        (120, 12, 18),
        (121, 18, 26),
        (180, 18, 26),
        (181, 26, 36),
        (240, 26, 36),
        (241, 36, 50),
        (300, 36, 50),
    ],
)
def test_how_long_it_is_paid(months_of_record: int, single: int, family: int) -> None:
    career = of_days(30 * months_of_record)
    for dependants, length in ((0, single), (1, family), (4, family)):
        made = ask("unemployment", career, date="1404-07-01", dependants=dependants)
        assert step(made, "Months for which it is paid") == length


def of_days(days: int) -> Rows:
    """So many paid days up to the end of Shahrivar 1404; the older ones without a wage."""
    rows, month = [], JalaliMonth(1404, 6)
    while days:
        counted = min(days, month.days)
        rows.append(row(str(month), counted, 5_000_000 * counted if month.year == 1404 else 0))
        days, month = days - counted, month - 1
    return rows


@pytest.mark.parametrize(
    ("days", "eligible", "evidence"),
    [
        (179, False, "5 months: 179 paid days in the record"),
        (180, True, "6 months: 180 paid days in the record"),
    ],
)
def test_six_months_of_record(days: int, eligible: bool, evidence: str) -> None:
    made = ask("unemployment", of_days(days), date="1404-07-01", dependants=0)
    assert made.eligible is eligible
    assert str(condition(made, "record").evidence) == evidence


def test_days_after_the_asked_day_are_no_record() -> None:
    career = months("1404-01", "1404-12", 5_000_000)
    made = ask("unemployment", career, date="1404-07-16", dependants=0)
    assert str(condition(made, "record").evidence) == "6 months: 201 paid days in the record"


def test_long_after_the_last_work_it_is_refused() -> None:
    last = parse_date("1404-06-31")
    for back, eligible in ((90, True), (91, False)):
        day = iso(last + timedelta(days=back))
        made = ask("unemployment", of_days(400), date=day, dependants=0)
        assert made.eligible is eligible


@pytest.mark.parametrize("kind", ["self_employed", "voluntary"])
def test_who_pays_no_unemployment_premium_gets_no_benefit(kind: str) -> None:
    career = [each | {"kind": kind} for each in of_days(400)]
    made = ask("unemployment", career, date="1404-07-01", dependants=0)
    assert [each.met for each in made.conditions] == [False, False]


@given(st.integers(0, 40_000_000), st.integers(0, 1_000_000), st.integers(0, 6))
def test_never_below_the_minimum_wage_and_never_less_for_a_higher_wage(
    daily: int, more: int, dependants: int
) -> None:
    paid = [monthly(90 * each, dependants) or 0 for each in (daily, daily + more)]
    assert 103_909_680 <= paid[0] <= paid[1]
    # At most 80 % of the ceiling.
    assert paid[1] <= 24_245_592 * 30 * 8 // 10 + 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"dependants": -1}, "facts.dependants"),
        ({"dependants": True}, "facts.dependants"),
        ({"date": "1404-07-31"}, "facts.date"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        ask("unemployment", [], **{"date": "1404-07-01", "dependants": 0} | facts)
    assert wrong.value.field == field


@pytest.mark.parametrize(
    ("date", "name"),
    [("1369-06-25", "unemployment.window_days"), ("1406-01-01", "wage.minimum_daily")],
)
def test_days_outside_the_known_law_are_named(date: str, name: str) -> None:
    with pytest.raises(MissingValue, match=name):
        ask("unemployment", months("1405-01", "1405-12", 6_000_000), date=date, dependants=0)
