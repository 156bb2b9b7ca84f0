"""Requests that lie on the desks of the office, many at once."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable import tracking
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import AT_A_DESK, State
from taminyar.people.models import Person

_numbers = count(1)


def put(person: Person, number: int = 1, **fields: Any) -> list[Request]:
    """So many requests of this person; without more said they wait in the central tray.

    The first is due tomorrow, each next one a minute later.
    """
    made = [_made(person, later, fields) for later in range(number)]
    with transaction.atomic():
        Request.objects.bulk_create(made)
        Event.objects.bulk_create([_sent(request) for request in made])
    return made


def _made(person: Person, later: int, fields: dict[str, Any]) -> Request:
    now = timezone.now()
    state = fields.get("state", State.WAITING)
    usual = {
        "state": State.WAITING,
        "kind": "lamp",
        "sent_at": now,
        "since": now,
        "answers": {},
        "subject": f"lamp {next(_numbers)}",
        "desk": Role.BRANCH_OFFICER if state in AT_A_DESK else "",
        "due_at": now + timedelta(days=1, minutes=later),
    }
    return Request(person=person, tracking=tracking.new(), key=uuid.uuid4(), **usual | fields)


def _sent(request: Request) -> Event:
    return Event(
        request=request,
        version=1,
        at=request.sent_at,
        move="send",
        to_state=request.state,
        role="member",
    )


def shown(page: str, requests: Sequence[Request]) -> list[Request]:
    """Those of the requests whose tracking codes stand on the page, in its order."""
    found = [(page.index(str(request)), request) for request in requests if str(request) in page]
    return [request for _place, request in sorted(found, key=lambda pair: pair[0])]
