"""The insured wage of a month: articles 2-5 and 35."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from taminyar.law.wage_base import COUNTED, NOT_COUNTED
from tests.law.questions import ask, step


def base(days: int = 30, month: str = "1404-07", **items: int) -> int | None:
    return ask("wage_base", month=month, days=days, items=items).amount


def test_wages_are_counted_up_to_the_ceiling() -> None:
    """D26 derived: 900,000,000 in 30 days of 1404."""
    assert base(base=900_000_000) == 727_367_760


@pytest.mark.parametrize("child", [0, 5_308_284, 10_616_568])
def test_the_minimum_wage_of_1402_with_its_allowances(child: int) -> None:
    """P17, published payroll notes of 1402: with one year of service; child allowance apart."""
    wage = {"base": 53_082_840, "housing": 9_000_000, "bon": 11_000_000, "seniority": 2_100_000}
    assert base(month="1402-07", **wage, child=child) == 75_182_840


@pytest.mark.parametrize("item", COUNTED)
def test_what_is_paid_continuously_for_work_counts(item: str) -> None:
    assert base(**{item: 1_000_000}) == 1_000_000


@pytest.mark.parametrize("item", NOT_COUNTED)
def test_what_is_paid_for_a_cause_of_its_own_does_not_count(item: str) -> None:
    made = ask("wage_base", month="1404-07", days=30, items={"base": 7, item: 1_000_000})
    assert made.amount == 7
    assert "1000000, does not count" in {str(each.expression) for each in made.steps}


def test_the_ceiling_follows_the_days_worked() -> None:
    assert base(days=1, base=10**9) == 24_245_592
    assert base(days=0, base=10**9) == 0


@pytest.mark.parametrize(("month", "daily"), [("1399-03", 4_282_663), ("1399-04", 4_457_663)])
def test_the_ceiling_changed_within_1399(month: str, daily: int) -> None:
    assert base(days=31, month=month, base=10**12) == 31 * daily


def test_the_ceiling_before_1390_is_told_to_be_assumed() -> None:
    made = ask("wage_base", month="1389-12", days=29, items={"base": 10**9})
    assert step(made, "Ceiling for the days worked") == 29 * 707_000
    assert any("Before 1390" in str(told) for told in made.assumptions)
    later = ask("wage_base", month="1390-01", days=29, items={"base": 10**9})
    assert not later.assumptions


@given(
    st.dictionaries(st.sampled_from([*COUNTED, *NOT_COUNTED]), st.integers(0, 10**9)),
    st.integers(0, 30),
)
def test_a_second_statement_agrees(items: dict[str, int], days: int) -> None:
    apart = {"child", "mission", "eidi", "severance", "leave_buyback", "medical"}
    total = sum(rials for name, rials in items.items() if name not in apart)
    assert base(days=days, **items) == min(total, 7 * 3_463_656 * days)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"items": {"gift": 5}}, "facts.items.gift"),
        ({"items": {"base": -5}}, "facts.items.base"),
        ({"items": {"base": 5.5}}, "facts.items.base"),
        ({"items": [5]}, "facts.items"),
        ({"days": 31}, "facts.days"),
        ({"month": "1404-13"}, "facts.month"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        ask("wage_base", **{"month": "1404-07", "days": 30, "items": {}} | facts)
    assert wrong.value.field == field


@pytest.mark.parametrize("month", ["1379-12", "1406-01"])
def test_a_month_without_a_ceiling_is_named(month: str) -> None:
    with pytest.raises(MissingValue, match=f"{month}-01"):
        base(month=month, base=1, days=29)
