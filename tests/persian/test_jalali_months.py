"""A Jalali month counts, compares and reads like a number of a calendar."""

import datetime
import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.persian.digits import to_persian
from taminyar.persian.jalali import JalaliMonth, month_label, parts

FIRST, LAST = JalaliMonth(1300, 1), JalaliMonth(1500, 12)
months = st.builds(JalaliMonth, st.integers(1300, 1500), st.integers(1, 12))


@pytest.mark.parametrize("wrong", [(1299, 12), (1501, 1), (1403, 0), (1403, 13), (2024, 3), (3, 5)])
def test_a_month_outside_1300_to_1500_is_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="1300 to 1500"):
        JalaliMonth(*wrong)


def test_a_month_has_one_writing() -> None:
    month = JalaliMonth(1403, 5)
    assert (str(month), month.number, month.index) == ("1403-05", 140305, 1403 * 12 + 4)


@pytest.mark.parametrize(
    "text", ["1403-05", "1403/5", "۱۴۰۳/۵", "140305", "۱۴۰۳۰۵", "١٤٠٣-٠٥", " \u200f1403/05 "]
)
def test_every_way_of_writing_a_month_is_read(text: str) -> None:
    assert JalaliMonth.parse(text) == JalaliMonth(1403, 5)


@pytest.mark.parametrize("text", ["", "1403", "14035", "03-05", "1403-05-01", "05/1403", "مرداد"])
def test_another_form_of_month_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="for example 1403/05"):
        JalaliMonth.parse(text)


@given(months)
def test_a_month_survives_each_of_its_writings(month: JalaliMonth) -> None:
    assert JalaliMonth.from_number(month.number) == month
    assert JalaliMonth.from_index(month.index) == month
    assert JalaliMonth.parse(to_persian(str(month))) == month
    assert JalaliMonth.parse(str(month.number)) == month
    assert pickle.loads(pickle.dumps(month)) == month


@given(months, months)
def test_months_are_ordered_and_hashed_by_time(one: JalaliMonth, other: JalaliMonth) -> None:
    assert (one < other) == (one.number < other.number) == (one.first_day < other.first_day)
    assert (one == other) == (hash(one) == hash(other)) == (len({one, other}) == 1)


@given(months, months)
def test_the_difference_of_two_months_leads_from_one_to_the_other(
    one: JalaliMonth, other: JalaliMonth
) -> None:
    assert other + (one - other) == one
    assert one - (one - other) == other


def test_arithmetic_crosses_the_year() -> None:
    assert JalaliMonth(1403, 12) + 1 == JalaliMonth(1404, 1)
    assert JalaliMonth(1403, 1) - 1 == JalaliMonth(1402, 12)
    assert JalaliMonth(1404, 3) - JalaliMonth(1402, 3) == 24


def test_arithmetic_does_not_leave_the_calendar() -> None:
    with pytest.raises(ValueError, match="1300 to 1500"):
        LAST + 1
    with pytest.raises(ValueError, match="1300 to 1500"):
        FIRST - 1


def test_months_follow_each_other_without_a_gap_for_two_centuries() -> None:
    every = list(FIRST.range_to(LAST))
    assert len(every) == 201 * 12
    assert (every[0], every[-1]) == (FIRST, LAST)
    for month, following in itertools.pairwise(every):
        assert month.last_day + datetime.timedelta(1) == following.first_day
        assert (month.last_day - month.first_day).days + 1 == month.days


def test_a_range_includes_both_ends_and_is_empty_backwards() -> None:
    month = JalaliMonth(1403, 12)
    assert [str(each) for each in month.range_to(month + 1)] == ["1403-12", "1404-01"]
    assert list(month.range_to(month)) == [month]
    assert list(month.range_to(month - 1)) == []


@pytest.mark.parametrize(
    ("month", "days"), [((1403, 6), 31), ((1403, 7), 30), ((1403, 12), 30), ((1404, 12), 29)]
)
def test_the_days_of_a_month_are_leap_exact(month: tuple[int, int], days: int) -> None:
    assert JalaliMonth(*month).days == days


@given(st.dates(FIRST.first_day, LAST.last_day))
def test_every_day_lies_in_its_month(date: datetime.date) -> None:
    month = JalaliMonth.of(date)
    assert month.first_day <= date <= month.last_day
    assert (month.year, month.month) == parts(date)[:2]


def test_a_month_is_shown_by_name() -> None:
    assert month_label(JalaliMonth(1403, 5), "fa") == "مرداد ۱۴۰۳"
    assert month_label(JalaliMonth(1403, 5), "en") == "Mordad 1403"
