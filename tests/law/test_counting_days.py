"""Days of a month count once, and a number of days is told in years, months and days."""

from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.record import counted_days, span
from taminyar.persian.jalali import JalaliMonth

months = st.builds(JalaliMonth, st.integers(1300, 1500), st.integers(1, 12))


@given(months, st.lists(st.integers(0, 31), max_size=4))
def test_a_month_never_counts_more_days_than_it_has(month: JalaliMonth, paid: list[int]) -> None:
    assert counted_days(month, paid) == min(sum(paid), month.days)
    assert counted_days(month, paid) <= month.days


@given(st.integers(0, 40_000))
def test_a_span_adds_up_to_its_days(days: int) -> None:
    years, rest_months, rest_days = span(days)
    assert years * 365 + rest_months * 30 + rest_days == days
    assert 0 <= rest_months < 12
    assert 0 <= rest_days < (30 if rest_months < 11 else 35)


def test_five_days_short_of_a_year_are_not_a_twelfth_month() -> None:
    assert [span(days) for days in (359, 360, 364, 365)] == [
        (0, 11, 29),
        (0, 11, 30),
        (0, 11, 34),
        (1, 0, 0),
    ]


def test_a_published_example_of_a_combined_record() -> None:
    assert span(4656) == (12, 9, 6)
