"""Fines for late lists and premiums: law of 9 Mordad 1373, notes 1 and 2."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import JalaliMonth, iso
from tests.law.questions import ask, step


def due(**facts: Any) -> int | None:
    """To pay for Farvardin 1404, whose last day is 31 Ordibehesht."""
    return ask("arrears", **{"premium": 150_000_000, "month": "1404-01"} | facts).amount


@pytest.mark.parametrize(
    ("relief", "rials"),
    [
        pytest.param(False, 174_000_000, id="D19 derived: 15,000,000 + 9,000,000"),
        pytest.param(True, 166_800_000, id="D19 derived, with 30 % relief"),
    ],
)
def test_three_months_late_and_no_list(relief: bool, rials: int) -> None:
    assert due(list_sent_on=None, paid_on="1404-05-31", relief=relief) == rials


@pytest.mark.parametrize(
    ("paid_on", "months"),
    [
        ("1404-01-31", 0),
        ("1404-02-31", 0),
        ("1404-03-01", 1),
        ("1404-03-31", 1),
        ("1404-04-01", 2),
        ("1405-01-01", 11),
        ("1406-02-31", 24),
    ],
)
def test_a_started_month_of_delay_counts(paid_on: str, months: int) -> None:
    made = ask(
        "arrears", premium=1_000, month="1404-01", list_sent_on="1404-02-31", paid_on=paid_on
    )
    assert step(made, "Months of delay") == months
    assert made.amount == 1_000 + 20 * months


@pytest.mark.parametrize(
    ("sent", "fine"),
    [("1404-02-31", 0), ("1404-03-01", 15_000_000), (None, 15_000_000), ("1404-01-01", 0)],
)
def test_a_list_sent_after_the_last_day_counts_as_not_sent(sent: str | None, fine: int) -> None:
    assert due(list_sent_on=sent, paid_on="1404-02-31") == 150_000_000 + fine


def test_the_last_day_follows_the_length_of_the_month() -> None:
    made = ask("arrears", premium=1, month="1403-11", list_sent_on=None, paid_on="1403-12-30")
    assert step(made, "Due by") == "1403-12-30"
    assert step(made, "Months of delay") == 0


def test_in_time_there_is_nothing_to_waive() -> None:
    assert due(list_sent_on="1404-02-01", paid_on="1404-02-01", relief=True) == 150_000_000


def test_what_the_texts_leave_open_is_told() -> None:
    made = ask("arrears", premium=1, month="1404-01", list_sent_on=None, paid_on="1404-05-01")
    told = " ".join(map(str, made.assumptions))
    assert "of the whole premium" in told
    assert "started month" in told


@given(
    st.integers(0, 10**12), st.integers(1, 1300), st.booleans(), st.booleans(), st.integers(-1, 60)
)
def test_a_second_statement_agrees(
    premium: int, month: int, sent: bool, relief: bool, delay: int
) -> None:
    asked = JalaliMonth(1380, 1) + month % 240
    last = asked + 1
    made = ask(
        "arrears",
        premium=premium,
        month=str(asked),
        list_sent_on=iso(last.first_day) if sent else None,
        paid_on=iso((last + delay).last_day),
        relief=relief,
    )
    thousandths = ((0 if sent else 100) + 20 * max(delay, 0)) * (70 if relief else 100)
    assert made.amount == premium + (2 * premium * thousandths + 100_000) // 200_000


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"premium": -1}, "facts.premium"),
        ({"premium": None}, "facts.premium"),
        ({"paid_on": None}, "facts.paid_on"),
        ({"paid_on": "1403-12-30"}, "facts.paid_on"),
        ({"list_sent_on": "1403-12-30"}, "facts.list_sent_on"),
        ({"list_sent_on": "1404-02-32"}, "facts.list_sent_on"),
        ({"month": "1500-12"}, "facts.month"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        due(**{"paid_on": "1404-05-01"} | facts)
    assert wrong.value.field == field


def test_before_the_law_of_1373_it_is_named() -> None:
    with pytest.raises(MissingValue, match="1373-04-31"):
        ask("arrears", premium=1, month="1373-04", paid_on="1373-06-01")
