"""What ties somebody to the organisation on a day: insured work, own premiums, pensions (P-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from taminyar.careers import freshness, history
from taminyar.careers.history import History, Line, Workplace
from taminyar.careers.models import Kind
from taminyar.law import treatment
from taminyar.pensions import drawn
from taminyar.pensions.models import Pension
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth

# Records of a working life, or of what stands in its place.
IN_WORK: Final = frozenset({Kind.MANDATORY, Kind.UNEMPLOYMENT, Kind.SICKNESS})
# Those whose premium people pay for themselves.
OWN_PREMIUM: Final = frozenset(
    {
        *(Kind.VOLUNTARY, Kind.SELF_EMPLOYED, Kind.STUDENT, Kind.HOUSEWIFE),
        *(Kind.DRIVER, Kind.CONSTRUCTION),
    }
)


class Work(NamedTuple):
    """The newest unbroken months with days in one workshop, both ends included.

    `late` is the first month whose list is overdue, for who stood on the newest list.
    """

    workplace: Workplace
    kind: Kind
    since: JalaliMonth
    through: JalaliMonth
    goes_on: bool
    late: JalaliMonth | None

    @property
    def own(self) -> bool:
        return self.kind in OWN_PREMIUM


@dataclass(frozen=True)
class Relation:
    """Everything that ties the person on `today`; `works` holds ended ones too, newest first."""

    today: date
    record: History
    works: list[Work]
    pensions: list[Pension]

    @property
    def active(self) -> list[Work]:
        return [work for work in self.works if work.goes_on]

    @property
    def through(self) -> JalaliMonth:
        """The last month whose lists are due."""
        return freshness.expected_through(self.today)


def of(person: Person, today: date) -> Relation:
    """Three queries, whatever the length of the record."""
    record = history.of(person)
    return Relation(today, record, works(record, today), drawn.pensions_of(person, today))


def of_then(person: Person, day: date) -> Relation:
    """The same for a day gone by: work that began later does not count. Three queries."""
    record = _until(history.of(person), JalaliMonth.of(day))
    return Relation(day, record, works(record, day), drawn.pensions_of(person, day))


def _until(record: History, month: JalaliMonth) -> History:
    """The record as far as a month; where its list is missing, as far as the next that came."""
    missing = missing_months(record)
    while month in missing:
        month += 1
    return History([line for line in record.lines if line.month <= month])


def works(record: History, today: date) -> list[Work]:
    """The work in each workshop, and for each way of paying; newest first."""
    found = [_work(record, today, *known) for known in _months(record)]
    return sorted(found, key=lambda work: (work.through, work.since), reverse=True)


def unbroken(months: Iterable[JalaliMonth], missing: set[JalaliMonth]) -> JalaliMonth:
    """The first month of the run that ends with the newest; a list that is missing breaks none."""
    known = set(months)
    month = first = max(known)
    while month in known or month in missing:
        first = month if month in known else first
        month -= 1
    return first


def missing_months(record: History, workshop: int | None = None) -> set[JalaliMonth]:
    """Months whose list did not come though later ones did, in one workshop or in any."""
    return {
        month
        for gap in freshness.missing_lists(record)
        if workshop in (None, gap.workshop.id)
        for month in gap.first.range_to(gap.last)
    }


def in_work(line: Line) -> bool:
    """Whether a line of the record tells of insured work with paid days."""
    return line.days > 0 and line.kind in IN_WORK


def _months(record: History) -> list[tuple[Workplace, Kind, list[JalaliMonth]]]:
    """Months with days in each workplace; all records of work as one, each own premium apart."""
    found: dict[tuple[int, Kind], tuple[Workplace, Kind, list[JalaliMonth]]] = {}
    for line in record.lines:
        kind = Kind.MANDATORY if in_work(line) else Kind(line.kind)
        if in_work(line) or (line.days and kind in OWN_PREMIUM):
            known = found.setdefault((line.workshop.id, kind), (line.workshop, kind, []))
            known[2].append(line.month)
    return list(found.values())


def _work(
    record: History, today: date, place: Workplace, kind: Kind, months: list[JalaliMonth]
) -> Work:
    through = months[-1]
    since = unbroken(months, missing_months(record, place.id))
    if kind in OWN_PREMIUM:
        goes_on = today <= treatment.premiums_cover_until(through, today)
        return Work(place, kind, since, through, goes_on, None)
    due = freshness.expected_through(today)
    left = bool(place.listed) and through < place.listed[-1]
    goes_on = not left and due - through <= freshness.LATE
    return Work(
        place, kind, since, through, goes_on, through + 1 if goes_on and through < due else None
    )
