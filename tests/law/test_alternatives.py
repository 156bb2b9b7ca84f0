"""Where the law offers several ways, one that is met in full is enough."""

import pytest

from taminyar.law.age import age
from taminyar.law.assessment import Working, from_json, to_json
from taminyar.law.record import days_of
from taminyar.law.rules import answer
from taminyar.law.texts import text
from taminyar.persian.jalali import parse_date


def working(*stated: tuple[str, bool]) -> Working:
    made = Working()
    for place, (alternative, met) in enumerate(stated):
        made.condition(str(place), met, text("a condition"), "1", alternative=alternative)
    return made


@pytest.mark.parametrize(
    ("stated", "eligible"),
    [
        ([], True),
        ([("", True)], True),
        ([("", False)], False),
        ([("a", True), ("a", False)], False),
        ([("a", True), ("a", False), ("b", True)], True),
        ([("a", True), ("b", False)], True),
        ([("a", True), ("", False)], False),
        ([("a", False), ("b", False), ("", True)], False),
    ],
)
def test_all_common_conditions_and_one_alternative(
    stated: list[tuple[str, bool]], eligible: bool
) -> None:
    assert working(*stated).eligible is eligible


def test_each_alternative_is_told_apart() -> None:
    made = working(("a", True), ("a", False), ("b", True))
    assert made.alternatives == {"a": False, "b": True}


def test_the_alternative_of_a_condition_is_stored() -> None:
    facts = {"date": "1404-07-01", "birth_date": "1344-01-01", "sex": "f"}
    made = answer({"rule": "old_age", "career": [], "facts": facts})
    assert from_json(to_json(made)) == made
    assert {each.alternative for each in made.conditions} >= {"normal", "working_women"}


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("1344-07-01", "1404-06-31", 59),
        ("1344-07-01", "1404-07-01", 60),
        ("1350-12-30", "1410-12-28", 59),
        ("1350-12-30", "1410-12-29", 60),
        ("1350-12-30", "1354-12-29", 3),
        ("1350-12-30", "1354-12-30", 4),
        ("1404-01-01", "1404-01-01", 0),
    ],
)
def test_age_in_jalali_years(born: str, day: str, years: int) -> None:
    assert age(parse_date(born), parse_date(day)) == years


def test_twelve_months_of_record_are_a_year() -> None:
    assert days_of(30) == 10_950
    assert days_of(30, days_of(0) + 8) == 10_950 + 240
    assert days_of(30, days_of(0) + 24) == 32 * 365
