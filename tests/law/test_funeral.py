"""The funeral grant: article 84."""

import pytest

from taminyar.law.facts import BadInput
from taminyar.law.values import MissingValue
from tests.law.questions import ask


@pytest.mark.parametrize(
    ("date", "rials"),
    [
        ("1386-11-20", 1_830_000),
        ("1399-03-31", 18_354_270),
        ("1399-04-01", 19_104_270),
        ("1403-12-30", 71_661_840),
        ("1404-01-01", 103_909_680),
    ],
)
def test_the_grant_is_the_minimum_monthly_wage_of_the_day(date: str, rials: int) -> None:
    made = ask("funeral", date=date)
    assert (made.eligible, made.amount) == (True, rials)
    assert any("insured in a workshop" in str(told) for told in made.assumptions)


@pytest.mark.parametrize(
    ("date", "name"), [("1386-11-19", "funeral.daily_wages"), ("1406-01-01", "wage.minimum_daily")]
)
def test_other_days_are_named(date: str, name: str) -> None:
    with pytest.raises(MissingValue, match=f"{name} is known for {date}"):
        ask("funeral", date=date)


def test_the_date_is_needed() -> None:
    with pytest.raises(BadInput, match=r"facts.date: is missing"):
        ask("funeral")
