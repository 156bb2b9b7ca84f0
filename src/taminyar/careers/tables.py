"""The tables of the record pages: their columns, and their rows as plain values.

The kinds of columns are those of the `data_table` component: it writes numbers, months and
dates in the language of the page. On a phone each row is a card, in which a column may have a
place: "top", "main", "side" or "note" (see there).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from taminyar.careers.history import History, Line, Month, Workplace
from taminyar.careers.words import days_in_words
from taminyar.careers.years import JobSpell, Year

type Column = tuple[str, str] | tuple[str, str, str]


class Table(NamedTuple):
    """A caption, columns as (label, kind) or (label, kind, place), and rows of values."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[tuple[object, ...]]


def records(years: Iterable[Year]) -> Table:
    """Every year with its workplaces (S-01)."""
    states = {"full": _("Full"), "part": _("Part"), "none": _("No record")}
    columns = (
        (_("Year"), "link"),
        (_("Workshop"), "text", "main"),
        (_("Kind"), "text", "side"),
        (_("Branch"), "digits", "side"),
        (_("Days"), "count", "main"),
        (_("State"), "chip", "top"),
    )
    rows = [
        (
            _opened(year),
            _names(year.workshops),
            _listed(year.kinds),
            _listed(year.branches),
            year.days,
            (states[year.state], year.state),
        )
        for year in years
    ]
    return Table(_("Record by year"), columns, rows)


def records_of_year(months: Iterable[Month], history: History) -> Table:
    """The lines of one year (S-01, second step)."""
    columns = (
        (_("Month"), "month"),
        (_("Days"), "count", "top"),
        (_("Workshop"), "text", "main"),
        (_("Workshop number"), "code", "note"),
        (_("Branch"), "digits", "side"),
        (_("Kind"), "text", "side"),
        (_("Job title"), "text", "side"),
        (_("List recorded on"), "date", "note"),
    )
    rows = [
        (
            line.month,
            line.days,
            line.workshop.name,
            line.workshop.code,
            line.workshop.branch,
            line.kind_label,
            history.jobs[line.job].title if line.job else "–",
            line.recorded_on,
        )
        for line in _lines(months)
    ]
    return Table(_("Month by month"), columns, rows)


def wages(years: Iterable[Year]) -> Table:
    """Every year with its insured wage (S-02)."""
    columns = (
        (_("Year"), "link"),
        (_("Days"), "count", "top"),
        (_("Insured wage of the year (rials)"), "count"),
        (_("Workshop"), "text", "main"),
    )
    rows = [(_opened(year), year.days, year.insured_wage, _names(year.workshops)) for year in years]
    return Table(_("Wages by year"), columns, rows)


def wages_of_year(months: Iterable[Month], history: History) -> Table:
    """Days and itemised wage of every month (S-02, second step)."""
    columns = (
        (_("Month"), "month"),
        (_("Workshop"), "text", "main"),
        (_("Days"), "count", "top"),
        (_("Daily wage"), "count"),
        (_("Monthly wage"), "count"),
        (_("Insurable benefits"), "count"),
        (_("Insured wage"), "sum"),
    )
    rows = [
        (
            line.month,
            line.workshop.name,
            line.days,
            line.daily_wage,
            line.monthly_wage,
            line.benefits,
            line.insured_wage,
        )
        for line in _lines(months)
    ]
    return Table(_("Month by month, amounts in rials"), columns, rows)


def combined(years: Iterable[Year]) -> Table:
    """Days of every year, overlaps counted once, and their running total (S-03)."""
    columns = (
        (_("Year"), "link"),
        (_("Insured days"), "count", "top"),
        (_("Total up to then"), "count"),
        (_("Counted once"), "digits", "side"),
    )
    rows = [(_opened(year), year.days, year.running, _overlap(year.overlap)) for year in years]
    return Table(_("Days by year"), columns, rows)


def combined_of_year(months: Iterable[Month], history: History) -> Table:
    """Days of every month of a year (S-03, second step)."""
    columns = (
        (_("Month"), "month"),
        (_("Insured days"), "count", "top"),
        (_("Workshop"), "text", "main"),
        (_("Counted once"), "digits", "side"),
    )
    rows = [
        (
            month.month,
            month.days,
            _names([line.workshop for line in month.lines]),
            _overlap(month.overlap),
        )
        for month in months
    ]
    return Table(_("Days by month"), columns, rows)


def jobs(spells: Iterable[JobSpell]) -> Table:
    """Job titles, newest first (S-05)."""
    columns = (
        (_("Job title"), "text"),
        (_("From"), "month", "note"),
        (_("Until"), "month", "note"),
        (_("Job code"), "code", "note"),
        (_("Workshop"), "text", "main"),
    )
    rows = [
        (spell.title, spell.first, spell.last, spell.code or "–", spell.workshop.name)
        for spell in spells
    ]
    return Table(_("Job titles"), columns, rows)


def _opened(year: Year) -> tuple[str, str]:
    """The year as a link to its own page, below the page it stands on."""
    return str(year.year), f"{year.year}/"


def _lines(months: Iterable[Month]) -> list[Line]:
    return [line for month in months for line in month.lines]


def _names(workshops: Iterable[Workplace]) -> str:
    """The names, each workshop once: it may have sent more than one list of a month."""
    return _listed(list({workshop.id: workshop.name for workshop in workshops}.values()))


def _listed(texts: Sequence[str]) -> str:
    return _(", ").join(texts) or "–"


def _overlap(days: int) -> str:
    if not days:
        return "–"
    return _("%(days)s paid more than once") % {"days": days_in_words(days)}
