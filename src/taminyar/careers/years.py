"""The record arranged for its pages: a line a year, the picture of the career, job titles."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from taminyar.careers.history import History, Line, Month, Workplace
from taminyar.careers.models import Job, Kind
from taminyar.persian.jalali import JalaliMonth

type State = Literal["full", "part", "none", "outside"]


class Cell(NamedTuple):
    """One month of the picture; `days` is None where no record is to be expected."""

    days: int | None
    state: State


# After a silence longer than this many months a career reads as finished.
FINISHED = 36
_MISSING, _OUTSIDE = Cell(0, "none"), Cell(None, "outside")


@dataclass(frozen=True)
class Year:
    """One year of the record."""

    year: int
    months: list[Cell]
    workshops: list[Workplace]
    branches: list[str]
    kinds: list[str]
    days: int
    overlap: int
    insured_wage: int
    # Days of the record up to the end of this year.
    running: int
    state: State


def by_year(history: History, through: JalaliMonth) -> list[Year]:
    """Every year of the record, newest first; `through` is the last month that can be there.

    The years since the last line are among them, empty, until the career reads as finished:
    then many empty years would only hide the others.
    """
    years = _years(history, through)
    months: dict[int, list[Month]] = {year: [] for year in years}
    for month in history.months.values():
        months[month.month.year].append(month)
    totals = accumulate(sum(month.days for month in months[year]) for year in years)
    rows = [
        _year(year, months[year], history, through, total)
        for year, total in zip(years, totals, strict=True)
    ]
    return rows[::-1]


def _years(history: History, through: JalaliMonth) -> list[int]:
    if not history.lines:
        return []
    first, last = history.lines[0].month, history.lines[-1].month
    until = last if through - last > FINISHED else max(last, through)
    return list(range(first.year, until.year + 1))


def _year(
    year: int, months: list[Month], history: History, through: JalaliMonth, running: int
) -> Year:
    cells = _cells(year, months, history.lines[0].month, through)
    lines = [line for month in months for line in month.lines]
    days = sum(month.days for month in months)
    workshops = list({line.workshop.id: line.workshop for line in lines}.values())
    return Year(
        year=year,
        months=cells,
        workshops=workshops,
        branches=list(dict.fromkeys(workshop.branch for workshop in workshops)),
        kinds=[str(Kind(kind).label) for kind in dict.fromkeys(line.kind for line in lines)],
        days=days,
        overlap=sum(month.overlap for month in months),
        insured_wage=sum(month.insured_wage for month in months),
        running=running,
        state=_year_state(year, months, through),
    )


def _year_state(year: int, months: list[Month], through: JalaliMonth) -> State:
    """Full when every month that is due, and every other that is there, is full."""
    if not any(month.days for month in months):
        return "none"
    due = 12 if year < through.year else through.month if year == through.year else 0
    full = {month.month.month for month in months if month.days == month.month.days}
    there = {month.month.month for month in months}
    return "full" if full >= there | set(range(1, due + 1)) else "part"


def _cells(year: int, months: list[Month], first: JalaliMonth, through: JalaliMonth) -> list[Cell]:
    """Twelve cells: the months on record, and of the others those that could be there."""
    after, until, start = first.index, through.index, JalaliMonth(year, 1).index
    cells = [_MISSING if after < index <= until else _OUTSIDE for index in range(start, start + 12)]
    for month in months:
        cells[month.month.month - 1] = _cell(month)
    return cells


def _cell(month: Month) -> Cell:
    if not month.days:
        return _MISSING
    return Cell(month.days, "full" if month.days == month.month.days else "part")


class JobSpell(NamedTuple):
    """An unbroken time in one job at one workshop."""

    first: JalaliMonth
    last: JalaliMonth
    code: str
    title: str
    workshop: Workplace


def job_spells(history: History) -> list[JobSpell]:
    """The job titles of the record (عناوین شغلی), newest first; a month apart starts anew."""
    spells: dict[tuple[int, int], list[JobSpell]] = {}
    for line in history.lines:
        if line.job:
            spell = spells.setdefault((line.workshop.id, line.job), [])
            _prolong(spell, line, history.jobs[line.job])
    found = [spell for group in spells.values() for spell in group]
    return sorted(found, key=lambda spell: (spell.last, spell.first), reverse=True)


def _prolong(spells: list[JobSpell], line: Line, job: Job) -> None:
    if spells and line.month - spells[-1].last <= 1:
        spells[-1] = spells[-1]._replace(last=line.month)
    else:
        spells.append(JobSpell(line.month, line.month, job.code, job.title, line.workshop))
