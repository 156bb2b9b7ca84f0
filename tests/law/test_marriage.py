"""The marriage gift: article 85. Examples marked `derived` follow the formula by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import JalaliMonth
from tests.law.questions import Rows, ask, condition, row, step


def paid(first: str, last: str, wage: int = 100_000_000) -> Rows:
    """Full months of one wage a month."""
    span = JalaliMonth.parse(first).range_to(JalaliMonth.parse(last))
    return [row(str(month), month.days, wage) for month in span]


def test_the_gift_is_a_months_average_of_two_years() -> None:
    """D9 derived: 24 × 100,000,000 ÷ 24."""
    made = ask("marriage", paid("1401-11", "1403-10"), date="1403-11-05")
    assert made.amount == 100_000_000
    assert made.eligible


def test_the_divisor_is_24_also_with_fewer_months() -> None:
    """D9 derived: 18 months paid, the contract in 1403, above the floor of 71,661,840."""
    career = [*paid("1400-01", "1400-06"), *paid("1402-05", "1403-10")]
    made = ask("marriage", career, date="1403-11-05")
    assert step(made, "Insured wages of the 24 months") == 1_800_000_000
    assert made.amount == 75_000_000


def test_the_gift_is_at_least_the_minimum_monthly_wage() -> None:
    made = ask("marriage", paid("1401-11", "1403-10", 50_000_000), date="1403-11-05")
    assert step(made, "Average of a month") == 50_000_000
    assert made.amount == 71_661_840
    assert any("not below the minimum" in str(told) for told in made.assumptions)


@pytest.mark.parametrize(
    ("date", "rials"), [("1399-03-31", 18_354_270), ("1399-04-01", 19_104_270)]
)
def test_the_floor_is_that_of_the_day_of_the_contract(date: str, rials: int) -> None:
    """Both wage periods of 1399."""
    career = paid("1397-01", "1399-02", 5_000_000)
    assert ask("marriage", career, date=date).amount == rials


@pytest.mark.parametrize(("days", "eligible"), [(719, False), (720, True)])
def test_720_days_in_five_years(days: int, eligible: bool) -> None:
    """D10 derived: 719 days are refused."""
    whole = paid("1400-01", "1401-11")  # 365 + 336 days
    made = ask("marriage", [*whole, row("1401-12", days - 701, 1_000_000)], date="1402-01-01")
    assert made.eligible is eligible
    found = condition(made, "record")
    assert (found.met, found.article) == (eligible, "85")
    assert str(found.evidence) == f"{days} days in the five years before the contract"


def test_the_five_years_start_on_the_same_day() -> None:
    """Of Farvardin 1398 the days from the 11th on lie in the five years before 11/1/1403."""
    made = ask("marriage", [row("1398-01", 31, 1_000_000)], date="1403-01-11")
    assert str(condition(made, "record").evidence).startswith("21 days")


def test_the_24_months_end_with_the_month_before() -> None:
    """The wage of the contract's own month, and of the 25th month before it, do not count."""
    career = paid("1401-02", "1403-03")
    career[0]["wage"] = career[-1]["wage"] = 200_000_000
    made = ask("marriage", career, date="1403-03-31")
    assert step(made, "Insured wages of the 24 months") == 2_400_000_000


def test_wages_count_up_to_the_ceiling_which_is_told() -> None:
    """7 × the minimum wage of each of the three years for each day of it."""
    made = ask("marriage", paid("1402-07", "1404-06", 10**9), date="1404-07-01")
    days = 29 + 30 * 5, 31 * 6 + 30 * 6, 31 * 6
    ceilings = 12_385_996, 16_721_096, 24_245_592
    expected = sum(day * ceiling for day, ceiling in zip(days, ceilings, strict=True))
    assert step(made, "Insured wages of the 24 months") == expected
    assert {"wage.minimum_daily@1403-01-01", "wage.minimum_daily@1404-01-01"} < set(made.parameters)


@pytest.mark.parametrize("fact", ["employed", "first", "registered"])
def test_each_other_condition_is_needed_and_all_are_told(fact: str) -> None:
    made = ask("marriage", paid("1401-01", "1403-10"), date="1403-11-05", **{fact: False})
    assert made.amount is None
    assert {each.id for each in made.conditions if not each.met} == {fact}
    assert {each.id for each in made.conditions} == {"record", "employed", "first", "registered"}
    assert str(condition(made, fact).evidence) == "Stated: no"


def test_an_empty_career_is_told_what_is_missing() -> None:
    made = ask("marriage", [], date="1403-11-05")
    assert str(condition(made, "record").evidence).startswith("0 days")


@given(st.integers(1, 300_000_000), st.integers(0, 100_000_000))
def test_never_less_for_a_higher_wage_nor_below_the_floor(wage: int, more: int) -> None:
    gifts = [
        ask("marriage", paid("1401-11", "1403-10", each), date="1403-11-05").amount or 0
        for each in (wage, wage + more)
    ]
    assert 71_661_840 <= gifts[0] <= gifts[1]


@given(st.randoms(use_true_random=False), st.integers(0, 10))
def test_the_order_of_rows_and_a_month_in_two_workshops_change_nothing(
    random: Any, split: int
) -> None:
    career = paid("1401-11", "1403-10", 93_000_000)
    whole = career.pop(split)
    parts = [row(whole["month"], 10, 31_000_000, workshop="1"),
             row(whole["month"], whole["days"] - 10, 62_000_000, workshop="2")]  # fmt: skip
    career += parts
    random.shuffle(career)
    assert ask("marriage", career, date="1403-11-05").amount == 93_000_000


@pytest.mark.parametrize(
    ("facts", "field"),
    [({}, "facts.date"), ({"date": "1403-12-31"}, "facts.date"), ({"date": 1403}, "facts.date")],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        ask("marriage", [], **facts)
    assert wrong.value.field == field


def test_a_year_whose_wage_is_not_decreed_is_named() -> None:
    with pytest.raises(MissingValue, match=r"wage.minimum_daily is known for 1406-01-10"):
        ask("marriage", paid("1403-01", "1405-12"), date="1406-01-10")


def test_a_refusal_needs_no_wages() -> None:
    assert ask("marriage", [], date="1406-01-10").eligible is False


def test_the_same_question_gives_the_same_answer() -> None:
    made = ask("marriage", paid("1401-11", "1403-10"), date="1403-11-05")
    assert replay(made) == made
