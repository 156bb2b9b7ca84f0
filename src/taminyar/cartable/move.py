"""The one way a request changes: from a state it is in to one the table allows, with its event."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from taminyar.accounts.models import User
from taminyar.cartable import promise, telling
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import AT_A_DESK, PROGRAM, State, leads_to


class NotAllowed(Exception):
    """This role may not do this with a request that stands where this one does."""


class Overtaken(Exception):
    """Somebody else did something with the request in the meantime; nothing was changed."""


@dataclass(frozen=True)
class Actor:
    """Who does something: an account under a staff role or as "member", or the program."""

    role: str
    user: User | None = None


THE_PROGRAM: Final = Actor(PROGRAM)


def move(
    request: Request,
    slug: str,
    by: Actor,
    *,
    only: Q | None = None,
    reason: str = "",
    words: str = "",
    data: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Request:
    """Does the deed: changes the request, writes its event and tells the person; all or nothing.

    Claimed by a conditional update: it counts only while the request is as `request` shows it and
    `only` still holds. The given object has the new values afterwards. Who holds it lets go of it
    when it leaves the desk. Raises NotAllowed or Overtaken; then nothing was changed.
    """
    to = leads_to(slug, request.state, by.role)
    if to is None:
        raise NotAllowed(f"{by.role} may not {slug} a request that is {request.state}")
    came_from, promised, at = request.state, request.due_at, timezone.now()
    changes = _always(request, to) | changes
    with transaction.atomic():
        _change(request, only or Q(), changes)
        Event.objects.create(
            request=request,
            version=request.version,
            at=at,
            move=slug,
            from_state=came_from,
            to_state=to,
            role=by.role,
            actor=by.user,
            reason=reason,
            words=words,
            data=data or {},
            promised=promised,
        )
        telling.tell_of(request, slug)
    return request


def _change(request: Request, only: Q, changes: Mapping[str, Any]) -> None:
    """Claims the version the caller has seen. Raises Overtaken when it is no longer that one."""
    seen = Request.objects.filter(pk=request.pk, version=request.version, state=request.state)
    if not seen.filter(only).update(version=F("version") + 1, **changes):
        raise Overtaken
    for name, value in changes.items():
        setattr(request, name, value)
    request.version += 1


def _always(request: Request, to: State) -> dict[str, Any]:
    """What changes with the state itself, whatever the deed."""
    if to == request.state:
        return {}
    now = timezone.now()
    changes: dict[str, Any] = {"state": to, "since": now}
    if to not in AT_A_DESK:
        changes |= {"desk": "", "holder": None}
    if promise.stage_of(to) != promise.stage_of(State(request.state)):
        changes |= {"due_at": promise.due_at(request.kind, to, now), "escalated_at": None}
    return changes
