"""Disability: articles 70 to 75, 93 and 111. `derived`: by hand from the formula."""

from typing import Any

import pytest

from taminyar.law.assessment import Assessment
from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from tests.law.questions import Rows, ask, condition, months, step
from tests.law.records import paid

YEAR = 365


def disabled(career: Rows, degree: Any = 70, date: str = "1404-07-01", **more: Any) -> Assessment:
    facts = {"work_related": True, "dependants": False} | more
    return ask("disability", career, date=date, degree=degree, **facts)


def years(count: int, monthly: int) -> Rows:
    """So many years of 365 days at a daily wage of a thirtieth of the monthly one."""
    career = paid(count * YEAR, 0)
    return [each | {"wage": each["days"] * monthly // 30} for each in career]


def test_ten_years_bring_half_of_the_average() -> None:
    """D14 derived: 50,000,000 by the years, at least half of 150,000,000."""
    made = disabled(years(10, 150_000_000))
    assert step(made, "Average of a month") == 150_000_000
    assert step(made, "Pension by the years of record") == 50_000_000
    assert step(made, "At least this share") == 75_000_000
    assert made.amount == 103_909_680  # the floor of 1404


def test_dependants_bring_a_tenth_more() -> None:
    """D14 derived: 82,500,000 before the floor."""
    made = disabled(years(10, 150_000_000), dependants=True)
    assert step(made, "With dependants") == 82_500_000
    assert made.amount == 103_909_680


def test_the_amount_above_the_floor() -> None:
    assert disabled(years(10, 300_000_000)).amount == 150_000_000
    assert disabled(years(10, 300_000_000), dependants=True).amount == 165_000_000


def test_with_dependants_at_most_60_percent() -> None:
    """17 years: 56.67 % of 300,000,000, and a tenth of it more, would be 62.3 %."""
    made = disabled(years(17, 300_000_000), dependants=True)
    assert made.amount == 180_000_000


def test_from_60_percent_dependants_add_nothing() -> None:
    made = disabled(years(18, 300_000_000), dependants=True)
    assert made.amount == 180_000_000
    assert not any(str(each.label).startswith("With dependants") for each in made.steps)


def test_the_years_count_up_to_the_whole_average() -> None:
    assert disabled(years(24, 300_000_000)).amount == 240_000_000
    made = disabled(years(32, 300_000_000))
    assert step(made, "At most this share") == 300_000_000
    assert made.amount == 300_000_000


def test_the_average_is_of_720_days_and_by_days_worked() -> None:
    """Older wages and idle days do not count: 360 days at 10,000,000 a day."""
    old, new = months("1390-01", "1399-12", 1_000_000), paid(360, 0)
    made = disabled([*old, *(each | {"wage": each["days"] * 9_000_000} for each in new)])
    assert step(made, "Insured wages of the 720 days") == 360 * 9_000_000
    assert step(made, "Average of a month") == 270_000_000


def test_a_part_of_a_month_in_the_window_counts_in_proportion() -> None:
    """720 days before 1404-07-01 begin on 1402-07-12: of Mehr 19 days of 30 count."""
    mehr, later = paid(30, 300_000_000, "1402-07"), paid(701, 0)
    made = disabled([*mehr, *later])
    assert step(made, "Insured wages of the 720 days") == 190_000_000
    assert any("partly" in str(told) for told in made.assumptions)


def test_partial_disability_is_the_pension_times_the_degree() -> None:
    """D15 derived: 40 % of 120,000,000. The floor is not for partial pensions."""
    made = disabled(years(12, 300_000_000), 40)
    assert step(made, "Pension by the years of record") == 120_000_000
    assert made.amount == 60_000_000  # half of the average is more: 150,000,000
    assert disabled(years(20, 180_000_000), 40).amount == 48_000_000
    assert any("reviewed for 5 years" in str(told) for told in made.assumptions)


def test_the_lump_sum_is_36_pensions_times_the_degree() -> None:
    """D16 derived: 36 × 120,000,000 × 20 %."""
    assert disabled(years(20, 180_000_000), 20).amount == 864_000_000


@pytest.mark.parametrize(
    ("degree", "rials"),
    [
        (66, 120_000_000),
        ("65.9", 79_080_000),
        (33, 39_600_000),
        ("32.9", 36 * 39_480_000),
        (10, 36 * 12_000_000),
        ("9.9", None),
    ],
)
def test_the_degrees_are_total_partial_or_a_lump_sum(degree: Any, rials: int | None) -> None:
    assert disabled(years(20, 180_000_000), degree).amount == rials


@pytest.mark.parametrize(("degree", "is_open"), [(66, True), (65, False), (33, False)])
def test_without_a_work_accident_only_total_disability_counts(degree: int, is_open: bool) -> None:
    made = disabled(years(20, 180_000_000), degree, work_related=False)
    assert made.eligible is is_open
    found = condition(made, "degree")
    assert (found.met, found.article) == (is_open, "75")
    assert str(found.evidence) == f"{degree} % is lost"


@pytest.mark.parametrize(
    ("career", "record", "recent"),
    [
        (paid(360, 0), True, True),
        (paid(359, 0), False, True),
        ([*paid(300, 0, "1403-06"), *paid(90, 0)], True, True),
        ([*paid(300, 0, "1403-06"), *paid(89, 0)], True, False),
        ([*paid(270, 0, "1394-06"), *paid(120, 0)], False, True),
        ([], False, False),
    ],
)
def test_else_a_year_in_ten_and_90_days_in_the_last(
    career: Rows, record: bool, recent: bool
) -> None:
    made = disabled(career, work_related=False)
    assert condition(made, "record").met is record
    assert condition(made, "recent").met is recent
    assert made.eligible is (record and recent)
    assert {each.article for each in made.conditions} == {"75"}
    assert len(made.conditions) == 3


def test_what_was_found_is_told_in_a_refusal() -> None:
    made = disabled(paid(89, 0), work_related=False)
    assert str(condition(made, "record").evidence) == "89 days in the 10 years before the event"
    assert str(condition(made, "recent").evidence) == "89 days in the year before the event"
    assert made.amount is None


def test_a_work_accident_needs_no_record_but_a_paid_day() -> None:
    assert disabled(paid(1, 0)).amount == 103_909_680
    made = disabled([])
    assert (made.eligible, made.amount) == (False, None)
    assert str(condition(made, "wages").evidence) == "0 days"


def test_the_floor_is_that_of_the_day() -> None:
    assert disabled(years(10, 30_000_000), date="1405-01-01").amount == 166_255_500


@pytest.mark.parametrize("degree", [-1, 101, "100.5", "many"])
def test_a_degree_is_a_percentage(degree: Any) -> None:
    with pytest.raises(BadInput, match=r"facts\.degree"):
        disabled([], degree)


def test_the_answer_can_be_asked_again() -> None:
    made = disabled(years(12, 150_000_000), "40.5")
    assert replay(made) == made
