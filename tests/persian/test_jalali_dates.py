"""Jalali dates are read, converted and written exactly."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.persian import jalali
from taminyar.persian.digits import to_persian

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FIRST = jalali.date_of(1300, 1, 1)
LAST = jalali.date_of(1500, 12, 30 if jalali.is_leap(1500) else 29)
dates = st.dates(FIRST, LAST)

KNOWN = [
    ((1403, 12, 30), datetime.date(2025, 3, 20)),
    ((1404, 1, 1), datetime.date(2025, 3, 21)),
    ((1403, 1, 1), datetime.date(2024, 3, 20)),
    ((1400, 1, 1), datetime.date(2021, 3, 21)),
    ((1409, 1, 1), datetime.date(2030, 3, 21)),
]


@pytest.mark.parametrize(("jalali_parts", "gregorian"), KNOWN)
def test_known_days_convert_both_ways(
    jalali_parts: tuple[int, int, int], gregorian: datetime.date
) -> None:
    assert jalali.date_of(*jalali_parts) == gregorian
    assert jalali.parts(gregorian) == jalali_parts


@pytest.mark.parametrize(
    "impossible",
    [(1404, 12, 30), (1403, 13, 1), (1403, 0, 1), (1403, 7, 31), (1403, 1, 32), (1403, 1, 0)],
)
def test_a_day_the_calendar_does_not_have_is_refused(impossible: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not in the Jalali calendar"):
        jalali.date_of(*impossible)


def test_leap_years_follow_the_rule_of_33_years() -> None:
    positions = {1, 5, 9, 13, 17, 22, 26, 30}
    by_rule = [year for year in range(1300, 1501) if year % 33 in positions]
    assert [year for year in range(1300, 1501) if jalali.is_leap(year)] == by_rule
    published = {1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420}
    assert published == {year for year in by_rule if 1372 <= year <= 1420}


def test_every_year_is_the_sum_of_its_months() -> None:
    for year in range(1300, 1501):
        days = sum(jalali.month_days(year, month) for month in range(1, 13))
        assert days == 365 + jalali.is_leap(year)
        assert jalali.date_of(year + 1, 1, 1) - jalali.date_of(year, 1, 1) == datetime.timedelta(
            days
        )


@given(dates)
def test_a_date_survives_the_jalali_calendar(date: datetime.date) -> None:
    assert jalali.date_of(*jalali.parts(date)) == date


@given(st.dates(FIRST, LAST - datetime.timedelta(1)))
def test_the_next_day_is_a_later_jalali_day(date: datetime.date) -> None:
    assert jalali.parts(date) < jalali.parts(date + datetime.timedelta(1))


@pytest.mark.parametrize(
    "text",
    [
        "۱۴۰۳/۱/۵",
        "1403-01-05",
        "14030105",
        "١٤٠٣/٠١/٠٥",
        "۱۴۰۳۰۱۰۵",
        "1403.1.5",
        " \u200f1403/1/05 ",
    ],
)
def test_every_way_of_writing_a_date_is_read(text: str) -> None:
    assert jalali.parse_date(text) == datetime.date(2024, 3, 24)


@given(dates, st.sampled_from([str, to_persian, lambda text: text.translate(ARABIC)]))
def test_a_written_date_is_read_back(date: datetime.date, digits: Callable[[str], str]) -> None:
    written = jalali.iso(date)
    assert jalali.parse_date(digits(written)) == date
    assert jalali.parse_date(digits(written.replace("-", ""))) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/01/05",
        "030105",
        "5/1/1403",
        "1403/1",
        "1403/1/5/1",
        "1403-1405",
        "امروز",
        "१४०३/१/५",
    ],
)
def test_another_form_of_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="for example 1403/01/05"):
        jalali.parse_date(text)


@pytest.mark.parametrize("text", ["2024-03-24", "20240324", "1199/01/01", "0403/01/05"])
def test_a_year_of_another_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="in the Jalali calendar, for example 1403"):
        jalali.parse_date(text)


def test_a_date_that_does_not_exist_is_refused_when_read() -> None:
    with pytest.raises(ValueError, match="not in the Jalali calendar"):
        jalali.parse_date("1404/12/30")


def test_people_born_before_1300_have_a_birth_date() -> None:
    assert jalali.parts(jalali.parse_date("1291/07/01")) == (1291, 7, 1)


@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = jalali.parse_date(text)
    except ValueError:
        return
    assert 1200 <= jalali.parts(date)[0] <= 1500


def test_a_date_is_shown_with_the_name_of_its_month() -> None:
    date = jalali.date_of(1405, 1, 5)
    assert jalali.long_date(date, "fa") == "۵ فروردین ۱۴۰۵"
    assert jalali.long_date(date, "en") == "5 Farvardin 1405"
    assert jalali.iso(date) == "1405-01-05"


def test_the_year_has_twelve_month_names_in_both_languages() -> None:
    assert len(set(jalali.MONTH_NAMES_FA)) == len(set(jalali.MONTH_NAMES_EN)) == 12


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ((1403, 12, 30), 1, (1404, 12, 29)),
        ((1403, 12, 30), -5, (1398, 12, 29)),
        ((1403, 12, 30), 5, (1408, 12, 30)),
        ((1403, 12, 29), -4, (1399, 12, 29)),
        ((1404, 6, 31), -5, (1399, 6, 31)),
    ],
)
def test_years_are_added_in_the_jalali_calendar(
    start: tuple[int, int, int], years: int, end: tuple[int, int, int]
) -> None:
    assert jalali.add_years(jalali.date_of(*start), years) == jalali.date_of(*end)


@given(dates, st.integers(-60, 60))
def test_adding_years_keeps_month_and_day_but_for_the_leap_day(
    date: datetime.date, years: int
) -> None:
    year, month, day = jalali.parts(date)
    moved = jalali.parts(jalali.add_years(date, years))
    assert moved[:2] == (year + years, month)
    assert moved[2] == day or (moved[2] == 29 and (month, day) == (12, 30))


def test_today_is_the_day_in_tehran(monkeypatch: pytest.MonkeyPatch) -> None:
    class LateEvening(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "LateEvening":
            return cls.fromtimestamp(1_742_416_200, tz)  # 2025-03-19 20:30 UTC

    monkeypatch.setattr(datetime, "datetime", LateEvening)
    assert jalali.today() == datetime.date(2025, 3, 20)
