"""Until when each stage of a request is promised: from how long it really took of late."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils import timezone

from taminyar.cartable import kinds
from taminyar.cartable.models import QueueTime, Request
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


# Working days of each stage of a kind; a stage the kind does not have is missing.
type Days = Mapping[str, int]

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


def all_days() -> dict[str, Days]:
    """Working days promised for every stage of every kind, by its slug; in one query.

    What four of five cases took of late, or the kind's own while too few were measured.
    """
    found = {kind.slug: dict(kind.days) for kind in kinds.all_kinds()}
    measured = QueueTime.objects.filter(kind__in=found, cases__gte=ENOUGH_CASES)
    for kind, stage, days in measured.values_list("kind", "stage", "most_days"):
        found[kind][stage] = days
    return dict(found)


def days_of(kind: str, stage: Stage) -> int:
    """Working days promised for one stage; 0 for one that the kind does not have."""
    measured = QueueTime.objects.filter(kind=kind, stage=stage, cases__gte=ENOUGH_CASES)
    found = measured.values_list("most_days", flat=True).first()
    return found or kinds.named(kind).days.get(stage, 0)


def due_at(kind: str, state: State, start: datetime) -> datetime | None:
    """The promised end of the stage that begins now; None when the office owes nothing."""
    stage = stage_of(state)
    if stage in (Stage.YOU, Stage.NOBODY):
        return None
    days = days_of(kind, stage)
    return after_working_days(start, days) if days else None


def whole(request: Request, days: Days | None = None) -> date | None:
    """The day by which everything is done: this stage, and the usual of those still to come.

    It stays what it was when it passes. None when nothing is promised: it is over, or the person
    has to do something first. `days` are those of the kind (`all_days`), for a list of requests
    that shall not ask again for each.
    """
    if request.due_at is None:
        return None
    days = all_days()[request.kind] if days is None else days
    still = sum(days.get(stage, 0) for stage in to_come(request))
    return after_working_days(request.due_at, still).date()


def to_come(request: Request) -> list[Stage]:
    """The stages after the present one, in their order, when all goes well."""
    match stage_of(State(request.state)):
        case Stage.BRANCH if _needs_reviewer(request):
            return [Stage.REVIEWER, Stage.BRANCH, Stage.FINANCE]
        case Stage.BRANCH:
            return [Stage.FINANCE]
        case Stage.REVIEWER:
            return [Stage.BRANCH, Stage.FINANCE]
    return []


def _needs_reviewer(request: Request) -> bool:
    return request.advised is None and kinds.named(request.kind).needs_advice(request) is not None


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
