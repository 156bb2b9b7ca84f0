"""Jalali dates and months: ``datetime.date`` inside, the Jalali calendar for people.

Conversions are persiantools': its leap years agree with the official calendar from 1300 to 1500.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Self, overload
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from .digits import plain, to_persian
from .messages import N_

MONTH_NAMES_FA = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)
"""Names of the months, Farvardin first."""
MONTH_NAMES_EN = (
    *("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar"),
    *("Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"),
)
"""Names of the months in English letters, Farvardin first."""

TEHRAN = ZoneInfo("Asia/Tehran")
FIRST_YEAR, LAST_YEAR = 1300, 1500
# Old files hold people born before 1300; a Gregorian year typed by mistake is far above 1500.
_FIRST_WRITTEN_YEAR = 1200

_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{4})([0-9]{2})")
_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")


def is_leap(year: int) -> bool:
    """Whether Esfand of the Jalali year has 30 days."""
    return JalaliDate.is_leap(year)


@cache
def month_days(year: int, month: int) -> int:
    """Days in a month of a Jalali year; ``ValueError`` for a month outside 1 to 12."""
    return JalaliDate.days_in_month(month, year)


# Conversions cost microseconds and the same days come again and again: a lifetime has 30,000.
_DAYS_KEPT = 32_768


@lru_cache(_DAYS_KEPT)
def date_of(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian date of a Jalali one; ``ValueError`` if the calendar has no such day."""
    try:
        return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    except ValueError:
        raise ValueError(N_("This date is not in the Jalali calendar.")) from None


@lru_cache(_DAYS_KEPT)
def parts(date: datetime.date) -> tuple[int, int, int]:
    """Jalali year, month and day of a Gregorian date."""
    jalali = JalaliDate.to_jalali(date)  # type: ignore[no-untyped-call]
    return jalali.year, jalali.month, jalali.day


def parse_date(text: str) -> datetime.date:
    """The Gregorian date of ۱۴۰۳/۱/۵, 1403-01-05 or 14030105, in digits of any set.

    Raises ``ValueError`` for another form, a year of two digits, a year outside 1200 to 1500 or
    a day the calendar does not have.
    """
    match = _DATE.fullmatch(plain(text))
    if match is None:
        raise ValueError(N_("Write the date as year, month, day, for example 1403/01/05."))
    year, month, day = (int(part) for part in match.groups() if part)
    if not _FIRST_WRITTEN_YEAR <= year <= LAST_YEAR:
        raise ValueError(N_("Write the year in the Jalali calendar, for example 1403."))
    return date_of(year, month, day)


def iso(date: datetime.date) -> str:
    """The Jalali date as ``1403-01-05``."""
    year, month, day = parts(date)
    return f"{year:04}-{month:02}-{day:02}"


def long_date(date: datetime.date, language: str) -> str:
    """«۵ فروردین ۱۴۰۵» for Persian, ``5 Farvardin 1405`` otherwise."""
    year, month, day = parts(date)
    if language.startswith("fa"):
        return to_persian(f"{day} {MONTH_NAMES_FA[month - 1]} {year}")
    return f"{day} {MONTH_NAMES_EN[month - 1]} {year}"


def add_years(date: datetime.date, years: int) -> datetime.date:
    """The same Jalali day and month that many years later, or earlier when negative.

    30 Esfand falls on 29 Esfand in a year without it.
    """
    year, month, day = parts(date)
    year += years
    return date_of(year, month, min(day, month_days(year, month)))


def today() -> datetime.date:
    """The Gregorian date in Tehran now."""
    return datetime.datetime.now(TEHRAN).date()


@dataclass(frozen=True, order=True, slots=True)
class JalaliMonth:
    """A month of the Jalali calendar, from 1300-01 to 1500-12; ``ValueError`` outside."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.month <= 12):
            raise ValueError(N_("This month is not in the Jalali calendar of 1300 to 1500."))

    @classmethod
    def of(cls, date: datetime.date) -> Self:
        """The month a Gregorian date falls in."""
        year, month, _ = parts(date)
        return cls(year, month)

    @classmethod
    def from_number(cls, number: int) -> Self:
        """The month written as the integer 140305."""
        return cls(*divmod(number, 100))

    @classmethod
    def from_index(cls, index: int) -> Self:
        """The month of ``year * 12 + month - 1``."""
        year, month = divmod(index, 12)
        return cls(year, month + 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month of 1403-05, ۱۴۰۳/۵ or 140305, in any digits; ``ValueError`` otherwise."""
        match = _MONTH.fullmatch(plain(text))
        if match is None:
            raise ValueError(N_("Write the month as year and month, for example 1403/05."))
        year, month = (int(part) for part in match.groups() if part)
        return cls(year, month)

    @property
    def days(self) -> int:
        """Days in the month: 29, 30 or 31."""
        return month_days(self.year, self.month)

    @property
    def number(self) -> int:
        """The month as the integer 140305."""
        return self.year * 100 + self.month

    @property
    def index(self) -> int:
        """Months counted on one line: ``year * 12 + month - 1``."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> datetime.date:
        """The Gregorian date of its first day."""
        return date_of(self.year, self.month, 1)

    @property
    def last_day(self) -> datetime.date:
        """The Gregorian date of its last day."""
        return date_of(self.year, self.month, self.days)

    def range_to(self, last: "JalaliMonth") -> Iterator[Self]:
        """Every month from this to ``last``, both included; none if ``last`` is earlier."""
        return map(self.from_index, range(self.index, last.index + 1))

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    def __add__(self, months: int) -> Self:
        return self.from_index(self.index + months)

    @overload
    def __sub__(self, other: int) -> Self: ...
    @overload
    def __sub__(self, other: "JalaliMonth") -> int: ...
    def __sub__(self, other: "int | JalaliMonth") -> "Self | int":
        """A month that many months earlier, or the number of months between two."""
        if isinstance(other, JalaliMonth):
            return self.index - other.index
        return self.from_index(self.index - other)


def month_label(month: JalaliMonth, language: str) -> str:
    """«مرداد ۱۴۰۳» for Persian, ``Mordad 1403`` otherwise."""
    if language.startswith("fa"):
        return to_persian(f"{MONTH_NAMES_FA[month.month - 1]} {month.year}")
    return f"{MONTH_NAMES_EN[month.month - 1]} {month.year}"
