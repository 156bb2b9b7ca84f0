"""Premiums people pay for themselves, against published payments."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.assessment import rounded
from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from tests.law.questions import ask, step


def premium(month: str, rate: int, **facts: Any) -> int | None:
    return ask("own_account", month=month, rate=rate, **facts).amount


@pytest.mark.parametrize(
    ("month", "rate", "facts", "rials"),
    [
        pytest.param("1398-01", 18, {}, 2_821_399, id="P1: published for 1398, 31 days"),
        pytest.param("1398-01", 12, {}, 1_880_932, id="P3: published for 1398, 31 days"),
        pytest.param("1398-07", 18, {}, 2_730_386, id="P4: published for 1398, 30 days"),
        pytest.param(
            "1400-07", 12, {"group": "student"}, 3_186_594, id="P6: published 318,000 toman"
        ),
        pytest.param(
            "1403-01", 12, {"group": "housewife"}, 8_886_068, id="P7: published 888,600 toman"
        ),
        pytest.param("1404-01", 12, {}, 12_884_800, id="D25 derived: 31 days"),
        pytest.param("1404-01", 14, {}, 15_032_267, id="D25 derived: 31 days, 14 %"),
        pytest.param("1404-01", 18, {}, 19_327_200, id="D25 derived: 31 days, 18 %"),
    ],
)
def test_published_premiums(month: str, rate: int, facts: dict[str, Any], rials: int) -> None:
    assert premium(month, rate, **facts) == rials


@pytest.mark.parametrize(
    ("month", "rials"),
    [
        pytest.param("1401-01", 4_232_694, id="P9: published 423,000 toman, 31 days"),
        pytest.param("1401-07", 4_096_155, id="P9: published 410,000 toman, 30 days"),
    ],
)
def test_a_skilled_construction_worker(month: str, rials: int) -> None:
    assert premium(month, 7, group="construction", factor=1.4) == rials


@pytest.mark.parametrize(
    ("factor", "rials"),
    [
        pytest.param(1.65, 32_989_528, id="P11: published 3,300,000 toman, lorry"),
        pytest.param("1.35", 26_991_432, id="P11: published 2,700,000 toman, car, factor derived"),
    ],
)
def test_an_intercity_driver(factor: float | str, rials: int) -> None:
    assert premium("1403-01", 27, group="driver", factor=factor) == rials


def test_the_wage_of_a_job_is_at_least_its_factor_times_the_minimum() -> None:
    assert premium("1404-07", 12, factor=1.2) == rounded(Fraction(12 * 12, 1000) * 103_909_680)


def test_a_chosen_wage_counts_between_the_least_and_the_ceiling() -> None:
    assert premium("1404-07", 12, wage=200_000_000) == 24_000_000
    assert premium("1404-07", 12, wage=1) == premium("1404-07", 12)
    assert premium("1404-07", 12, wage=10**9) == rounded(Fraction(12, 100) * 727_367_760)


def test_a_raised_wage_is_told() -> None:
    made = ask("own_account", month="1404-07", rate=12, wage=1)
    assert any("raised" in str(told) for told in made.assumptions)


def test_the_state_adds_two_percent() -> None:
    made = ask("own_account", month="1404-07", rate=12, wage=200_000_000)
    assert step(made, "The State adds") == 4_000_000


def test_it_is_due_at_the_end_of_the_second_following_month() -> None:
    made = ask("own_account", month="1403-10", rate=12)
    assert step(made, "To be paid by") == "1403-12-30"  # 1403 is a leap year


@pytest.mark.parametrize(("month", "days"), [("1403-12", 30), ("1404-12", 29)])
def test_the_last_month_has_its_own_days(month: str, days: int) -> None:
    daily = {"1403": 2_388_728, "1404": 3_463_656}[month[:4]]
    assert premium(month, 12) == rounded(Fraction(12, 100) * days * daily)


@given(
    st.sampled_from([12, 14, 18]),
    st.fractions(1, 6, max_denominator=100),
    st.none() | st.integers(0, 10**9),
)
def test_a_second_statement_agrees(rate: int, factor: Fraction, wage: int | None) -> None:
    least = factor * 3_463_656 * 31
    base = min(max(least, wage or 0), 24_245_592 * 31)
    given_factor = f"{factor.numerator}/{factor.denominator}"
    expected = rounded(Fraction(base) * rate / 100)
    assert premium("1404-02", rate, factor=given_factor, wage=wage) == expected


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"rate": 13}, "facts.rate"),
        ({"rate": "12"}, "facts.rate"),
        ({"rate": 27}, "facts.rate"),
        ({"rate": 12, "group": "driver"}, "facts.rate"),
        ({"group": "king"}, "facts.group"),
        ({"factor": 0.9}, "facts.factor"),
        ({"factor": "1/0"}, "facts.factor"),
        ({"factor": "1e999999999"}, "facts.factor"),
        ({"factor": float("inf")}, "facts.factor"),
        ({"factor": 1.1, "group": "student"}, "facts.factor"),
        ({"wage": 5, "group": "construction", "rate": 7}, "facts.wage"),
        ({"wage": -5}, "facts.wage"),
        ({"month": "1404"}, "facts.month"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        ask("own_account", **{"month": "1404-07", "rate": 12} | facts)
    assert wrong.value.field == field


@pytest.mark.parametrize(
    ("month", "facts", "name"),
    [
        ("1379-12", {"rate": 12}, "wage.minimum_daily"),
        ("1500-12", {"rate": 12}, "wage.minimum_daily"),
        ("1402-12", {"rate": 27, "group": "driver"}, "own_account.rate_driver"),
        ("1400-12", {"rate": 7, "group": "construction"}, "own_account.rate_construction"),
    ],
)
def test_months_outside_the_known_law_are_named(
    month: str, facts: dict[str, Any], name: str
) -> None:
    with pytest.raises(MissingValue, match=name):
        ask("own_account", month=month, **facts)
