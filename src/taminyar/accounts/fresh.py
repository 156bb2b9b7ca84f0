"""A deed that changes where money or codes go asks for a proof of the last minutes.

A proof is the passphrase, a passkey or the second step. A code by text message is none: whoever
holds the phone can read it.
"""

import time
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taminyar.accounts import kept_form, recovery
from taminyar.accounts.levels import View
from taminyar.accounts.signed_in import user_of

SECONDS: Final = 10 * 60


def note(request: HttpRequest) -> None:
    """The person has just proved who they are, and not by a code alone."""
    request.session["fresh_at"] = time.time()


def is_fresh(request: HttpRequest) -> bool:
    return bool(time.time() - float(request.session.get("fresh_at", 0)) < SECONDS)


def asks_fresh_sign_in(view: View) -> View:
    """Sends on to confirm who one is when the last proof is older than ten minutes.

    A form that was being sent is kept and goes on from there. In the days after a recovered
    passphrase the page stays closed and says until when.
    """

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if until := recovery.held_until(user_of(request)):
            return render(request, "accounts/held.html", {"until": until}, status=403)
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return kept_form.go_through(request, "confirm")

    return handle
