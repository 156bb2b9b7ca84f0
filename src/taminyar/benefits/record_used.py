"""Which months of a member's record an answer looks at, and what stands in them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from taminyar.careers.history import History
from taminyar.law import values
from taminyar.law.career import days_back, years_back
from taminyar.persian.jalali import JalaliMonth

# A list is due by the end of the next month (article 39); one that comes a month later is not rare.
_LATEST_LIST = 3


class Span(NamedTuple):
    """Months from the first to the last, both included."""

    first: JalaliMonth
    last: JalaliMonth

    @classmethod
    def over(cls, first: date, last: date) -> "Span":
        return cls(JalaliMonth.of(first), JalaliMonth.of(last))

    def holds(self, month: JalaliMonth) -> bool:
        return self.first <= month <= self.last


class Windows(NamedTuple):
    """Where a rule counts days, and where it adds up wages."""

    days: Span
    wages: Span


class YearUsed(NamedTuple):
    """What an answer took from one year of the record: days, and insured wages in rials."""

    year: int
    first: JalaliMonth
    last: JalaliMonth
    days: int
    # None for a year of which only the days count.
    wages: int | None


def _daily_wage(start: date) -> Span:
    window = int(values.on("daily_wage.window_days", start).value)
    return Span.over(*days_back(start, window))


def _sickness(facts: Any) -> Windows:
    window = _daily_wage(facts.start)
    return Windows(window, window)


def _maternity(facts: Any) -> Windows:
    return Windows(Span.over(*years_back(facts.start, 1)), _daily_wage(facts.start))


def _marriage(facts: Any) -> Windows:
    month = JalaliMonth.of(facts.date)
    return Windows(Span.over(*years_back(facts.date, 5)), Span(month - 24, month - 1))


_WINDOWS: dict[str, Callable[[Any], Windows]] = {
    "sickness": _sickness,
    "maternity": _maternity,
    "marriage": _marriage,
}


def by_year(rule: str, facts: Any, history: History) -> Sequence[YearUsed]:
    """The years a rule looks at, newest first; none when it looks at the whole record."""
    if rule not in _WINDOWS:
        return ()
    days, wages = _WINDOWS[rule](facts)
    months = [month for month in history.months if days.holds(month) or wages.holds(month)]
    years = dict.fromkeys(month.year for month in reversed(months))
    return [_year([m for m in months if m.year == year], wages, history) for year in years]


def _year(months: Sequence[JalaliMonth], wages: Span, history: History) -> YearUsed:
    paid = [history.months[month].insured_wage for month in months if wages.holds(month)]
    return YearUsed(
        months[0].year,
        months[0],
        months[-1],
        sum(history.months[month].days for month in months),
        sum(paid) if paid else None,
    )


def employed_on(history: History, day: date, today: date) -> bool:
    """Whether the record shows work in the month of a day.

    After the newest month on record, work goes on until a later list of that workshop comes
    without the person; but not for longer than lists are late.
    """
    month = min(JalaliMonth.of(day), JalaliMonth.of(today))
    if month in history.months:
        return history.months[month].days > 0
    if not history.lines or month < history.lines[-1].month:
        return False
    newest = history.lines[-1].month
    listed = [line.workshop.listed for line in history.months[newest].lines]
    goes_on = any(not months or months[-1] <= newest for months in listed)
    return goes_on and month - newest <= _LATEST_LIST
