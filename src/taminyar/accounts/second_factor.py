"""The second factor: authenticator apps, passkeys, recovery codes."""

import time
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from taminyar.accounts.levels import View
from taminyar.accounts.models import User
from taminyar.accounts.throttle import Limit

# Who gets here has given the passphrase or a code already, so a stranger cannot use it up.
SECOND_FACTOR: Final = Limit("second-factor", 10, timedelta(minutes=15))
SECOND_FACTOR_A_DAY: Final = Limit("second-factor-day", 40, timedelta(days=1))
# A code of the app is good for a minute and a half; it works once.
APP_CODE: Final = Limit("app-code", 1, timedelta(minutes=3))
# How long a browser may take to answer when asked for a passkey.
PASSKEY_ASKED_AT: Final = "passkey_asked_at"
PASSKEY_SECONDS: Final = 5 * 60
# The session's note of who has given a passphrase, a passkey or a second step.
PROVED: Final = "proved_by"


def note(
    sender: Any,
    request: HttpRequest,
    user: User,
    method: str,
    reauthenticated: bool = False,
    **more: Any,
) -> None:
    """Remembers in the session what this user has given, until the sign-in is complete."""
    if method == "mfa":
        request.session["second_factor"] = user.pk
    request.session[PROVED] = user.pk


def note_asked(request: HttpRequest) -> None:
    """The browser is asked for a passkey from now on, for a few minutes."""
    request.session[PASSKEY_ASKED_AT] = time.time()


def asks_for_a_passkey(view: View) -> View:
    """Marks a page that asks for a passkey when it is shown."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET":
            note_asked(request)
        return view(request, *args, **kwargs)

    return handle


def may_enrol(user: User) -> bool:
    """Whether a first second step may be set up: members always, staff with a permit.

    So an officer's SIM card is not enough to become that officer.
    """
    if not user.is_staff or is_mfa_enabled(user):
        return True
    return user.duties.filter(enrol_until__gt=timezone.now()).exists()
