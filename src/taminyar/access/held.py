"""In the days after a recovered passphrase nobody begins to act for another person, or goes on.

Who holds a stolen SIM card would otherwise have the files of everybody who trusts its owner.
"""

from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taminyar.accounts import recovery
from taminyar.accounts.levels import View
from taminyar.accounts.signed_in import user_of


def closed_while_held(view: View) -> View:
    """Closes a view in those days."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if until := recovery.held_until(user_of(request)):
            return page(request, until)
        return view(request, *args, **kwargs)

    return handle


def page(request: HttpRequest, until: datetime) -> HttpResponse:
    """Says until when it stays closed."""
    return render(request, "accounts/held.html", {"until": until}, status=403)
