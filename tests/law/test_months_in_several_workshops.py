"""A month in several workshops: its days count once, its wages are added up to the ceiling."""

from taminyar.law.career import Career, Row, capped_wage
from taminyar.persian.jalali import JalaliMonth

MEHR = JalaliMonth(1404, 7)


def test_twenty_days_in_each_of_two_workshops_are_a_whole_month() -> None:
    """D28 derived: 20 + 20 days in Mehr are 30 days, the wages are added."""
    career = Career([Row(MEHR, 20, 80_000_000, "1"), Row(MEHR, 20, 90_000_000, "2")])
    [month] = career.months
    assert (month.days, month.wage) == (30, 170_000_000)
    assert capped_wage(month) == 170_000_000


def test_together_the_wages_are_at_most_the_ceiling_of_the_paid_days() -> None:
    career = Career([Row(MEHR, 20, 500_000_000, "1"), Row(MEHR, 20, 500_000_000, "2")])
    assert capped_wage(career.months[0]) == 30 * 24_245_592
