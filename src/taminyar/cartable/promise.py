"""Until when each stage of a request is promised: from how long it really took of late."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils import timezone

from taminyar.cartable import kinds
from taminyar.cartable.models import QueueTime
from taminyar.cartable.states import AT_A_DESK, State

# Fewer cases than these tell nothing about the next one.
ENOUGH_CASES: Final = 30
_THURSDAY, _FRIDAY = 3, 4


class Stage(StrEnum):
    """Who has to do something next."""

    BRANCH = "branch"
    REVIEWER = "reviewer"
    FINANCE = "finance"
    YOU = "you"
    NOBODY = "nobody"


_STAGES: Final[dict[State, Stage]] = {
    **dict.fromkeys(AT_A_DESK, Stage.BRANCH),
    State.REGISTERED: Stage.BRANCH,
    State.REFERRED: Stage.REVIEWER,
    State.PAPERS_NEEDED: Stage.YOU,
    State.PAYMENT_RETURNED: Stage.YOU,
    State.APPROVED: Stage.FINANCE,
    State.SENT_TO_FINANCE: Stage.FINANCE,
    State.PAYMENT_QUEUED: Stage.FINANCE,
}


def stage_of(state: State) -> Stage:
    return _STAGES.get(state, Stage.NOBODY)


def days_of(kind: str, stage: Stage) -> int:
    """Working days promised for a stage: what four of five cases took, or the kind's own."""
    measured = QueueTime.objects.filter(kind=kind, stage=stage, cases__gte=ENOUGH_CASES)
    found = measured.values_list("most_days", flat=True).first()
    return found or kinds.named(kind).days[stage]


def due_at(kind: str, state: State, start: datetime) -> datetime | None:
    """The promised end of the stage that begins now; None when the office owes nothing."""
    stage = stage_of(state)
    if stage in (Stage.YOU, Stage.NOBODY):
        return None
    return after_working_days(start, days_of(kind, stage))


def after_working_days(start: datetime, days: int) -> datetime:
    """The same time of day so many working days later (Saturday to Wednesday, in Tehran)."""
    moment = timezone.localtime(start)
    while days > 0:
        moment += timedelta(days=1)
        days -= is_working(moment.date())
    return moment


def is_working(day: date) -> bool:
    """Thursday and Friday are free. Holidays are not known to the service."""
    return day.weekday() not in (_THURSDAY, _FRIDAY)
