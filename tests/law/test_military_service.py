"""Counting military service: article 95, laws of 1383 and 1385. `derived`: by hand."""

from typing import Any

import pytest

from taminyar.law.assessment import Assessment
from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue
from tests.law.questions import Rows, ask, condition, step
from tests.law.records import paid


def service(career: Rows, months: Any = 21, date: str = "1404-07-01") -> Assessment:
    return ask("military_service", career, date=date, months=months)


def test_seven_percent_of_the_average_for_each_month() -> None:
    """D18 derived: 100,000,000 × 7 % × 21; the State 483,000,000; 12 instalments."""
    made = service(paid(800, 100_000_000))
    assert made.amount == 147_000_000
    assert step(made, "Average of a month") == 100_000_000
    assert step(made, "Paid by the State") == 483_000_000
    assert step(made, "Each instalment") == 12_250_000


def test_the_average_is_of_24_calendar_months_before_the_request() -> None:
    """A month without pay among them makes it smaller; older months do not count."""
    career = [*paid(1000, 500_000, "1402-06"), *paid(730, 120_000_000)]
    made = service([each for each in career if each["month"] != "1403-05"])
    assert step(made, "Insured wages of the 24 months") == 23 * 120_000_000
    assert step(made, "Average of a month") == 115_000_000


def test_the_month_of_the_request_is_not_in_the_average() -> None:
    made = service([*paid(800, 100_000_000), *paid(30, 600_000_000, "1404-07")], date="1404-07-30")
    assert made.amount == 147_000_000


@pytest.mark.parametrize(("days", "is_open"), [(719, False), (720, True)])
def test_two_years_of_record(days: int, is_open: bool) -> None:
    made = service(paid(days, 100_000_000))
    assert made.eligible is is_open
    assert (made.amount is not None) is is_open
    found = condition(made, "record")
    assert (found.met, found.article) == (is_open, "95")
    assert str(found.evidence) == f"{days} days of record"
    assert any("720 days" in str(told) for told in made.assumptions)


@pytest.mark.parametrize(
    ("date", "is_open"), [("1404-07-01", True), ("1404-08-30", True), ("1404-09-01", False)]
)
def test_insured_at_the_request(date: str, is_open: bool) -> None:
    """Paid up to Shahrivar 1404; lists arrive by the end of the next month."""
    made = service(paid(800, 100_000_000), date=date)
    assert condition(made, "insured").met is is_open
    assert str(condition(made, "insured").evidence) == "Last paid month: 1404-06"


def test_both_conditions_are_told_when_there_is_no_record() -> None:
    made = service([])
    assert [each.met for each in made.conditions] == [False, False]
    assert str(condition(made, "insured").evidence) == "No paid month"
    assert made.amount is None


def test_no_months_cost_nothing() -> None:
    assert service(paid(800, 100_000_000), 0).amount == 0


def test_before_the_law_of_1383_the_missing_value_is_named() -> None:
    with pytest.raises(MissingValue, match=r"military_service\.days_needed"):
        service([], date="1383-01-29")


@pytest.mark.parametrize("months", [-1, "21", 1.5, None])
def test_months_are_a_whole_number(months: Any) -> None:
    with pytest.raises(BadInput, match=r"facts\.months"):
        service([], months)


def test_the_answer_can_be_asked_again() -> None:
    made = service(paid(1500, 91_234_567), 17)
    assert replay(made) == made
