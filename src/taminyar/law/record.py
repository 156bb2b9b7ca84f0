"""How the days of a record are counted (سابقه تلفیقی)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from taminyar.persian.jalali import JalaliMonth

# Article 77 speaks of years of contribution; parts of a year follow the calendar year of 365
# days and months of 30, as the pension formula divides paid days by 365.
YEAR_DAYS = 365
MONTH_DAYS = 30


class Span(NamedTuple):
    """A length of record."""

    years: int
    months: int
    days: int


def counted_days(month: JalaliMonth, paid: Iterable[int]) -> int:
    """Days of the month that count: those of all workshops together, at most the whole month.

    Days paid in two workshops at once count once.
    """
    return min(sum(paid), month.days)


def span(days: int) -> Span:
    """A number of days as years of 365, months of 30 and days: 4656 is 12, 9 and 6.

    Twelve months of 30 days are five days short of a year, so there are never more than 11
    months: 364 days are 11 months and 34 days, as 365 are a year.
    """
    years, rest = divmod(days, YEAR_DAYS)
    months = min(rest // MONTH_DAYS, 11)
    return Span(years, months, rest - months * MONTH_DAYS)


def days_of(years: int, months: Fraction = Fraction(0)) -> Fraction:
    """The days of so many years and months of record; twelve months are a year of 365 days."""
    if not months:
        return Fraction(years * YEAR_DAYS)
    more, rest = divmod(months, 12)
    return (years + more) * YEAR_DAYS + rest * MONTH_DAYS
