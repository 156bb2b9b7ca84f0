"""The conversation on a request, between the person and the office."""

import uuid

from django.db import transaction
from django.utils import timezone

from taminyar.accounts.models import User
from taminyar.cartable import kinds, tracking
from taminyar.cartable.models import Message, Request
from taminyar.cartable.states import MEMBER
from taminyar.notices.tell import tell


def write(request: Request, author: User, role: str, text: str, key: uuid.UUID) -> Message:
    """Adds a message, once for each key; who answers has read what came before.

    `role` is "member" or the staff role under which it is written. A message of the office is told
    to the person.
    """
    with transaction.atomic():
        message, new = Message.objects.get_or_create(
            key=key,
            defaults={
                "request": request,
                "at": timezone.now(),
                "role": role,
                "author": author,
                "text": text,
            },
        )
        if new:
            mark_read(request, role)
            _tell(request, role)
    return message


def mark_read(request: Request, reader: str) -> int:
    """Marks what the other side wrote as read; returns how many messages those were."""
    unread = Message.objects.filter(request=request, read_at=None)
    theirs = unread.exclude(role=MEMBER) if reader == MEMBER else unread.filter(role=MEMBER)
    return theirs.update(read_at=timezone.now())


def _tell(request: Request, role: str) -> None:
    if role != MEMBER:
        title = kinds.named(request.kind).title
        shown = tracking.grouped(request.tracking)
        tell(request.person, "request-message", title=title, tracking=shown)
