"""The minimum wage by its decree; a year without one is named, never guessed."""

import pytest

from taminyar.law.values import MissingValue, insured_daily_ceiling, minimum_daily_wage


@pytest.mark.parametrize(
    ("month", "rials"),
    [(140305, 2_388_728), (139903, 611_809), (139904, 636_809), (140512, 5_541_850)],
)
def test_the_wage_of_the_decree_in_force(month: int, rials: int) -> None:
    assert minimum_daily_wage(month) == rials


def test_the_ceiling_is_seven_times_the_minimum() -> None:
    assert insured_daily_ceiling(140401) == 24_245_592


@pytest.mark.parametrize("month", [137912, 140601])
def test_a_year_without_a_decree_is_named(month: int) -> None:
    with pytest.raises(MissingValue, match=f"wage.minimum_daily is known for {month // 100}"):
        minimum_daily_wage(month)
