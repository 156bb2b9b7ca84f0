"""What staff do with a request: take it up, ask, refer, approve, refuse.

Each is one transaction. Whoever has a request may decide it; so may an officer who finds it on the
desk and in nobody's hands. Two cannot both: see `move`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from taminyar.access.delegation_models import Delegation
from taminyar.accounts.models import Role, User
from taminyar.cartable import kinds
from taminyar.cartable.models import Attachment, Event, Request, Verdict
from taminyar.cartable.move import Actor, NotAllowed, Overtaken, move
from taminyar.cartable.states import State, leads_to
from taminyar.law import assessment as assessments
from taminyar.law.assessment import Assessment
from taminyar.persian import jalali

# A proposal that was taken back leaves nothing decided.
NO_DECISION: Final[dict[str, Any]] = dict.fromkeys(
    ("amount", "decided_assessment", "decided_by", "decided_at")
)


class OwnRequest(NotAllowed):
    """Nobody works on a request of their own or of somebody they act for, or that names them."""


class SameOfficer(NotAllowed):
    """The second pair of eyes is another person than the first."""


class AdviceNeeded(NotAllowed):
    """A reviewer's favourable opinion is needed before an approval; `role` is whose."""

    def __init__(self, role: Role) -> None:
        super().__init__(f"The opinion of {role} is needed first.")
        self.role = role


class PaperBad(NotAllowed):
    """A paper that was found bad and not given again proves nothing: no approval rests on it."""


class NothingDue(NotAllowed):
    """The assessment that was chosen says no, or there is none; or it was paid otherwise since."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one paper that was given: a slug of `papers.FAULTS`, and own words."""

    paper: Attachment
    fault: str
    words: str = ""


def _free_or(user: User) -> Q:
    return Q(holder=None) | Q(holder=user)


def _as(user: User, role: Role, request: Request) -> Actor:
    if user.person_id == request.person_id or _speaks_of(request, user) or _acts_for(request, user):
        raise OwnRequest
    if role not in (Role.ADMINISTRATOR, request.desk):
        raise NotAllowed(f"It lies on the desk {request.desk!r}.")
    return Actor(role, user)


def _speaks_of(request: Request, user: User) -> bool:
    """Whether it is their husband's, wife's or parent's, by the national IDs that were stated."""
    number = user.person.national_id
    return bool(number) and number in request.answers.values()


def _acts_for(request: Request, user: User) -> bool:
    """Whether the person let them act in their place."""
    held = Delegation.objects.held_by(user.person).in_force(jalali.today())
    return held.filter(principal=request.person_id).exists()


def claim(request: Request, user: User, role: Role) -> None:
    """Takes a request up that nobody has; on the own desk only."""
    by = _another(_as(user, role, request), request)
    move(request, "claim", by, only=Q(holder=None), holder=user)


def release(request: Request, user: User, role: Role) -> None:
    """Puts back what one has taken up; the administrator also what somebody else has."""
    only = Q(holder__isnull=False) if role == Role.ADMINISTRATOR else Q(holder=user)
    move(request, "release", _as(user, role, request), only=only, holder=None)


def ask_papers(
    request: Request,
    user: User,
    role: Role,
    *,
    faults: Sequence[Fault] = (),
    more: Sequence[str] = (),
    words: str = "",
) -> None:
    """Asks the person again for the papers with a fault, and for papers that were never given.

    `more` are slugs of the kind's papers. Raises ValueError when nothing is asked for.
    """
    if not faults and not more:
        raise ValueError("Which papers?")
    by = _another(_as(user, role, request), request)
    asked = {"again": [str(fault.paper.pk) for fault in faults], "more": list(more)}
    with transaction.atomic():
        for fault in faults:
            judge(request, user, role, fault)
        move(request, "ask_papers", by, only=_free_or(user), words=words, data=asked)


def judge(request: Request, user: User, role: Role, fault: Fault) -> None:
    """Says that a paper of this request is not good enough, as who may decide it now."""
    _verdict(request, user, role, fault.paper, Verdict.BAD, fault.fault, fault.words)


def accept_paper(request: Request, user: User, role: Role, paper: Attachment) -> None:
    """Says that a paper of this request is good; also of one that was found bad before."""
    _verdict(request, user, role, paper, Verdict.GOOD)


def _verdict(  # noqa: PLR0917
    request: Request,
    user: User,
    role: Role,
    paper: Attachment,
    verdict: Verdict,
    fault: str = "",
    words: str = "",
) -> None:
    """Written only while the request is on this desk and in nobody else's hands."""
    by = _another(_as(user, role, request), request)
    if leads_to("ask_papers", request.state, by.role) is None:
        raise NotAllowed(f"{role} may not judge papers of a request that is {request.state}")
    mine = Attachment.objects.in_force().filter(request=request, pk=paper.pk)
    with transaction.atomic():
        # Whoever decides at this moment waits, or was first.
        held = Request.objects.select_for_update().filter(pk=request.pk, version=request.version)
        if not held.filter(_free_or(user)).exists():
            raise Overtaken
        mine.update(
            verdict=verdict,
            fault=fault,
            fault_words=words,
            judged_by=user,
            judged_at=timezone.now(),
        )


