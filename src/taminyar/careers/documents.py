"""The record as a document: a summary by year, or month by month.

Made in the language that is active, which must be the document's.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, NamedTuple, TypedDict

from django.utils.translation import gettext as _

from taminyar.careers import freshness, years
from taminyar.careers.history import History, Line
from taminyar.careers.words import not_here_yet, span_in_words
from taminyar.careers.years import Year
from taminyar.law.record import span
from taminyar.mailbox.asking import person_data
from taminyar.mailbox.document_data import (
    Day,
    LineOfRecord,
    Month,
    PersonData,
    RecordData,
    RecordSummaryData,
    Totals,
    YearOfLines,
    YearOfRecord,
    day_of,
    month_of,
)
from taminyar.people.models import Person
from taminyar.persian import jalali

# What whoever checks the document sees unless the person chooses otherwise: no wages.
SHOWN: Final = ("name", "as-of", "length")


class Extent(NamedTuple):
    """How much of the record: Jalali years, both included, None where it is open."""

    first: int | None
    last: int | None
    with_wages: bool

    def holds(self, year: int) -> bool:
        return (self.first or year) <= year <= (self.last or year)


def summary_data(
    person: Person, record: History, extent: Extent, today: date, language: str
) -> RecordSummaryData:
    """Kind `record-summary`."""
    shown = _part(record, extent)
    return {
        **_frame(person, record, extent, today, language),
        "years": [_year(year, shown, extent) for year in _years(record, extent, today)],
        "total": _total(shown, extent),
    }


def full_data(
    person: Person, record: History, extent: Extent, today: date, language: str
) -> RecordData:
    """Kind `record`."""
    shown = _part(record, extent)
    return {
        **_frame(person, record, extent, today, language),
        "years": [_lines(year, shown, extent, language) for year in _years(record, extent, today)],
        "total": _total(shown, extent),
    }


# By the slug of the kind.
DATA_OF: Final[dict[str, Callable[..., Any]]] = {
    "record-summary": summary_data,
    "record": full_data,
}


class _Frame(TypedDict):
    """What both documents begin with."""

    person: PersonData
    as_of: Day
    lists_through: Month
    with_wages: bool
    notes: list[str]


def _frame(person: Person, record: History, extent: Extent, today: date, language: str) -> _Frame:
    through = freshness.expected_through(today)
    return {
        "person": person_data(person),
        "as_of": day_of(today, language),
        "lists_through": month_of(through, language),
        "with_wages": extent.with_wages,
        "notes": _notes(record, extent, today, language),
    }


def _part(record: History, extent: Extent) -> History:
    return History([line for line in record.lines if extent.holds(line.month.year)])


def _years(record: History, extent: Extent, today: date) -> list[Year]:
    """As the pages show them, the empty ones too, but the oldest first."""
    every = years.by_year(record, freshness.expected_through(today))
    return [year for year in reversed(every) if extent.holds(year.year)]


def _year(year: Year, shown: History, extent: Extent) -> YearOfRecord:
    lines = [line for line in shown.lines if line.month.year == year.year]
    return {
        "year": year.year,
        "days": year.days,
        "workshops": [workshop.name for workshop in year.workshops],
        **_amounts(lines, extent),
    }


def _lines(year: Year, shown: History, extent: Extent, language: str) -> YearOfLines:
    lines = [line for month in shown.months_of(year.year) for line in month.lines]
    return {
        **_year(year, shown, extent),
        "lines": [_line(line, extent, language) for line in lines],
    }


def _line(line: Line, extent: Extent, language: str) -> LineOfRecord:
    return {
        "month": month_of(line.month, language),
        "workshop": line.workshop.name,
        "code": line.workshop.code,
        "kind": line.kind_label,
        "days": line.days,
        **_amounts([line], extent),
    }


def _total(shown: History, extent: Extent) -> Totals:
    return {
        "days": shown.days,
        "shown": span_in_words(span(shown.days)),
        **_amounts(shown.lines, extent),
    }


class _Amounts(TypedDict):
    insured_wage: int | None
    premium: int | None


def _amounts(lines: Iterable[Line], extent: Extent) -> _Amounts:
    """Rials of the lines together; None where the document has no wages."""
    if not extent.with_wages:
        return {"insured_wage": None, "premium": None}
    found = list(lines)
    return {
        "insured_wage": sum(line.insured_wage for line in found),
        "premium": sum(line.premium for line in found),
    }


def _notes(record: History, extent: Extent, today: date, language: str) -> list[str]:
    notes = _span_note(record, extent)
    missing = not_here_yet(
        freshness.late_lists(record, today), freshness.missing_lists(record), language
    )
    notes += [_("Not here yet: %(list)s.") % {"list": text} for text in missing]
    silent = freshness.silent_since(record, freshness.expected_through(today))
    if silent:
        month = jalali.month_label(silent, language)
        notes.append(_("Nothing with this name has reached us after %(month)s.") % {"month": month})
    if not record.lines:
        notes.append(
            _("No list with this name has reached us yet; a record may still be on paper.")
        )
    return notes


def _span_note(record: History, extent: Extent) -> list[str]:
    """Says so when the record holds more than the document."""
    outside = [line for line in record.lines if not extent.holds(line.month.year)]
    if not outside:
        return []
    first = extent.first or record.lines[0].month.year
    last = extent.last or record.lines[-1].month.year
    told = _("Only the years %(first)s to %(last)s, as asked; the record holds other years too.")
    return [told % {"first": first, "last": last}]
