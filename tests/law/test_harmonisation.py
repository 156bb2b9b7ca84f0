"""Harmonisation of pensions: article 28 of the 7th Plan. `derived`: by hand."""

from fractions import Fraction

import pytest

from taminyar.law.harmonisation import addition, gap
from taminyar.law.minimum_pension import minimum_pension
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import parse_date

BEGAN = parse_date("1395-01-01")


def test_40_percent_of_the_gap_in_1403() -> None:
    """D23 derived: 20,000,000 in 1395, now 110,000,000; the gap is 48,823,827."""
    day = parse_date("1403-01-01")
    lacking = gap(20_000_000, BEGAN, 110_000_000, day)
    exact = Fraction(9, 10) * Fraction(20_000_000, 8_121_660) * 71_661_840 - 110_000_000
    assert lacking == exact
    assert round(lacking) == 48_823_827
    assert addition(lacking, day) == 19_529_531


@pytest.mark.parametrize(("year", "rials"), [(1403, 400), (1404, 300), (1405, 300)])
def test_the_share_of_each_year(year: int, rials: int) -> None:
    assert addition(1000, parse_date(f"{year}-01-01")) == rials


def test_halves_are_rounded_up() -> None:
    assert addition(Fraction(5, 4), parse_date("1403-01-01")) == 1


def test_who_has_reached_the_target_gets_nothing() -> None:
    day = parse_date("1403-01-01")
    target = Fraction(9, 10) * Fraction(20_000_000, 8_121_660) * 71_661_840
    assert gap(20_000_000, BEGAN, int(target) + 1, day) == 0
    assert 0 < gap(20_000_000, BEGAN, int(target), day) < 1


def test_minimum_pensions_are_not_harmonised() -> None:
    day = parse_date("1403-01-01")
    assert gap(20_000_000, BEGAN, 71_661_840, day) == 0
    assert gap(20_000_000, BEGAN, 71_661_841, day) > 0


@pytest.mark.parametrize("day", ["1402-12-29", "1406-01-01"])
def test_outside_the_plan_the_missing_value_is_named(day: str) -> None:
    with pytest.raises(MissingValue, match=r"harmonisation\.share"):
        addition(1000, parse_date(day))


def test_the_minimum_pension_is_30_minimum_daily_wages() -> None:
    """P20: 41,797,500 in 1401; both periods of 1399."""
    known = {
        "1401-01-01": 41_797_500,
        "1399-03-31": 18_354_270,
        "1399-04-01": 19_104_270,
        "1404-12-29": 103_909_680,
    }
    assert {day: minimum_pension(parse_date(day)) for day in known} == known
