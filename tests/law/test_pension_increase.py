"""The yearly increase of pensions: articles 96 and 111, by the decrees. `derived`: by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue, on
from taminyar.persian.jalali import parse_date
from tests.law.questions import ask, step


def increased(pension: int, from_year: int, to_year: int, **more: Any) -> int | None:
    made = ask("pension_increase", pension=pension, from_year=from_year, to_year=to_year, **more)
    assert made.eligible
    return made.amount


def test_above_the_minimum_in_1404() -> None:
    """D22 derived: × 1.32 + 9,316,050."""
    assert increased(90_000_000, 1403, 1404) == 128_116_050


def test_above_the_minimum_in_1403() -> None:
    """D22 derived: × 1.22 + 6,900,780."""
    assert increased(70_000_000, 1402, 1403) == 92_300_780


def test_the_fixed_part_of_1403_is_30_rounded_daily_amounts() -> None:
    """P14: 690,078 toman = 30 × 230,026."""
    assert on("pension.increase_fixed", parse_date("1403-01-01")).value == 6_900_780 == 30 * 230_026
    assert on("pension.increase_fixed", parse_date("1404-01-01")).value == 9_316_050 == 30 * 310_535


def test_two_years_one_after_the_other_each_rounded() -> None:
    """70,000,001 × 1.22 + 6,900,780 = 92,300,781.22, then × 1.32 + 9,316,050 of 92,300,781."""
    made = ask("pension_increase", pension=70_000_001, from_year=1402, to_year=1404)
    assert step(made, "Pension of 1403") == 92_300_781
    assert made.amount == 131_153_081  # 131,153,080.92
    assert made.parameters["pension.increase_above"].start == "1403-01-01"
    assert made.parameters["pension.increase_above@1404-01-01"].start == "1404-01-01"


@pytest.mark.parametrize(
    ("year", "minimum", "next_minimum"),
    [
        (1400, 26_554_950, 41_797_500),  # P20: the minimum of 1401
        (1401, 41_797_500, 53_082_840),
        (1402, 53_082_840, 71_661_840),
        (1403, 71_661_840, 103_909_680),
        (1404, 103_909_680, 166_255_500),
    ],
)
def test_the_minimum_becomes_the_next_minimum(year: int, minimum: int, next_minimum: int) -> None:
    """The published per cent, rounded up to the rial a day, give the next minimum wage."""
    assert increased(minimum, year, year + 1) == next_minimum
    assert increased(minimum - 1_000_000, year, year + 1) == next_minimum


@pytest.mark.parametrize(
    ("pension", "rials"),
    [
        (71_661_840, 103_909_680),  # at the minimum: + 45 %, raised to the new one
        (71_661_841, 103_909_680),  # above it: 103,909,680.12
        (72_000_000, 104_356_050),
    ],
)
def test_the_border_of_the_minimum(pension: int, rials: int) -> None:
    assert increased(pension, 1403, 1404) == rials


def test_a_pension_in_proportion_is_not_raised_to_the_minimum() -> None:
    """45 % more also for partial and pro-rata pensions."""
    assert increased(40_000_000, 1403, 1404, pro_rata=True) == 58_000_000
    assert increased(40_000_000, 1403, 1404) == 103_909_680


def test_1394_had_15_percent_and_the_minimum_was_lifted_to_the_wage() -> None:
    assert increased(6_089_100, 1393, 1394) == 7_124_250
    assert increased(10_000_000, 1393, 1394) == 11_500_000


def test_1401_as_corrected_and_1405_as_derived() -> None:
    assert increased(30_000_000, 1400, 1401) == 46_551_670
    made = ask("pension_increase", pension=200_000_000, from_year=1404, to_year=1405)
    assert made.amount == 305_586_470
    assert any("fixed amount of 1405 is derived" in str(told) for told in made.assumptions)


def test_the_same_year_changes_nothing() -> None:
    assert increased(123, 1380, 1380) == 123


@pytest.mark.parametrize(
    ("from_year", "to_year", "missing"),
    [
        (1394, 1396, "increase_at_minimum is known for 1395-01-01"),
        (1398, 1401, "increase_at_minimum is known for 1399-01-01"),
        (1391, 1393, "increase_at_minimum is known for 1392-01-01"),
        (1405, 1406, "increase_at_minimum is known for 1406-01-01"),
        (1370, 1371, "wage.minimum_daily is known for 1370-12-30"),
    ],
)
def test_a_year_whose_decree_is_not_known_is_named(
    from_year: int, to_year: int, missing: str
) -> None:
    with pytest.raises(MissingValue, match=missing):
        increased(1_000_000, from_year, to_year)


def test_above_the_minimum_the_missing_year_is_named_too() -> None:
    with pytest.raises(MissingValue, match="increase_above is known for 1400-01-01"):
        increased(90_000_000, 1399, 1400)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to_year": 1402}, "facts.to_year"),
        ({"to_year": 2025}, "facts.to_year"),
        ({"from_year": 4}, "facts.from_year"),
        ({"pension": "1.5"}, "facts.pension"),
    ],
)
def test_a_wrong_fact_is_named(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as raised:
        ask("pension_increase", **({"pension": 1, "from_year": 1403, "to_year": 1404} | wrong))
    assert raised.value.field == field


@given(st.integers(0, 10**9), st.integers(0, 10**8), st.integers(1400, 1404), st.booleans())
def test_more_pension_stays_more(pension: int, more: int, year: int, pro_rata: bool) -> None:
    """And never below the minimum of the year, unless it is in proportion."""
    less = increased(pension, year, 1405) or 0
    assert less <= (increased(pension + more, year, 1405) or 0)
    assert less >= 166_255_500
    assert (increased(pension, year, 1405, pro_rata=True) or 0) <= less


def test_the_answer_can_be_asked_again() -> None:
    made = ask("pension_increase", pension=70_000_000, from_year=1400, to_year=1405)
    assert replay(made) == made
