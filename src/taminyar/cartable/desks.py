"""Which requests a member of staff has to do with."""

from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.cartable.models import Message, Request, RequestQuerySet
from taminyar.cartable.states import MEMBER, State

CENTRAL: Final = ""  # the tray of short-term benefits, which every branch works on
OFFICERS: Final = (Role.BRANCH_OFFICER, Role.PENSIONS_OFFICER)
# Who opens requests at all. Finance sees orders, not requests.
READERS: Final = (*OFFICERS, Role.MEDICAL_REVIEWER, Role.ADMINISTRATOR)


def reach_of(user: User, duties: Iterable[StaffDuty] | None = None) -> RequestQuerySet:
    """The requests this member of staff may open; never their own.

    An officer those of the own desk in the central tray and in that of the branch (of every branch
    when the duty names none), a reviewer those on the own desk or with an opinion in force, the
    administrator all. `duties` are those of `duties_of`, from who has read them already.
    """
    within = Q(pk__in=())
    for duty in duties_of(user) if duties is None else duties:
        within |= _within(duty)
    return Request.objects.filter(within).exclude(person=user.person_id)


def duties_of(user: User) -> list[StaffDuty]:
    """The duties that open requests, each with its branch, in the order of the roles."""
    held = StaffDuty.objects.filter(user=user, role__in=READERS).select_related("branch")
    return sorted(held, key=lambda duty: READERS.index(Role(duty.role)))


def _within(duty: StaffDuty) -> Q:
    role = Role(duty.role)
    if role == Role.ADMINISTRATOR:
        return ~Q(pk=None)
    if role == Role.MEDICAL_REVIEWER:
        return Q(desk=role) | Q(advised__isnull=False)
    ours = Q(kind__in=decided_by(role))
    trays = trays_of(duty)
    return ours if trays is None else ours & Q(tray__in=trays)


def reaches(duty: StaffDuty, asked: Request) -> bool:
    """What `_within` says as a query, for a request that was read already."""
    if duty.role == Role.ADMINISTRATOR:
        return True
    if duty.role == Role.MEDICAL_REVIEWER:
        return asked.desk == duty.role or asked.advised is not None
    trays = trays_of(duty)
    return asked.kind in decided_by(Role(duty.role)) and (trays is None or asked.tray in trays)


def trays_of(duty: StaffDuty) -> Collection[str] | None:
    """The trays an officer works on: the central one and the branch's; None for all of them."""
    return None if duty.branch_id is None else (CENTRAL, duty.branch_id)


def decided_by(role: Role) -> list[str]:
    """Slugs of the kinds that this role decides."""
    from taminyar.cartable import kinds

    return [kind.slug for kind in kinds.all_kinds() if kind.decides == role]


def at_the_desk(role: Role, tray: str | None = None) -> RequestQuerySet:
    """What waits at the desk of the role, in one tray or (without one) in all of them."""
    waiting = Request.objects.at_a_desk().filter(desk=role)
    return waiting if tray is None else waiting.filter(tray=tray)


def held_by(user: User) -> RequestQuerySet:
    """What this member of staff has taken up."""
    return Request.objects.filter(holder=user)


def to_confirm() -> RequestQuerySet:
    """What waits for a second pair of eyes, at any desk."""
    return Request.objects.filter(state=State.CONFIRMING)


def late() -> RequestQuerySet:
    """What is later than promised, wherever it stands."""
    return Request.objects.filter(is_late())


def is_late() -> Q:
    """Whether the promised moment has passed: the same for counters, marks and filters."""
    return Q(due_at__lt=timezone.now())


def written_to(duties: Iterable[StaffDuty]) -> RequestQuerySet:
    """Requests in reach of these officers whose person wrote what nobody of the office has read.

    Each has `written_at`, since when; those that came to nothing are left out.
    """
    within = Q(pk__in=())
    for duty in duties:
        within |= _within(duty)
    unread = unread_by_office()
    oldest = unread.order_by("at").values("at")[:1]
    found = Request.objects.filter(within & Exists(unread))
    over = (State.WITHDRAWN, State.EXPIRED)
    return found.exclude(state__in=over).annotate(written_at=Subquery(oldest))


def unread_by_office() -> QuerySet[Message]:
    """Of the request of the query around it: what the person wrote and the office has not read."""
    return Message.objects.filter(request=OuterRef("pk"), read_at=None, role=MEMBER)
