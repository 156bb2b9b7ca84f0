"""The sign-ins of an account that are open now, and ending them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from taminyar.accounts import known_device
from taminyar.accounts.models import User


@dataclass(frozen=True)
class OpenSession:
    """One browser in which the account is open."""

    pk: int
    device: str
    address: str
    since: datetime
    is_this: bool


def open_sessions(user: User, this_key: str | None) -> list[OpenSession]:
    """This browser's first, then the newest. Two queries."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at"))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    found = [_seen(row, this_key) for row in rows if row.session_key in alive]
    return sorted(found, key=lambda session: not session.is_this)


def _seen(row: UserSession, this_key: str | None) -> OpenSession:
    return OpenSession(
        pk=row.pk,
        device=known_device.in_words(row.user_agent),
        address=row.ip,
        since=row.created_at,
        is_this=row.session_key == this_key,
    )


def end(user: User, pk: int) -> bool:
    """Ends one open session of the user on the server; False when it is not theirs or gone."""
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        return False
    row.end()
    return True


def end_others(user: User, this_key: str | None) -> int:
    """Ends every session of the user but this one; returns how many there were."""
    rows = list(UserSession.objects.filter(user=user).exclude(session_key=this_key))
    for row in rows:
        row.end()
    return len(rows)


def new_key(request: HttpRequest) -> None:
    """Gives the session a new key, under which it stays the same sign-in."""
    with following(request):
        request.session.cycle_key()


@contextmanager
def following(request: HttpRequest) -> Iterator[None]:
    """Inside, the session may get a new key; the list of sign-ins follows it."""
    before = request.session.session_key
    listed = UserSession.objects.filter(session_key=before)
    yield
    if not listed.update(session_key=request.session.session_key):
        # It was ended from elsewhere meanwhile, and must not come back to life.
        logout(request)