def refer(request: Request, user: User, role: Role, *, to: Role, words: str) -> None:
    """Hands it to a reviewer for an opinion; it comes back to the desk it lay on."""
    by = _another(_as(user, role, request), request)
    changes: dict[str, Any] = {"desk": to, "holder": None, "advised": None}
    move(request, "refer", by, only=_free_or(user), words=words, **changes)


def advise(request: Request, user: User, *, favourable: bool, words: str) -> None:
    """The reviewer's opinion; the request goes back to who decides."""
    by = _another(_as(user, Role.MEDICAL_REVIEWER, request), request)
    changes: dict[str, Any] = {
        "desk": kinds.named(request.kind).decides,
        "holder": None,
        "advised": favourable,
    }
    data = {"favourable": favourable}
    move(request, "advise", by, only=_free_or(user), words=words, data=data, **changes)


def approve(
    request: Request,
    user: User,
    role: Role,
    *,
    basis: Assessment | None,
    words: str = "",
    doubted: bool = False,
) -> None:
    """Grants what the assessment says is due; above the limit of four eyes, a second one confirms.

    `basis` is the assessment decided on: that of the sending, or today's; None for a kind that has
    none. `doubted` when the other one of both comes to less: then a second one confirms any amount.

    Raises NothingDue, PaperBad, AdviceNeeded, SameOfficer, OwnRequest, NotAllowed or Overtaken.
    """
    by = _another(_as(user, role, request), request)
    kind = kinds.named(request.kind)
    if not basis.eligible if basis else kind.by_law:
        raise NothingDue
    if Attachment.objects.in_force().filter(request=request, verdict=Verdict.BAD).exists():
        raise PaperBad
    needed = kind.needs_advice(request)
    if needed and not request.advised:
        raise AdviceNeeded(needed)
    amount = (basis.amount if basis else 0) or 0
    changes: dict[str, Any] = {
        "amount": amount,
        "decided_assessment": assessments.to_json(basis) if basis else None,
        "decided_by": user,
        "decided_at": timezone.now(),
    }
    slug = "propose" if doubted or amount > settings.FOUR_EYES_RIALS else "approve"
    if slug == "propose":
        changes["holder"] = None
    data = {"amount": amount}
    with _granting():
        move(request, slug, by, only=_free_or(user), words=words, data=data, **changes)
        if slug == "approve":
            _take_effect(request)


def confirm(request: Request, user: User, role: Role, *, words: str = "") -> None:
    """The second pair of eyes agrees, and the approval takes effect.

    Raises SameOfficer, or NothingDue when it was paid otherwise meanwhile.
    """
    by = _another(_as(user, role, request), request)
    only = _free_or(user) & ~Q(decided_by=user)
    with _granting():
        move(request, "confirm", by, only=only, words=words, data={"amount": request.amount})
        _take_effect(request)


@contextmanager
def _granting() -> Iterator[None]:
    """One transaction. Raises NothingDue when what is granted once was granted to another."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "granted_once_for_all" in str(error):
            raise NothingDue from error
        raise


def _take_effect(request: Request) -> None:
    """Does what the approval is for. Raises NothingDue when it was paid otherwise meanwhile."""
    kind = kinds.named(request.kind)
    if kind.paid_otherwise(request):
        raise NothingDue
    kind.on_approved(request)


def send_back(request: Request, user: User, role: Role, *, words: str) -> None:
    """The second pair of eyes does not agree: the decision is taken back. Raises SameOfficer."""
    by = _another(_as(user, role, request), request)
    move(request, "send_back", by, only=_free_or(user), words=words, holder=None, **NO_DECISION)


def refuse(request: Request, user: User, role: Role, *, reason: str, words: str = "") -> None:
    """Refuses with a reason of the kind's list; raises ValueError for another one."""
    if reason not in kinds.named(request.kind).refusals:
        raise ValueError(reason)
    by = _another(_as(user, role, request), request)
    changes: dict[str, Any] = {
        "refusal": reason,
        "refusal_words": words,
        "refused_by": user,
        "decided_at": timezone.now(),
    }
    move(request, "refuse", by, only=_free_or(user), reason=reason, words=words, **changes)


def _gave_opinion(request: Request, user: User) -> bool:
    """Who has both duties gives the opinion or decides, not both; asked again, they may answer."""
    if request.state == State.REFERRED:
        return False
    return Event.objects.filter(request=request, move="advise", actor=user).exists()


def was_first(request: Request, user: User) -> bool:
    """Whether this account refused what is objected to, or proposed what is to be confirmed."""
    refused = request.objected_at is not None and request.refused_by_id == user.pk
    return refused or (request.state == State.CONFIRMING and request.decided_by_id == user.pk)


def _another(by: Actor, request: Request) -> Actor:
    """Somebody else than who was first. Raises SameOfficer."""
    if by.user and (was_first(request, by.user) or _gave_opinion(request, by.user)):
        raise SameOfficer
    return by
