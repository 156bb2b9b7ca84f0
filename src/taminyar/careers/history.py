"""A person's whole record, read once and arranged by month and year."""

from collections.abc import Sequence
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


class Workplace(NamedTuple):
    """What the pages show of a workshop."""

    id: int
    code: str
    name: str
    # The name of its branch, or the code where no name is known.
    branch: str
    # The months of its lists in time order; empty when no list is kept.
    listed: Sequence[JalaliMonth]


class Line(NamedTuple):
    """One month in one workshop. Amounts are rials."""

    month: JalaliMonth
    workshop: Workplace
    list_number: str
    kind: int
    days: int
    daily_wage: int
    monthly_wage: int
    benefits: int
    insured_wage: int
    total: int
    premium: int
    # Key into `History.jobs`.
    job: int | None
    recorded_on: date

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


class Month(NamedTuple):
    """One month with all its lines.

    `days` counts the days paid in more than one workshop once; `overlap` is how many those are.
    """

    month: JalaliMonth
    lines: list[Line]
    days: int
    overlap: int
    insured_wage: int


@dataclass(frozen=True)
class History:
    """The record of one person, oldest line first."""

    lines: list[Line]

    @cached_property
    def months(self) -> dict[JalaliMonth, Month]:
        """Every month with a line, in time order."""
        return {
            month: _month(month, list(lines))
            for month, lines in groupby(self.lines, key=lambda line: line.month)
        }

    @cached_property
    def jobs(self) -> dict[int, Job]:
        """The jobs of the record by their keys; one query, for the pages that name them."""
        return Job.objects.in_bulk({line.job for line in self.lines if line.job})

    @cached_property
    def days(self) -> int:
        """Days of the whole record, overlaps counted once."""
        return sum(month.days for month in self.months.values())

    def months_of(self, year: int) -> list[Month]:
        return [month for month in self.months.values() if month.month.year == year]

    @cached_property
    def workshops(self) -> list[Workplace]:
        """The workshops of the record, in the order the person joined them."""
        return list({line.workshop.id: line.workshop for line in self.lines}.values())


def _month(month: JalaliMonth, lines: list[Line]) -> Month:
    paid = [line.days for line in lines]
    days = counted_days(month, paid)
    return Month(month, lines, days, sum(paid) - days, sum(line.insured_wage for line in lines))


def of(person: Person) -> History:
    """Reads the record of a person: two queries, whatever its length."""
    rows = list(
        Contribution.objects.of(person).order_by("month", "workshop_id").values_list(*COLUMNS)
    )
    workplaces = _workplaces({row[1] for row in rows})
    return History([_line(row, workplaces) for row in rows])


def _line(row: tuple[Any, ...], workplaces: dict[int, Workplace]) -> Line:
    month, workshop, *rest = row
    return Line._make((month, workplaces[workshop], *rest))


def _workplaces(ids: set[int]) -> dict[int, Workplace]:
    columns = ("pk", "code", "name", "branch__name", "branch_id", "listed")
    found = Workshop.objects.filter(pk__in=ids).with_listed_months().values_list(*columns)
    return {
        pk: Workplace(pk, code, name, branch or branch_code, listed or ())
        for pk, code, name, branch, branch_code, listed in found
    }
