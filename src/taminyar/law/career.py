"""A career as the law sees it: months with paid days and insured wages, and windows over them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from taminyar.law import values
from taminyar.law.record import counted_days
from taminyar.persian.jalali import JalaliMonth, add_years

type Kind = str


@dataclass(frozen=True, slots=True)
class Row:
    """One month in one workshop: paid days, insured wage of the month in rials."""

    month: JalaliMonth
    days: int
    wage: int
    workshop: str = ""
    kind: Kind = "mandatory"


class PaidMonth(NamedTuple):
    """One month of all workshops together: days at most the month's, wages as written."""

    month: JalaliMonth
    days: int
    wage: int


class Window(NamedTuple):
    """Wages (rials) and paid days found in a span of days, exact."""

    wages: Fraction
    days: Fraction
    months: tuple[JalaliMonth, ...]


class Career:
    """All rows of one person. The order they come in does not matter."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)

    @cached_property
    def months(self) -> list[PaidMonth]:
        """The months with a row, oldest first; days of several workshops added and capped."""
        added: dict[int, list[int]] = {}
        for row in self.rows:
            entry = added.setdefault(row.month.index, [0, 0])
            entry[0] += row.days
            entry[1] += row.wage
        return [
            PaidMonth(month, counted_days(month, (days,)), wage)
            for index, (days, wage) in sorted(added.items())
            for month in (JalaliMonth.from_index(index),)
        ]

    @cached_property
    def days(self) -> int:
        """Days of the whole record, overlaps counted once."""
        return sum(month.days for month in self.months)

    def between(self, first: date, last: date) -> Window:
        """What falls in the days from first to last, both included.

        Of each month the share of its days inside the window counts of its wage and paid days.
        """
        wages, days, touched = Fraction(0), Fraction(0), []
        for paid in self._touching(first, last):
            share = _share(paid.month, first, last)
            wages += share * capped_wage(paid)
            days += share * paid.days
            touched.append(paid.month)
        return Window(wages, days, tuple(touched))

    def days_between(self, first: date, last: date) -> Fraction:
        """Paid days from first to last, both included, by the share of each month inside."""
        found = self._touching(first, last)
        return sum((_share(paid.month, first, last) * paid.days for paid in found), Fraction(0))

    def _touching(self, first: date, last: date) -> list[PaidMonth]:
        start, end = JalaliMonth.of(first).index, JalaliMonth.of(last).index
        return [paid for paid in self.months if start <= paid.month.index <= end]

    def last_months(self, before: date, count: int = 24) -> list[PaidMonth]:
        """The months on record among the `count` calendar months that end before the day's own."""
        end = JalaliMonth.of(before).index
        return [paid for paid in self.months if end - count <= paid.month.index < end]

    def last_paid_months(self, before: date, count: int = 24) -> list[PaidMonth]:
        """The last `count` months that have paid days, before the month of the day."""
        end = JalaliMonth.of(before).index
        paid = [paid for paid in self.months if paid.days and paid.month.index < end]
        return paid[-count:]

    def days_before(self, day: date) -> Fraction:
        """Paid days of the whole record before a day."""
        if not self.months:
            return Fraction(0)
        return self.days_between(self.months[0].month.first_day, day - timedelta(days=1))


def days_back(day: date, count: int) -> tuple[date, date]:
    """The `count` days before a day: for 90, from the 90th day before to the day before."""
    return day - timedelta(days=count), day - timedelta(days=1)


def years_back(day: date, years: int) -> tuple[date, date]:
    """The span that ends the day before and starts the same day and month years earlier."""
    return add_years(day, -years), day - timedelta(days=1)


def capped_wage(paid: PaidMonth) -> int:
    """The month's wage, at most the ceiling of each paid day (article 35).

    Raises values.MissingValue for a month whose ceiling is not known.
    """
    if not paid.wage:
        return 0
    return min(paid.wage, values.insured_daily_ceiling(paid.month.number) * paid.days)


def _share(month: JalaliMonth, first: date, last: date) -> Fraction:
    start, end = month.first_day, month.last_day
    inside = (min(end, last) - max(start, first)).days + 1
    return Fraction(inside, month.days)
