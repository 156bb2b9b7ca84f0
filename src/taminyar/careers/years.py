"""The record arranged for its pages: a line a year, the picture of the career, job titles."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from taminyar.careers.history import History, Line, Month
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.models import Workshop

type State = Literal["full", "part", "none", "outside"]


class Cell(NamedTuple):
    """One month of the picture; `days` is None where no record is to be expected."""

    days: int | None
    state: State


@dataclass(frozen=True)
class Year:
    """One year of the record."""

    year: int
    months: list[Cell]
    workshops: list[Workshop]
    kinds: list[str]
    days: int
    overlap: int
    insured_wage: int
    # Days of the record up to the end of this year.
    running: int
    state: State


def by_year(history: History, through: JalaliMonth) -> list[Year]:
    """Every year of the record, newest first; `through` is the last month that can be there."""
    years = sorted(history.years)
    months = {year: history.months_of(year) for year in years}
    totals = accumulate(sum(month.days for month in months[year]) for year in years)
    rows = [
        _year(year, months[year], history, through, total)
        for year, total in zip(years, totals, strict=True)
    ]
    return rows[::-1]


def _year(
    year: int, months: list[Month], history: History, through: JalaliMonth, running: int
) -> Year:
    cells = [_cell(history, JalaliMonth(year, number), through) for number in range(1, 13)]
    lines = [line for month in months for line in month.lines]
    days = sum(month.days for month in months)
    return Year(
        year=year,
        months=cells,
        workshops=list({line.workshop.pk: line.workshop for line in lines}.values()),
        kinds=list(dict.fromkeys(line.kind_label for line in lines)),
        days=days,
        overlap=sum(month.overlap for month in months),
        insured_wage=sum(month.insured_wage for month in months),
        running=running,
        state=_year_state(year, days, through),
    )


def _year_state(year: int, days: int, through: JalaliMonth) -> State:
    """Full when every day of the year that can be there is there."""
    expected = sum(
        month.days for month in JalaliMonth(year, 1).range_to(min(JalaliMonth(year, 12), through))
    )
    return "none" if not days else "full" if days >= expected else "part"


def _cell(history: History, month: JalaliMonth, through: JalaliMonth) -> Cell:
    found = history.months.get(month)
    if found and found.days:
        return Cell(found.days, "full" if found.days == month.days else "part")
    if found or history.lines[0].month < month <= through:
        return Cell(0, "none")
    return Cell(None, "outside")


class JobSpell(NamedTuple):
    """An unbroken time in one job at one workshop."""

    first: JalaliMonth
    last: JalaliMonth
    code: str
    title: str
    workshop: Workshop


def job_spells(history: History) -> list[JobSpell]:
    """The job titles of the record (عناوین شغلی), newest first; a month apart starts anew."""
    spells: dict[tuple[int, int], list[JobSpell]] = {}
    for line in history.lines:
        if line.job:
            _prolong(spells.setdefault((line.workshop.pk, line.job.pk), []), line)
    found = [spell for group in spells.values() for spell in group]
    return sorted(found, key=lambda spell: (spell.last, spell.first), reverse=True)


def _prolong(spells: list[JobSpell], line: Line) -> None:
    if spells and line.month - spells[-1].last <= 1:
        spells[-1] = spells[-1]._replace(last=line.month)
    elif line.job:
        job = line.job
        spells.append(JobSpell(line.month, line.month, job.code, job.title, line.workshop))
