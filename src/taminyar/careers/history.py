"""A person's whole record, read once and arranged by month and year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from taminyar.careers.models import Contribution, Job, Kind
from taminyar.law.record import counted_days
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.models import Workshop

COLUMNS = (
    *("month", "workshop_id", "list_number", "kind", "days", "daily_wage", "monthly_wage"),
    *("benefits", "insured_wage", "total", "premium", "job_id", "recorded_on"),
)


class Line(NamedTuple):
    """One month in one workshop. Amounts are rials."""

    month: JalaliMonth
    workshop: Workshop
    list_number: str
    kind: int
    days: int
    daily_wage: int
    monthly_wage: int
    benefits: int
    insured_wage: int
    total: int
    premium: int
    job: Job | None
    recorded_on: date

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


class Month(NamedTuple):
    """One month with all its lines; `days` counts overlapping days once."""

    month: JalaliMonth
    days: int
    lines: list[Line]

    @property
    def overlap(self) -> int:
        """Days that were paid in more than one workshop and count once."""
        return sum(line.days for line in self.lines) - self.days

    @property
    def insured_wage(self) -> int:
        return sum(line.insured_wage for line in self.lines)


@dataclass(frozen=True)
class History:
    """The record of one person, oldest line first."""

    lines: list[Line]
    # For each workshop (by key) the month of its newest list; None when no list is kept.
    newest_lists: dict[int, JalaliMonth | None]

    @cached_property
    def months(self) -> dict[JalaliMonth, Month]:
        """Every month with a line, in time order."""
        return {
            month: Month(month, counted_days(month, (line.days for line in lines)), lines)
            for month, lines in _by_month(self.lines)
        }

    @cached_property
    def days(self) -> int:
        """Days of the whole record, overlaps counted once."""
        return sum(month.days for month in self.months.values())

    @cached_property
    def years(self) -> list[int]:
        """Every year from the first line to the last, gaps among them, newest first."""
        if not self.lines:
            return []
        return list(range(self.lines[-1].month.year, self.lines[0].month.year - 1, -1))

    def months_of(self, year: int) -> list[Month]:
        return [month for month in self.months.values() if month.month.year == year]

    @cached_property
    def workshops(self) -> list[Workshop]:
        """The workshops of the record, in the order the person joined them."""
        return list({line.workshop.pk: line.workshop for line in self.lines}.values())


def _by_month(lines: list[Line]) -> Iterator[tuple[JalaliMonth, list[Line]]]:
    for month, group in groupby(lines, key=lambda line: line.month):
        yield month, list(group)


def of(person: Person) -> History:
    """Reads the record of a person: three queries, whatever its length."""
    rows = list(
        Contribution.objects.of(person).order_by("month", "workshop_id").values_list(*COLUMNS)
    )
    places = Workshop.objects.filter(pk__in={row[1] for row in rows})
    workshops = places.select_related("branch").with_last_list().in_bulk()
    jobs = Job.objects.in_bulk({row[11] for row in rows if row[11]})
    newest = {pk: place.last_list for pk, place in workshops.items()}  # type: ignore[attr-defined]
    return History([_line(row, workshops, jobs) for row in rows], newest)


def _line(row: tuple[Any, ...], workshops: dict[int, Workshop], jobs: dict[int, Job]) -> Line:
    month, workshop, *between, job, recorded_on = row
    return Line._make((month, workshops[workshop], *between, jobs.get(job), recorded_on))
