"""The premium of an employer's list: articles 28, 35 and 39."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from tests.law.questions import Rows, ask, step


def list_of(*wages: int, days: int = 30) -> Rows:
    return [{"wage": wage, "days": days} for wage in wages]


def test_a_wage_above_the_ceiling() -> None:
    """D26 derived: 900,000,000 in 30 days of 1404."""
    made = ask("employer_premium", month="1404-07", wages=list_of(900_000_000))
    assert step(made, "Insured wages") == 727_367_760
    assert step(made, "Share of the insured persons") == 50_915_743
    employer = step(made, "Share of the employer"), step(made, "Unemployment insurance")
    assert employer == (145_473_552, 21_821_033)
    assert sum(map(int, employer)) == 167_294_585
    assert made.amount == 50_915_743 + 167_294_585


def test_hard_work_costs_the_employer_four_percent_more() -> None:
    made = ask("employer_premium", month="1404-07", wages=list_of(100_000_000), hard=True)
    assert step(made, "Hard and harmful work") == 4_000_000
    assert made.amount == 34_000_000


def test_each_share_is_rounded_for_each_worker() -> None:
    """7 % of 50 is 3.5 and becomes 4; 3 % is 1.5 and becomes 2; 20 % is 10."""
    made = ask("employer_premium", month="1404-07", wages=list_of(50, 50, 50))
    assert step(made, "Share of the insured persons") == 12
    assert step(made, "Unemployment insurance") == 6
    assert made.amount == 12 + 30 + 6


def test_a_list_without_workers_costs_nothing() -> None:
    assert ask("employer_premium", month="1404-07", wages=[]).amount == 0


def test_the_ceiling_follows_the_days_of_each_worker() -> None:
    made = ask("employer_premium", month="1404-07", wages=list_of(10**9, days=1))
    assert step(made, "Insured wages") == 24_245_592


workers = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 30)), max_size=20)


@given(workers, st.booleans())
def test_a_second_statement_agrees(given_workers: list[tuple[int, int]], hard: bool) -> None:
    rows = [{"wage": wage, "days": days} for wage, days in given_workers]
    made = ask("employer_premium", month="1404-07", wages=rows, hard=hard)
    bases = [min(wage, 24_245_592 * days) for wage, days in given_workers]
    percents = [7, 20, 3, 4] if hard else [7, 20, 3]
    assert made.amount == sum((base * each + 50) // 100 for base in bases for each in percents)
    assert (
        ask("employer_premium", month="1404-07", wages=rows[::-1], hard=hard).amount == made.amount
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"wages": 5}, "facts.wages"),
        ({"wages": [5]}, "facts.wages[0]"),
        ({"wages": [{"wage": 5}]}, "facts.wages[0].days"),
        ({"wages": [{"wage": 5, "days": 30}, {"wage": 5, "days": 31}]}, "facts.wages[1].days"),
        ({"wages": [{"wage": "5", "days": 30}]}, "facts.wages[0].wage"),
        ({"hard": 1}, "facts.hard"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        ask("employer_premium", **{"month": "1404-07", "wages": []} | facts)
    assert wrong.value.field == field


def test_a_month_without_a_ceiling_is_named() -> None:
    with pytest.raises(MissingValue, match="1406-01-01"):
        ask("employer_premium", month="1406-01", wages=[])
