"""The old-age pension: articles 76, 77 and 111, and the 7th Plan. `derived`: by hand."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taminyar.law.assessment import Assessment
from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import JalaliMonth
from tests.law.questions import Rows, ask, condition, row, step
from tests.law.records import onward, paid

YEAR = 365


def man(
    career: Rows, born: str = "1344-01-01", date: str = "1404-07-01", **more: Any
) -> Assessment:
    return ask("old_age", career, date=date, birth_date=born, sex="m", **more)


def woman(career: Rows, born: str, date: str = "1404-07-01", **more: Any) -> Assessment:
    return ask("old_age", career, date=date, birth_date=born, sex="f", **more)


def open_routes(made: Assessment) -> set[str]:
    """The alternatives of which every condition is met."""
    failed = {each.alternative for each in made.conditions if not each.met}
    return {each.alternative for each in made.conditions} - failed


def test_25_years_are_25_thirtieths_of_the_average() -> None:
    """D11 derived."""
    made = man(paid(25 * YEAR, 200_000_000))
    assert made.amount == 166_666_667
    assert step(made, "Average of a month") == 200_000_000
    assert step(made, "Days of record") == 9125


def test_37_years_are_35_thirtieths_of_the_average() -> None:
    """D11 derived: the cap."""
    made = man(paid(37 * YEAR, 200_000_000))
    assert made.amount == 233_333_333
    assert step(made, "At most this share") == 233_333_333


def test_a_small_pension_is_raised_to_the_minimum() -> None:
    """D12 derived: 73,333,333 before the floor of 1404."""
    made = man(paid(20 * YEAR, 110_000_000))
    assert step(made, "Pension by the years of record") == 73_333_333
    assert made.amount == 103_909_680


def test_days_beyond_whole_years_count() -> None:
    """D13 derived: 8,226 days ÷ 365."""
    made = man(paid(8226, 180_000_000))
    assert made.amount == 135_221_918
    assert any("365" in str(told) for told in made.assumptions)


def test_months_without_pay_do_not_shorten_the_average() -> None:
    """The last 24 months that have paid days: two idle years stand between."""
    career = [*paid(22 * YEAR, 150_000_000, "1401-12"), *paid(186, 150_000_000)]
    assert step(man(career), "Average of a month") == 150_000_000


def test_the_month_of_retirement_is_not_in_the_average() -> None:
    career = [*paid(25 * YEAR, 200_000_000), row("1404-07", 30, 1_000_000_000 // 2)]
    made = man(career, date="1404-07-20")
    assert step(made, "Average of a month") == 200_000_000
    assert step(made, "Days of record") == 25 * YEAR + 19


def test_wages_above_the_ceiling_count_up_to_it() -> None:
    """The average is of insured wages: 31 × 24,245,592 in the first months of 1404."""
    made = man([*paid(25 * YEAR, 0, "1404-05"), row("1404-06", 31, 10**10)])
    assert step(made, "Insured wages") == 31 * 24_245_592
    assert made.parameters["wage.ceiling_factor"].value == 7


@pytest.mark.parametrize(
    ("born", "days", "is_open"),
    [
        ("1344-07-01", 20 * YEAR, True),
        ("1344-07-02", 20 * YEAR, False),
        ("1344-07-01", 20 * YEAR - 1, False),
    ],
)
def test_ordinary_retirement_of_men_at_60_with_20_years(
    born: str, days: int, is_open: bool
) -> None:
    made = man(paid(days, 200_000_000), born)
    assert ("normal" in open_routes(made)) is is_open


@pytest.mark.parametrize(("born", "is_open"), [("1349-07-01", True), ("1349-07-02", False)])
def test_ordinary_retirement_of_women_at_55(born: str, is_open: bool) -> None:
    made = woman(paid(20 * YEAR, 200_000_000), born)
    assert condition(made, "normal_age").met is is_open
    assert ("normal" in open_routes(made)) is is_open


@pytest.mark.parametrize(
    ("sex", "born", "is_open"),
    [
        ("m", "1353-01-01", True),
        ("m", "1353-01-02", False),
        ("f", "1358-01-01", True),
        ("f", "1358-01-02", False),
    ],
)
def test_30_years_at_50_or_45_before_the_7th_plan(sex: str, born: str, is_open: bool) -> None:
    career = paid(30 * YEAR, 100_000_000, "1402-12")
    made = ask("old_age", career, date="1403-01-01", birth_date=born, sex=sex)
    assert ("thirty_years" in open_routes(made)) is is_open


@pytest.mark.parametrize(("days", "is_open"), [(30 * YEAR - 1, False), (30 * YEAR, True)])
def test_30_years_to_the_day(days: int, is_open: bool) -> None:
    made = man(paid(days, 100_000_000, "1402-12"), "1352-01-01", "1403-01-01")
    assert made.eligible is is_open


@pytest.mark.parametrize(("date", "is_open"), [("1403-05-02", True), ("1403-05-03", False)])
def test_the_7th_plan_asks_more_of_men_from_its_day_on(date: str, is_open: bool) -> None:
    """A man with 24 years on 1403-05-03 would need 6 × 3 months more; before, nobody did."""
    career = paid(26 * YEAR, 100_000_000, "1403-04")
    made = ask(
        "old_age", career, date=date, birth_date="1350-01-01", sex="m", hard_years=8
    )  # 26 years and 4 that hard work adds
    assert condition(made, "thirty_years_record").met is is_open


def plan_man(years: int) -> Assessment:
    """A man of 55 with so many years on 1403-05-03 and none after."""
    return man(paid(years * YEAR, 100_000_000, "1403-04"), "1349-01-01")


@pytest.mark.parametrize(
    ("years", "asked"),
    [
        (29, "30 years"),
        (28, "30 years"),
        (26, "30 years, 8 months and 0 days"),
        (25, "30 years, 10 months and 0 days"),
        (22, "32 years"),
        (20, "32 years, 6 months and 0 days"),
        (15, "35 years"),
        (12, "35 years"),
        (10, "35 years"),
        (5, "35 years"),
    ],
)
def test_the_time_the_7th_plan_adds(years: int, asked: str) -> None:
    """D24 derived: 26 years ask 8 months more, 22 two years, 12 six years, at most 35 in all."""
    told = str(condition(plan_man(years), "thirty_years_record").text)
    assert told.endswith(f" {asked} of record")


@pytest.mark.parametrize(("days", "is_open"), [(2 * YEAR - 1, False), (2 * YEAR, True)])
def test_32_years_asked_to_the_day(days: int, is_open: bool) -> None:
    """D24 derived: 22 years on 1403-05-03, 8 that hard work adds, and 2 more paid."""
    before = paid(22 * YEAR, 100_000_000, "1403-04")
    after = onward(days, 100_000_000, "1403-06")
    made = man([*before, *after], "1349-01-01", "1405-07-01", hard_years=16)
    assert condition(made, "thirty_years_record").met is is_open


def test_the_7th_plan_asks_no_more_of_women() -> None:
    made = woman(paid(30 * YEAR, 200_000_000), "1359-01-01")
    assert "thirty_years" in open_routes(made)
    assert str(condition(made, "thirty_years_record").text).endswith(": 30 years of record")


@pytest.mark.parametrize(("born", "is_open"), [("1342-07-01", True), ("1342-07-02", False)])
def test_men_of_62_need_no_added_time(born: str, is_open: bool) -> None:
    career = [*paid(12 * YEAR, 100_000_000, "1403-04"), *paid(100, 100_000_000)]
    made = man(career, born, hard_years=12)
    asked = str(condition(made, "thirty_years_record").text)
    assert asked.endswith(": 30 years of record") is is_open


def test_what_the_7th_plan_leaves_open_is_stated() -> None:
    told = [str(each) for each in plan_man(26).assumptions]
    assert any("2 months for each year missing to 30 on 1403-05-03" in each for each in told)
    assert any("asked of retirement after 30 years only" in each for each in told)
    before = man(paid(30 * YEAR, 100_000_000, "1402-12"), date="1403-01-01")
    assert not any("7th Plan" in str(each) for each in before.assumptions)


@pytest.mark.parametrize(("days", "is_open"), [(35 * YEAR - 1, False), (35 * YEAR, True)])
def test_35_years_at_any_age(days: int, is_open: bool) -> None:
    made = man(paid(days, 200_000_000), "1355-01-01")
    assert ("thirty_five_years" in open_routes(made)) is is_open


@pytest.mark.parametrize(
    ("born", "days", "is_open"),
    [
        ("1362-07-01", 20 * YEAR, True),
        ("1362-07-02", 20 * YEAR, False),
        ("1362-07-01", 20 * YEAR - 1, False),
    ],
)
def test_working_women_at_42_with_20_years(born: str, days: int, is_open: bool) -> None:
    made = woman(paid(days, 300_000_000), born)
    assert made.eligible is is_open
    assert made.amount == (200_000_000 if is_open else None)


def test_working_women_have_20_days_wage_also_with_more_years() -> None:
    assert woman(paid(24 * YEAR, 300_000_000), "1362-01-01").amount == 200_000_000


def test_working_women_are_not_below_the_minimum_either() -> None:
    assert woman(paid(20 * YEAR, 120_000_000), "1362-01-01").amount == 103_909_680


def test_the_way_of_working_women_is_not_told_to_men() -> None:
    made = man(paid(20 * YEAR, 300_000_000), "1362-01-01")
    assert not made.eligible
    assert not any(each.alternative == "working_women" for each in made.conditions)


@pytest.mark.parametrize(
    ("years", "hard", "gap", "is_open"),
    [
        (20, 20, False, True),
        (20, 19, False, False),
        (21, 20, True, False),
        (25, 24, True, False),
        (26, 25, True, True),
        (10, 25, False, False),
    ],
)
def test_hard_work_20_years_without_a_break_or_25(
    years: int, hard: int, gap: bool, is_open: bool
) -> None:
    career = paid(years * 366, 200_000_000)
    if gap:
        career = [each for each in career if each["month"] != "1395-05"]
    made = man(career, "1364-01-01", hard_years=hard)
    assert condition(made, "hard_work_years").met is is_open


def test_a_year_of_hard_work_counts_as_one_and_a_half() -> None:
    """20 years count as 30: the whole average."""
    made = man(paid(20 * 366, 200_000_000), "1364-01-01", hard_years=20)
    assert step(made, "Days that hard work adds") == 10 * YEAR
    assert made.amount == round(200_000_000 * (7320 + 3650) / 10950)


def test_hard_work_adds_at_most_half_of_the_record() -> None:
    made = man(paid(20 * YEAR, 200_000_000), hard_years=90)
    assert step(made, "Days that hard work adds") == 10 * YEAR


@pytest.mark.parametrize(("days", "is_open"), [(10 * YEAR - 1, False), (10 * YEAR, True)])
def test_from_10_years_a_pension_in_proportion_without_the_floor(days: int, is_open: bool) -> None:
    made = man(paid(days, 120_000_000))
    assert made.eligible is is_open
    assert made.amount == (40_000_000 if is_open else None)


def test_no_floor_is_told_when_not_raised_to_it() -> None:
    made = man(paid(15 * YEAR, 100_000_000))
    assert made.amount == 50_000_000
    assert any("not raised to the minimum" in str(told) for told in made.assumptions)


def test_every_condition_is_told_with_what_was_found_also_in_a_refusal() -> None:
    made = man(paid(4656, 100_000_000), "1364-01-01")
    assert not made.eligible
    assert made.amount is None
    assert {each.alternative for each in made.conditions} == {
        *("normal", "thirty_years", "thirty_five_years", "pro_rata", "hard_work")
    }
    found = condition(made, "normal_record")
    assert (found.met, found.article) == (False, "76")
    assert str(found.evidence) == "12 years, 9 months and 6 days of record"
    assert str(condition(made, "normal_age").evidence) == "40 years of age on 1404-07-01"
    assert str(condition(made, "hard_work_years").evidence) == "No year of hard work is stated"


@pytest.mark.parametrize(
    ("date", "years"),
    [("1380-07-14", 10), ("1381-01-01", 11), ("1389-12-29", 19), ("1390-01-01", 20)],
)
def test_the_record_asked_for_rose_year_by_year(date: str, years: int) -> None:
    made = man([], "1310-01-01", date)
    assert str(condition(made, "normal_record").text).endswith(f": {years} years of record")
    assert any("1 Farvardin" in str(each) for each in made.assumptions) is (years < 20)


def test_before_the_amendment_the_missing_value_is_named() -> None:
    with pytest.raises(MissingValue, match=r"old_age\.normal_age_m is known for 1380-07-13"):
        man([], "1310-01-01", "1380-07-13")


def test_a_year_without_a_minimum_wage_is_named() -> None:
    career = paid(25 * YEAR, 200_000_000, "1405-12")
    with pytest.raises(MissingValue, match=r"wage\.minimum_daily is known for 1406-01-01"):
        man(career, date="1406-01-01")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"birth_date": "1404-07-01"}, "facts.birth_date"),
        ({"sex": "x"}, "facts.sex"),
        ({"hard_years": -1}, "facts.hard_years"),
        ({"date": "1404-13-01"}, "facts.date"),
        ({"age": 60}, "facts.age"),
    ],
)
def test_a_wrong_fact_is_named(wrong: dict[str, Any], field: str) -> None:
    given = {"date": "1404-07-01", "birth_date": "1344-01-01", "sex": "m"} | wrong
    with pytest.raises(BadInput) as raised:
        ask("old_age", [], **given)
    assert raised.value.field == field


def test_the_answer_can_be_asked_again() -> None:
    made = man(paid(8226, 180_000_000))
    assert replay(made) == made


@settings(max_examples=60)
@given(st.integers(0, 14_000), st.integers(0, 400_000_000), st.integers(1330, 1385))
def test_the_article_stated_a_second_time(days: int, wage: int, born: int) -> None:
    """Men on 1403-01-01, before the Plan: 60 and 20, 50 and 30, 35, or from 10 at 60."""
    made = man(paid(days, wage, "1402-12"), f"{born}-01-01", "1403-01-01")
    years, old = Fraction(days, 365), 1403 - born
    full = (old >= 60 and years >= 20) or (old >= 50 and years >= 30) or years >= 35
    months = [JalaliMonth(1402 - back // 12, 12 - back % 12) for back in range(24)]
    daily = {1402: 1_769_428 * 7, 1401: 1_393_250 * 7}
    left, wages = days, 0
    for month in months:
        wages += min(wage, daily[month.year] * min(left, month.days)) if left > 0 else 0
        left -= month.days
    pension = min(Fraction(wages, 24) / 30 * years, Fraction(wages, 24) * 35 / 30)
    if full:
        assert made.amount == int(max(pension, Fraction(71_661_840)) + Fraction(1, 2))
    elif old >= 60 and years >= 10:
        assert made.amount == int(pension + Fraction(1, 2))
    else:
        assert made.amount is None
