"""Sessions run out when nobody has used them for a while, and what was typed is kept.

The last sign of life is a signed cookie, so that an ordinary page writes nothing to the database.
It holds for one session of one account and is worth nothing without the session itself.
"""

import secrets
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from taminyar.accounts import kept_form

type Handler = Callable[[HttpRequest], HttpResponse]

_COOKIE: Final = "seen"
_SALT: Final = "taminyar.accounts.idle"
# The session's own mark, which stays when its key changes.
_MARK: Final = "mark"
# A cookie younger than this is left as it is.
_RENEW_SECONDS: Final = 30


def begin(request: HttpRequest) -> None:
    """A sign-in begins: from here its twelve hours and its idle minutes count."""
    request.session["signed_in_at"] = time.time()
    request.session[_MARK] = secrets.token_hex(8)


def asks_nobody[V: Callable[..., HttpResponse]](view: V) -> V:
    """Marks a view that is the same for everybody and works without the database."""
    view.asks_nobody = True  # type: ignore[attr-defined]
    return view


class SessionsRunOut:
    """Ends a session that was idle for too long, and keeps the form that came too late.

    Stands after the check of the form's token, so that only a form of ours is kept, and before the
    sign-in that every page asks for.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Here, outside the guard that lets no GET write.
        if not _asks_nobody(request) and _ran_out(request):
            logout(request)
        response = self.get_response(request)
        # A page that did not ask who is there is no sign of life.
        if request.session.accessed and request.user.is_authenticated:
            _note_life(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Handler, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST":
            return None
        if request.user.is_authenticated:
            kept_form.forget_if_sent(request)
            return None
        user = _seen(request)[0]
        if not user or not getattr(view, "login_required", True):
            return None
        return _first_sign_in_again(request, user)


def _asks_nobody(request: HttpRequest) -> bool:
    try:
        return bool(getattr(resolve(request.path_info).func, "asks_nobody", False))
    except Resolver404:
        return True


def _ran_out(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    began = float(request.session.get("signed_in_at", 0))
    idle = time.time() - max(_seen(request)[1], began)
    return bool(
        idle > settings.SESSION_IDLE_SECONDS or time.time() - began > settings.SESSION_COOKIE_AGE
    )


def _first_sign_in_again(request: HttpRequest, user: str) -> HttpResponse:
    context = {"route": "account_login", "kept": kept_form.of(request, user).sealed()}
    return render(request, "accounts/kept_form.html", context, status=401)


def _seen(request: HttpRequest) -> tuple[str, float]:
    """Whose cookie it is and when it was given; ("", 0) without a good one of this session."""
    try:
        user, session, at = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT)
    except (signing.BadSignature, ValueError):
        return "", 0
    if request.user.is_authenticated and session != request.session.get(_MARK):
        return "", 0
    return user, float(at)


def _note_life(request: HttpRequest, response: HttpResponse) -> None:
    if time.time() - _seen(request)[1] < _RENEW_SECONDS:
        return
    life = [str(request.user.pk), request.session.get(_MARK, ""), int(time.time())]
    sealed = signing.dumps(life, salt=_SALT)
    response.set_cookie(
        _COOKIE,
        sealed,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponse) -> None:
    """After signing out nothing is left to continue."""
    response.delete_cookie(_COOKIE, samesite="Lax")
