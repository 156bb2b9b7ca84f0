"""A form that was sent when one has to sign in first: kept, and sent on afterwards.

The values travel with the page in a signed field and wait in the session, never in an address. They
are worth something only to the person who typed them, for an hour.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

AGE: Final = timedelta(hours=1)
_KEY: Final = "kept"
_MOST: Final = 20_000  # characters of a draft
_SALT = "taminyar.accounts.kept_form"
_NEVER_KEPT = {"csrfmiddlewaretoken", "password", "password1", "password2", "code"}


@dataclass(frozen=True)
class KeptForm:
    """What was typed, by whom (the user's key as text), and the address it was sent to."""

    user: str
    path: str
    values: list[tuple[str, str]]

    def sealed(self) -> str:
        body = {"user": self.user, "path": self.path, "values": self.values}
        return signing.dumps(body, salt=_SALT, compress=True)


def of(request: HttpRequest, user: Any = None) -> KeptForm:
    """The form that this request sends, without passphrases and codes."""
    values = _worth_keeping(request.POST)
    if sum(len(name) + len(value) for name, value in values) > _MOST:
        values = []
    return KeptForm(str(user or request.user.pk), request.get_full_path(), values)


def draft_of(request: HttpRequest) -> KeptForm | None:
    """A form that was begun on the page one leaves, sent along as `draft` and `draft_path`."""
    try:
        path = urlsplit(request.POST.get("draft_path", "")).path
    except ValueError:
        return None
    values = _worth_keeping(QueryDict(request.POST.get("draft", "")[:_MOST]))
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return KeptForm(str(request.user.pk), path, values) if ours and values else None


def waiting(request: HttpRequest) -> KeptForm | None:
    """The form that waits in the session of who is signed in, if any."""
    return opened(request.session.get(_KEY, ""), request.user.pk)


def let_wait(request: HttpRequest, sealed: str, user: Any) -> bool:
    """Lets a sealed form wait in the session; False when it is none or not this user's."""
    if not sealed or opened(sealed, user) is None:
        return False
    request.session[_KEY] = sealed
    return True


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def forget_if_sent(request: HttpRequest) -> None:
    """Once the form goes to where it was meant for, it waits no more."""
    if _KEY in request.session:
        kept = waiting(request)
        if kept is None or kept.path == request.get_full_path():
            forget(request)


def _worth_keeping(typed: QueryDict) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in typed.lists()
        if name not in _NEVER_KEPT
        for value in values
    ]


def opened(sealed: str, user: Any) -> KeptForm | None:
    """The kept form again, if it is whole, not too old, and this user's."""
    try:
        body = signing.loads(sealed, salt=_SALT, max_age=AGE)
    except signing.BadSignature:
        return None
    if body["user"] != str(user):
        return None
    return KeptForm(body["user"], body["path"], [(name, value) for name, value in body["values"]])


def go_through(request: HttpRequest, route: str) -> HttpResponse:
    """To the page `route` and back here; a form that was being sent goes along with it."""
    if request.method in ("GET", "HEAD"):
        return redirect(f"{reverse(route)}?{urlencode({'next': request.get_full_path()})}")
    context = {"route": route, "kept": of(request).sealed()}
    return render(request, "accounts/kept_form.html", context)
