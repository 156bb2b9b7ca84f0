"""A career as the law sees it: months with paid days and insured wages, and windows over them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple

from taminyar.law import values
from taminyar.persian.jalali import JalaliMonth, add_years, parts

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
        return list(map(self._months.__getitem__, self._places))

    # A question looks at a few months of hundreds: where each stands, and the days before it.

    @cached_property
    def _months(self) -> dict[int, PaidMonth]:
        added: dict[int, PaidMonth] = {}
        for row in self.rows:
            month, days, wage = row.month, row.days, row.wage
            place, most = month.index, month.days
            if place in added:
                _, other_days, other_wage = added[place]
                days, wage = days + other_days, wage + other_wage
            added[place] = PaidMonth(month, min(most, days), wage)
        return added

    @cached_property
    def _places(self) -> list[int]:
        return sorted(self._months)

    @cached_property
    def _days_until(self) -> list[int]:
        return list(accumulate((paid.days for paid in self.months), initial=0))

    @cached_property
    def days(self) -> int:
        """Days of the whole record, overlaps counted once."""
        return self._days_until[-1]

    def between(self, first: date, last: date) -> Window:
        """What falls in the days from first to last, both included.

        Of each month the share of its days inside the window counts of its wage and paid days.
        """
        found = self.months[self._touching(first, last)]
        if not found:
            return Window(Fraction(0), Fraction(0), ())
        wages = [capped_wage(paid) for paid in found]
        outside = wages[0] * _before(found[0].month, first) + wages[-1] * _after(
            found[-1].month, last
        )
        months = tuple(paid.month for paid in found)
        return Window(sum(wages) - outside, self.days_between(first, last), months)

    def days_between(self, first: date, last: date) -> Fraction:
        """Paid days from first to last, both included, by the share of each month inside."""
        return self.days_before(last + timedelta(days=1)) - self.days_before(first)

    def shares(self, first: date, last: date) -> list[tuple[PaidMonth, Fraction]]:
        """The months that have a day in the span, each with the share of its days inside."""
        found = self.months[self._touching(first, last)]
        return [(p, 1 - _before(p.month, first) - _after(p.month, last)) for p in found]

    def _touching(self, first: date, last: date) -> slice:
        """Where the months lie that have a day in the span."""
        return slice(
            bisect_left(self._places, _place(first)), bisect_right(self._places, _place(last))
        )

    def last_months(self, before: date, count: int = 24) -> list[PaidMonth]:
        """The months on record among the `count` calendar months that end before the day's own."""
        end = _place(before)
        start = bisect_left(self._places, end - count)
        return self.months[start : bisect_left(self._places, end)]

    def last_paid_months(self, before: date, count: int = 24) -> list[PaidMonth]:
        """The last `count` months that have paid days, before the month of the day."""
        end = bisect_left(self._places, _place(before))
        found = self.months[max(end - count, 0) : end]
        if all(paid.days for paid in found):
            return found
        return [paid for paid in self.months[:end] if paid.days][-count:]

    def days_before(self, day: date) -> Fraction:
        """Paid days of the whole record before a day; of its month the share before the day."""
        at = bisect_left(self._places, _place(day))
        whole = self._days_until[at]
        if at == len(self.months) or self._places[at] != _place(day):
            return Fraction(whole)
        paid = self.months[at]
        return whole + paid.days * _before(paid.month, day)


def _place(day: date) -> int:
    """The month of a day as JalaliMonth.index counts it."""
    year, month, _ = parts(day)
    return year * 12 + month - 1


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
    month, days, wage = paid
    if not wage:
        return 0
    most = values.insured_daily_ceiling(month.number) * days
    return min(most, wage)


def _before(month: JalaliMonth, first: date) -> Fraction:
    """The share of a month's days that lie before a day."""
    start, _ = _days_of(month.number)
    return Fraction(max(first.toordinal() - start, 0), month.days)


def _after(month: JalaliMonth, last: date) -> Fraction:
    """The share of a month's days that lie after a day."""
    _, end = _days_of(month.number)
    return Fraction(max(end - last.toordinal(), 0), month.days)


@cache
def _days_of(month: int) -> tuple[int, int]:
    """The first and last day of a month given as 140305, as days since year 1."""
    asked = JalaliMonth.from_number(month)
    return asked.first_day.toordinal(), asked.last_day.toordinal()
