"""Survivors' pensions: articles 81, 83 and 111. `derived`: by hand from the shares."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.assessment import Assessment
from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue
from tests.law.questions import ask, condition

FLOOR_1404 = 103_909_680


def left(pension: int, *survivors: str, date: str = "1404-01-01", **more: Any) -> Assessment:
    return ask("survivors", pension=pension, date=date, survivors=list(survivors), **more)


def lines(made: Assessment) -> list[int | str]:
    return [each.value for each in made.steps]


def test_a_widow_and_two_children() -> None:
    """D17 derived: 50, 25 and 25 %."""
    made = left(150_000_000, "spouse", "child", "child")
    assert lines(made) == [75_000_000, 37_500_000, 37_500_000]
    assert made.amount == 150_000_000


def test_a_widow_and_three_children_are_reduced_in_proportion() -> None:
    """D17 derived: 125 % × 0.8."""
    made = left(150_000_000, "spouse", "child", "child", "child")
    assert lines(made) == [60_000_000, 30_000_000, 30_000_000, 30_000_000]
    assert made.amount == 150_000_000
    assert "125 %" in str(made.steps[0].expression)


def test_orphans_have_half_each_and_parents_a_fifth() -> None:
    made = left(300_000_000, "orphan", "parent", "parent")
    assert lines(made) == [150_000_000, 60_000_000, 60_000_000]
    assert made.amount == 270_000_000


def test_wives_divide_one_half() -> None:
    assert lines(left(300_000_000, "spouse", "spouse", "child")) == [75_000_000] * 3


def test_a_widow_alone_has_half() -> None:
    made = left(300_000_000, "spouse")
    assert made.amount == 150_000_000
    assert any("not raised to the whole" in str(told) for told in made.assumptions)


def test_together_not_below_the_minimum_pension() -> None:
    """A widow and a child of 100,000,000: 75,000,000 are raised, two thirds and one third."""
    made = left(100_000_000, "spouse", "child")
    assert lines(made) == [69_273_120, 34_636_560]
    assert made.amount == FLOOR_1404


@pytest.mark.parametrize(
    ("pension", "rials"),
    [(2 * FLOOR_1404 + 2, FLOOR_1404 + 1), (2 * FLOOR_1404, FLOOR_1404), (1, FLOOR_1404)],
)
def test_the_floor_to_the_rial(pension: int, rials: int) -> None:
    assert left(pension, "spouse").amount == rials


def test_the_floor_is_that_of_the_day() -> None:
    assert left(1, "spouse", date="1401-01-01").amount == 41_797_500


def test_a_pension_in_proportion_has_no_floor() -> None:
    made = left(40_000_000, "spouse", pro_rata=True)
    assert made.amount == 20_000_000
    assert any("not raised to the minimum" in str(told) for told in made.assumptions)


def test_nobody_left_is_refused() -> None:
    made = left(150_000_000)
    assert (made.eligible, made.amount) == (False, None)
    found = condition(made, "survivors")
    assert (found.met, found.article, str(found.evidence)) == (False, "81", "0 survivors")


@pytest.mark.parametrize(
    ("survivors", "field"),
    [
        (["cousin"], "facts.survivors[0]"),
        (["spouse", 1], "facts.survivors[1]"),
        ("spouse", "facts.survivors"),
        (["parent"] * 3, "facts.survivors"),
    ],
)
def test_a_wrong_survivor_is_named(survivors: Any, field: str) -> None:
    with pytest.raises(BadInput) as raised:
        ask("survivors", pension=1, date="1404-01-01", survivors=survivors)
    assert raised.value.field == field


def test_a_day_without_a_minimum_wage_is_named() -> None:
    with pytest.raises(MissingValue, match=r"wage\.minimum_daily is known for 1406-01-01"):
        left(1, "spouse", date="1406-01-01")


families = st.lists(st.sampled_from(["spouse", "child", "orphan"]), min_size=1, max_size=7)


@given(st.integers(0, 10**10), families, st.integers(0, 2))
def test_the_sum_is_of_the_lines_and_never_below_the_floor(
    pension: int, family: list[str], parents: int
) -> None:
    made = left(pension, *family, *["parent"] * parents)
    paid = [int(each.value) for each in made.steps]
    assert made.amount == sum(paid)
    assert sum(paid) >= FLOOR_1404
    # Half a rial a line at most is rounded up.
    assert sum(paid) <= max(pension, FLOOR_1404) + len(paid) / 2
    assert len(paid) == len(family) + parents


@given(st.integers(0, 10**10), families)
def test_the_order_changes_nobodys_pension_by_more_than_a_rial(
    pension: int, family: list[str]
) -> None:
    one, other = left(pension, *family), left(pension, *reversed(family))
    there, back = lines(one), lines(other)[::-1]
    assert all(abs(int(a) - int(b)) <= 1 for a, b in zip(there, back, strict=True))
    assert one.amount == other.amount


def test_the_answer_can_be_asked_again() -> None:
    made = left(150_000_000, "spouse", "parent", "child", "child")
    assert replay(made) == made
