"""What time does to requests: those later than promised, papers that do not come, old drafts.

Each deed is done by jobs again and again. A worker takes what no other has in hand, and what it
does to one chunk is one transaction, so a killed one has told nobody of what is not done.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from taminyar.cartable import drafts, kinds, own, promise, tracking
from taminyar.cartable.effects import SOURCE
from taminyar.cartable.models import Draft, Request, RequestQuerySet
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.cartable.states import UNDECIDED, State
from taminyar.notices.tell import tell
from taminyar.payments import orders

# How long before the end the person is reminded of papers.
REMINDER: Final = timedelta(days=7)
# A draft that nobody touched for so long is not wanted any more.
DRAFTS_KEPT: Final = timedelta(days=180)
CHUNK: Final = 100
_CAN_BE_LATE: Final = (*UNDECIDED, State.SENT_TO_FINANCE)
_log = structlog.get_logger(__name__)


def escalate() -> int:
    """Reports every request whose promised day has passed, once a stage; returns how many.

    The person is told that it is late. What cannot be paid, for want of an account to which it may
    go, is promised anew instead: it is not finance that is late.
    """
    due = Request.objects.filter(state__in=_CAN_BE_LATE, due_at__lt=timezone.now())
    return _each(due.filter(escalated_at=None), _escalate)


def _escalate(request: Request) -> bool:
    if _is_held(request):
        due = promise.due_at(request.kind, State(request.state), timezone.now())
        Request.objects.filter(pk=request.pk, version=request.version).update(due_at=due)
        return False
    only = Q(escalated_at=None)
    move(request, "escalate", THE_PROGRAM, only=only, escalated_at=timezone.now())
    return True


def _is_held(request: Request) -> bool:
    """Whether its payment waits for the person's account."""
    if request.state != State.SENT_TO_FINANCE:
        return False
    ordered = orders.of_source(SOURCE, request.tracking)
    return ordered is not None and orders.held(ordered, timezone.now()) is not None


def remind_of_papers() -> int:
    """Reminds who has a week left to give the papers that were asked for; returns how many wait."""
    now = timezone.now()
    waiting = _waiting_for_papers(now - (own.PATIENCE - REMINDER))
    return _each(waiting.filter(since__gte=now - own.PATIENCE), _remind)


def _remind(request: Request) -> None:
    if _has_come(request):
        return
    # Asked again after they were given, they are reminded of again.
    tell(
        request.person,
        "request-papers-reminder",
        key=f"{request.tracking} {request.since:%Y-%m-%d %H:%M:%S}",
        title=kinds.named(request.kind).title,
        tracking=tracking.grouped(request.tracking),
        until=timezone.localtime(papers_until(request)).date(),
    )


def expire() -> int:
    """Closes the requests whose papers did not come in time; returns how many."""
    return _each(_waiting_for_papers(timezone.now() - own.PATIENCE), _expire)


def _expire(request: Request) -> None:
    if not _has_come(request):
        move(request, "expire", THE_PROGRAM)


def _has_come(request: Request) -> bool:
    """Whether everything was given after all, and only its going on was interrupted: it goes on."""
    try:
        own.give_papers(request, None)
    except own.StillMissing:
        return False
    return True


def papers_until(request: Request) -> datetime:
    """Until when the papers are waited for that were asked for in the present state."""
    return request.since + own.PATIENCE


def _waiting_for_papers(before: datetime) -> RequestQuerySet:
    return Request.objects.filter(state=State.PAPERS_NEEDED, since__lt=before)


def remove_old_drafts() -> int:
    """Removes the drafts nobody touched for 180 days, with their papers; returns how many."""
    before = timezone.now() - DRAFTS_KEPT
    old = Draft.objects.filter(saved_at__lt=before).exclude(papers__given_at__gte=before)
    return _each(old, drafts.throw_away)


def _each[Row: (Request, Draft)](rows: QuerySet[Row], deed: Callable[[Row], object]) -> int:
    """Does the deed to every row there is now, a chunk at a time; returns to how many."""
    done, last = 0, 0
    while keys := list(
        rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        done += _chunk(rows.filter(pk__in=keys), deed)
        last = keys[-1]
    return done


def _chunk[Row: (Request, Draft)](rows: QuerySet[Row], deed: Callable[[Row], object]) -> int:
    """One transaction: what another worker has in hand, or has done meanwhile, is left to it."""
    with transaction.atomic():
        found = rows.select_related("person").order_by("pk")
        taken = list(found.select_for_update(of=("self",), skip_locked=True))
        return sum(_done(row, deed) for row in taken)


def _done[Row: (Request, Draft)](row: Row, deed: Callable[[Row], object]) -> bool:
    """One that cannot be done does not keep the others waiting; it is tried again next time."""
    try:
        with transaction.atomic():
            return deed(row) is not False
    # A kind that is gone, a person without a mobile: whatever it is, the rest goes on.
    except Exception:
        _log.exception("left for the next time", deed=deed.__name__, row=row.pk)
        return False
