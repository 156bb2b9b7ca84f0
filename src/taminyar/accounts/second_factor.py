"""The second factor: authenticator apps, passkeys, recovery codes."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest

from taminyar.accounts.models import User
from taminyar.accounts.throttle import Limit

# Who gets here has given the passphrase or a code already, so a stranger cannot use it up.
SECOND_FACTOR: Final = Limit("second-factor", 10, timedelta(minutes=15))


def note(
    sender: Any,
    request: HttpRequest,
    user: User,
    method: str,
    reauthenticated: bool = False,
    **more: Any,
) -> None:
    """Remembers in the session that the second factor was given by this user."""
    if method == "mfa":
        request.session["second_factor"] = user.pk
