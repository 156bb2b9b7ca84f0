"""The wage decrees prove one another: published rises, sums and examples give the same values."""

from fractions import Fraction

import pytest

from taminyar.law import values
from taminyar.law.assessment import rounded
from taminyar.persian import jalali

# The published rise of each year over the wage in force at the end of the year before.
RISES = {
    1396: "14.5", 1397: "19.5", 1398: "36.5", 1399: "21", 1400: "39",
    1401: "57.4", 1402: "27", 1403: "35", 1404: "45", 1405: "60",
}  # fmt: skip
STARTS = [used.start for used in values.every()["wage.minimum_daily"].values]


def on(name: str, day: str) -> int | Fraction:
    return values.on(f"wage.{name}", jalali.parse_date(day)).value


@pytest.mark.parametrize(("year", "percent"), RISES.items())
def test_each_rise_rounded_to_the_rial_gives_the_next_wage(year: int, percent: str) -> None:
    before = on("minimum_daily", f"{year - 1}-12-29")
    exact = before * (1 + Fraction(percent) / 100)
    assert on("minimum_daily", f"{year}-01-01") == rounded(exact)


@pytest.mark.parametrize("start", STARTS)
def test_the_child_allowance_is_three_daily_wages(start: str) -> None:
    assert on("child", start) == 3 * on("minimum_daily", start)


@pytest.mark.parametrize(
    "start", [used.start for used in values.every()["wage.other_levels_fixed_daily"].values]
)
def test_other_wage_levels_meet_the_minimum_wage_to_the_rial(start: str) -> None:
    year = int(start[:4])
    old = on("minimum_daily", f"{year - 1}-12-29")
    led_to = old * on("other_levels_factor", start) + on("other_levels_fixed_daily", start)
    assert abs(led_to - on("minimum_daily", start)) < 1


@pytest.mark.parametrize(
    ("year", "rials"),
    [(1396, 929_931), (1397, 1_111_269), (1402, 5_308_284), (1403, 7_166_184), (1404, 10_390_968),
     (1405, 16_625_550)],
)  # fmt: skip
def test_p19_child_allowance_as_published(year: int, rials: int) -> None:
    assert on("child", f"{year}-01-01") == rials


@pytest.mark.parametrize(("children", "rials"), [(0, 75_182_840), (1, 80_491_124), (2, 85_799_408)])
def test_p17_a_month_of_1402_as_in_published_payroll_notes(children: int, rials: int) -> None:
    day = "1402-01-01"
    daily = on("minimum_daily", day) + on("seniority_daily", day)
    monthly = on("housing", day) + on("bon", day) + children * on("child", day)
    assert 30 * daily + monthly == rials


@pytest.mark.parametrize(
    ("start", "monthly"),
    [("1380-01-01", 567_900), ("1390-01-01", 3_303_000), ("1394-01-01", 7_124_250),
     ("1399-01-01", 18_354_270), ("1399-04-01", 19_104_270), ("1401-01-01", 41_797_500),
     ("1403-01-01", 71_661_840), ("1405-01-01", 166_255_500)],
)  # fmt: skip
def test_the_monthly_wage_of_30_days_as_published(start: str, monthly: int) -> None:
    assert 30 * on("minimum_daily", start) == monthly


@pytest.mark.parametrize(
    ("month", "rials"), [(139001, 770_700), (139903, 4_282_663), (139904, 4_457_663),
                         (140112, 9_752_750), (140501, 38_792_950)],
)  # fmt: skip
def test_the_ceiling_of_a_day_as_published(month: int, rials: int) -> None:
    assert values.insured_daily_ceiling(month) == rials


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("housing", {1380: 7_000, 1384: 100_000, 1393: 200_000, 1401: 5_500_000, 1405: 30_000_000}),
        ("bon", {1380: 2_000, 1389: 200_000, 1393: 800_000, 1401: 8_500_000, 1404: 22_000_000}),
        ("spouse", {1380: 0, 1402: 0, 1403: 5_000_000, 1405: 5_000_000}),
        ("seniority_daily", {1380: 470, 1393: 5_000, 1396: 17_000, 1404: 94_000, 1405: 166_667}),
    ],
)
def test_allowances_of_chosen_years_as_published(name: str, known: dict[int, int]) -> None:
    assert {year: on(name, f"{year}-01-01") for year in known} == known
