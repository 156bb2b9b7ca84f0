"""Windows over a career: each day of a month holds an equal share of its wage and paid days."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from taminyar.law.career import Career, Row
from taminyar.persian.jalali import JalaliMonth, date_of

YEARS = st.integers(1398, 1404)  # with the leap Esfands of 1399 and 1403


@st.composite
def rows(draw: st.DrawFn) -> Row:
    month = JalaliMonth(draw(YEARS), draw(st.integers(1, 12)))
    days = draw(st.integers(0, month.days))
    return Row(month, days, draw(st.integers(0, 10**7)) if days else 0, draw(st.sampled_from("AB")))


careers = st.lists(rows(), max_size=30)
days = st.builds(date_of, YEARS, st.integers(1, 12), st.integers(1, 29))


def each_day(career: Career, first: date, last: date) -> Iterator[Fraction]:
    for paid in career.months:
        start = max(paid.month.first_day, first)
        count = (min(paid.month.last_day, last) - start).days + 1
        yield from [Fraction(paid.days, paid.month.days)] * count


@given(careers, days, st.integers(0, 800))
def test_paid_days_in_a_window_are_those_of_each_of_its_days(
    given_rows: list[Row], first: date, length: int
) -> None:
    career, last = Career(given_rows), first + timedelta(days=length)
    assert career.days_between(first, last) == sum(each_day(career, first, last))
    assert career.between(first, last).days == career.days_between(first, last)


@given(careers, days, st.integers(0, 400), st.integers(0, 400))
def test_two_windows_side_by_side_hold_what_both_hold(
    given_rows: list[Row], first: date, one: int, other: int
) -> None:
    career = Career(given_rows)
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=1 + other)
    left, right = career.between(first, middle), career.between(middle + timedelta(days=1), last)
    whole = career.between(first, last)
    assert (left.wages + right.wages, left.days + right.days) == (whole.wages, whole.days)


@given(st.permutations([Row(JalaliMonth(1400, m), 29, m, w) for m in range(1, 13) for w in "AB"]))
def test_the_order_of_rows_does_not_matter(shuffled: list[Row]) -> None:
    career = Career(shuffled)
    assert [(paid.month.month, paid.days, paid.wage) for paid in career.months] == [
        (month, JalaliMonth(1400, month).days, 2 * month) for month in range(1, 13)
    ]
    assert career.days == 365


@given(careers, days)
def test_the_last_paid_months_skip_those_without_days(given_rows: list[Row], day: date) -> None:
    career = Career(given_rows)
    before = [paid for paid in career.months if paid.days and paid.month < JalaliMonth.of(day)]
    assert career.last_paid_months(day, 5) == before[-5:]


@given(careers, days)
def test_the_days_before_a_day_and_from_it_on_are_all(given_rows: list[Row], day: date) -> None:
    career = Career(given_rows)
    rest = career.days_between(day, date_of(1404, 12, 29))
    assert career.days_before(day) + rest == career.days
