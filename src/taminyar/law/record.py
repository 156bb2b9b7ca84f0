"""How the days of a record are counted (سابقه تلفیقی)."""

from collections.abc import Iterable
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
    """A number of days as years of 365, months of 30 and days: 4656 is 12, 9 and 6."""
    years, rest = divmod(days, YEAR_DAYS)
    return Span(years, *divmod(rest, MONTH_DAYS))
