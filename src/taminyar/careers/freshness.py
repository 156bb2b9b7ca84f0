"""How far the record reaches, and what has not reached us yet."""

from datetime import date
from typing import NamedTuple

from taminyar.careers.history import History
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.models import Workshop


class LateList(NamedTuple):
    """A workshop whose list of this month, and those after it, have not come."""

    workshop: Workshop
    month: JalaliMonth


def expected_through(today: date) -> JalaliMonth:
    """The last month whose lists are due: article 39 gives until the end of the next month."""
    return JalaliMonth.of(today) - 2


def late_lists(history: History, today: date) -> list[LateList]:
    """Workshops where the person was on the newest list and the next one is overdue."""
    due = expected_through(today)
    last_month = {line.workshop.pk: line.month for line in history.lines}
    return [
        LateList(workshop, last_month[workshop.pk] + 1)
        for workshop in history.workshops
        if last_month[workshop.pk] < due
        and last_month[workshop.pk] == history.newest_lists[workshop.pk]
    ]
