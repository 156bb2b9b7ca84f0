"""How far the record reaches, and what has not reached us yet."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from taminyar.careers.history import History, Workplace
from taminyar.persian.jalali import JalaliMonth

# A silence longer than this many months tells that somebody left, not that a list is late.
LATE = 12


class LateList(NamedTuple):
    """A workshop whose list of this month, and those after it, have not come."""

    workshop: Workplace
    month: JalaliMonth


class MissingLists(NamedTuple):
    """Months, both included, of which a workshop sent no list, between others that it sent."""

    workshop: Workplace
    first: JalaliMonth
    last: JalaliMonth


def expected_through(today: date) -> JalaliMonth:
    """The last month whose lists are due: article 39 gives until the end of the next month."""
    return JalaliMonth.of(today) - 2


def late_lists(history: History, today: date) -> list[LateList]:
    """Workshops where the person was on the newest list and the next one is overdue."""
    due = expected_through(today)
    return [
        LateList(workshop, months[-1] + 1)
        for workshop, months in _months_in(history)
        if months[-1] == workshop.listed[-1] and 0 < due - months[-1] <= LATE
    ]


def missing_lists(history: History) -> list[MissingLists]:
    """Lists that may name the person and did not come, though later ones did; newest first."""
    found = [gap for place, months in _months_in(history) for gap in _gaps(place, months)]
    return sorted(found, key=lambda gap: gap.last, reverse=True)


def silent_since(history: History, through: JalaliMonth) -> JalaliMonth | None:
    """The last month of the record when nothing has come for longer than a list can be late."""
    last = history.lines[-1].month if history.lines else through
    return last if through - last > LATE else None


def _months_in(history: History) -> list[tuple[Workplace, list[JalaliMonth]]]:
    """The person's months, in time order, in each workshop whose lists we keep."""
    months: dict[int, list[JalaliMonth]] = {}
    for line in history.lines:
        months.setdefault(line.workshop.id, []).append(line.month)
    return [(place, months[place.id]) for place in history.workshops if place.listed]


def _gaps(workshop: Workplace, months: list[JalaliMonth]) -> Iterator[MissingLists]:
    """Breaks in the workshop's lists next to a month of the person's.

    Who is named on one side only may have come or left in a short break; after a long one
    nothing says that they were still there.
    """
    named = {month.index for month in months}
    listed = {month.index for month in workshop.listed}
    known = listed | {index for index in named if index > workshop.listed[0].index}
    for before, after in pairwise(sorted(known)):
        sides = (before in named) + (after in named)
        if after - before > 1 and (sides == 2 or (sides == 1 and after - before - 1 <= LATE)):
            first, last = JalaliMonth.from_index(before + 1), JalaliMonth.from_index(after - 1)
            yield MissingLists(workshop, first, last)
