"""A form that was sent when one has to sign in first: kept, and sent on afterwards.

The values travel with the page in a signed field, never in the database or an address. They are
worth something only to the person who typed them.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

AGE: Final = timedelta(hours=1)
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
    values = [
        (name, value)
        for name, typed in request.POST.lists()
        if name not in _NEVER_KEPT
        for value in typed
    ]
    return KeptForm(str(user or request.user.pk), request.get_full_path(), values)


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
