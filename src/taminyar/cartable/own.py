"""What members do with their own requests after sending them."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from taminyar.accounts.models import User
from taminyar.cartable import decide, kinds
from taminyar.cartable.models import Attachment, Event, Request, Verdict
from taminyar.cartable.move import THE_PROGRAM, Actor, NotAllowed, move
from taminyar.cartable.states import MEMBER, State
from taminyar.cartable.submit import AlreadyAsked

# How long after a refusal an objection is taken.
OBJECTION: Final = timedelta(days=30)
# How long papers are waited for.
PATIENCE: Final = timedelta(days=60)


class StillMissing(Exception):
    """Not all the papers that were asked for have been given; `papers` are slugs and keys."""

    def __init__(self, papers: list[str]) -> None:
        super().__init__(", ".join(papers))
        self.papers = papers


def withdraw(request: Request, user: User) -> None:
    """Takes the request back, for good; until it is decided. What was only proposed is void."""
    void = decide.NO_DECISION if request.state == State.CONFIRMING else {}
    move(request, "withdraw", Actor(MEMBER, user), **void)


def objection_until(request: Request) -> datetime | None:
    """Until when the person may object to the refusal; None when they cannot (any more)."""
    if request.state != State.REFUSED or request.objected_at or request.decided_at is None:
        return None
    until = request.decided_at + OBJECTION
    return until if until > timezone.now() else None


def objections_since() -> datetime:
    """What was refused since then can still be objected to."""
    return timezone.now() - OBJECTION


def object_to(request: Request, user: User, words: str) -> None:
    """Objects to a refusal, once and in time: another officer looks at it.

    Raises NotAllowed, or AlreadyAsked when the same was asked for again since.
    """
    if objection_until(request) is None:
        raise NotAllowed("It is too late for an objection.")
    desk = kinds.named(request.kind).decides
    changes: dict[str, Any] = {"objected_at": timezone.now(), "desk": desk, "advised": None}
    try:
        with transaction.atomic():
            move(request, "object", Actor(MEMBER, user), words=words, **changes)
    except IntegrityError as error:
        raise AlreadyAsked(None) from error


def asked_papers(request: Request) -> tuple[list[Attachment], list[str]]:
    """What is asked for now: papers to give again, and slugs of papers never given."""
    if request.state != State.PAPERS_NEEDED:
        return [], []
    asked = Event.objects.filter(request=request, move="ask_papers").order_by("-version")[0].data
    papers = Attachment.objects.filter(request=request)
    again = papers.in_force().filter(pk__in=asked["again"], verdict=Verdict.BAD)
    given = set(papers.in_force().values_list("paper", flat=True))
    return list(again.order_by("given_at")), [slug for slug in asked["more"] if slug not in given]


def give_papers(request: Request, user: User | None) -> None:
    """Says that the papers are complete: the request goes back to the desk it came from.

    `user` is None when the program finds them complete. Raises StillMissing.
    """
    again, more = asked_papers(request)
    if again or more:
        raise StillMissing([*(str(paper.pk) for paper in again), *more])
    desk = kinds.named(request.kind).decides
    by = Actor(MEMBER, user) if user else THE_PROGRAM
    move(request, "give_papers", by, desk=desk)
