"""How far the record reaches, and what has not reached us yet."""

from datetime import date
from typing import NamedTuple

from taminyar.careers.history import History, Workplace
from taminyar.persian.jalali import JalaliMonth


class LateList(NamedTuple):
    """A workshop whose list of this month, and those after it, have not come."""

    workshop: Workplace
    month: JalaliMonth


def expected_through(today: date) -> JalaliMonth:
    """The last month whose lists are due: article 39 gives until the end of the next month."""
    return JalaliMonth.of(today) - 2


def late_lists(history: History, today: date) -> list[LateList]:
    """Workshops where the person was on the newest list and the next one is overdue."""
    due = expected_through(today)
    last_month = {line.workshop.id: line.month for line in history.lines}
    return [
        LateList(workshop, last_month[workshop.id] + 1)
        for workshop in history.workshops
        if last_month[workshop.id] == workshop.last_list and last_month[workshop.id] < due
    ]
