"""Maternity pay: articles 67 to 69. Examples marked `derived` follow the formula by hand."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from taminyar.persian import jalali
from tests.law.questions import Rows, ask, condition, months, row, step

FULL = months("1404-01", "1404-06", 4_000_000)
START = jalali.parse_date("1404-07-01")


def leave(days: int, career: Rows = FULL, start: str = "1404-07-01", **facts: Any) -> Any:
    """The answer for a leave of so many days."""
    end = jalali.iso(jalali.parse_date(start) + timedelta(days=days - 1))
    return ask("maternity", career, start=start, end=end, **facts)


def test_nine_months_of_leave() -> None:
    """D7 derived: 2/3 × 4,000,000 × 270 days."""
    assert leave(270).amount == 720_000_000


@pytest.mark.parametrize(("days", "beyond"), [(271, 1), (300, 30)])
def test_days_beyond_the_limit_are_not_paid_and_a_step_says_so(days: int, beyond: int) -> None:
    made = leave(days)
    assert made.amount == 720_000_000
    assert step(made, "Days beyond the longest paid leave") == beyond


def test_a_leave_within_the_limit_has_no_such_step() -> None:
    made = leave(270)
    assert not any(str(each.label).startswith("Days beyond") for each in made.steps)


def test_there_are_no_waiting_days() -> None:
    assert leave(1).amount == 2_666_667


@pytest.mark.parametrize(("days", "eligible"), [(59, False), (60, True)])
def test_sixty_days_in_the_year_before_the_delivery(days: int, eligible: bool) -> None:
    """D8 derived: 59 days are refused, 60 are granted."""
    career = [row("1404-05", days - 30, 4_000_000), row("1404-06", 30, 120_000_000)]
    made = leave(30, career)
    assert made.eligible is eligible
    assert (made.amount is not None) is eligible
    found = condition(made, "record")
    assert (found.met, found.article) == (eligible, "67")
    assert str(found.evidence) == f"{days} days in the year before the delivery"


@pytest.mark.parametrize(
    ("delivery", "days"),
    [("1404-07-30", 62), ("1404-08-01", 61), ("1404-08-02", 60), ("1404-09-01", 31)],
)
def test_the_year_ends_on_the_day_before_the_delivery(delivery: str, days: int) -> None:
    """And starts on the same day a year earlier: days of Mehr and Aban 1403 drop out one by one."""
    career = [row("1403-07", 30, 1_000_000), row("1403-08", 30, 30_000_000), row("1404-06", 31, 1)]
    made = leave(30, career, delivery=delivery)
    assert str(condition(made, "record").evidence).startswith(f"{days} days")


@pytest.mark.parametrize(
    ("start", "children", "limit"),
    [
        ("1373-12-29", 1, 84),
        ("1373-12-29", 3, 84),
        ("1385-12-29", 1, 120),
        ("1385-12-29", 2, 120),
        ("1385-12-29", 3, 360),
        ("1386-01-01", 1, 180),
        ("1400-01-31", 1, 180),
        ("1400-01-31", 2, 180),
        ("1400-01-31", 3, 360),
        ("1400-02-01", 1, 270),
        ("1400-02-01", 2, 360),
        ("1400-02-01", 3, 360),
        ("1400-02-01", 4, 360),
    ],
)
def test_the_length_follows_the_law_of_the_first_day(start: str, children: int, limit: int) -> None:
    before = jalali.JalaliMonth.of(jalali.parse_date(start))
    career = [row(str(before - back), 29, 0) for back in (1, 2, 3)]
    made = leave(400, career, start, children=children)
    assert step(made, "Longest paid leave") == limit
    assert step(made, "Days beyond") == 400 - limit


def test_what_is_not_confirmed_is_told() -> None:
    told = [str(each) for each in leave(300, children=2).assumptions]
    assert "The longest paid leave for this birth is not confirmed by a text." in told
    assert len(told) == 5


def test_a_leave_long_after_the_last_work_is_refused_with_both_conditions_told() -> None:
    career = months("1403-08", "1403-12", 4_000_000)
    made = leave(30, career)
    assert {each.id: each.met for each in made.conditions} == {"record": True, "paid_days": False}
    assert made.amount is None


@given(st.integers(1, 400), st.integers(1, 5))
def test_a_longer_leave_never_pays_less(days: int, children: int) -> None:
    assert leave(days, children=children).amount <= leave(days + 1, children=children).amount


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"end": "1404-06-31"}, "facts.end"),
        ({"end": None}, "facts.end"),
        ({"children": 0}, "facts.children"),
        ({"children": 1.5}, "facts.children"),
        ({"delivery": "1404-13-01"}, "facts.delivery"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    good = {"start": "1404-07-01", "end": "1404-08-01"}
    with pytest.raises(BadInput) as wrong:
        ask("maternity", FULL, **good | facts)
    assert wrong.value.field == field


def test_a_leave_before_the_act_is_named() -> None:
    with pytest.raises(MissingValue, match="1354-04-02"):
        leave(30, FULL, "1354-04-02")
