"""The combined record: all workshops together, each day once."""

import random

from taminyar.law.rules import replay
from tests.law.questions import ask, row, step
from tests.law.records import paid


def test_days_of_two_workshops_in_one_month_count_once() -> None:
    """D28 derived: 20 + 20 days in Mehr are 30 days."""
    made = ask(
        "combined_record",
        [row("1403-07", 20, 1, workshop="1"), row("1403-07", 20, 1, workshop="2")],
    )
    assert step(made, "Days of 1403") == 30
    assert step(made, "Days of the whole record") == 30
    assert step(made, "Years, months and days") == "0-1-0"
    assert made.eligible
    assert made.amount is None


def test_months_are_31_30_and_29_days_and_leap_esfand_30() -> None:
    two = [row("1403-01", 31, 0), row("1403-01", 31, 0)]
    mehr = [row("1403-07", 30, 0), row("1403-07", 1, 0)]
    esfand = [row("1402-12", 29, 0), row("1402-12", 1, 0)]
    leap = [row("1403-12", 29, 0), row("1403-12", 3, 0)]
    made = ask("combined_record", [*two, *mehr, *esfand, *leap])
    assert step(made, "Days of 1402") == 29
    assert step(made, "Days of 1403") == 31 + 30 + 30


def test_a_published_length() -> None:
    made = ask("combined_record", paid(4656, 0))
    assert step(made, "Days of the whole record") == 4656
    assert step(made, "Years, months and days") == "12-9-6"
    assert str(made.steps[-1].expression) == "12 years, 9 months and 6 days"


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [*paid(2000, 0), *paid(500, 0, "1402-03")]
    mixed = random.Random(1).sample(rows, len(rows))
    one, other = ask("combined_record", rows), ask("combined_record", mixed)
    assert one.steps == other.steps
    years = [str(each.label) for each in one.steps[:-2]]
    assert years == sorted(years)


def test_no_record_is_no_days() -> None:
    made = ask("combined_record", [])
    assert step(made, "Days of the whole record") == 0
    assert step(made, "Years, months and days") == "0-0-0"
    assert replay(made) == made
