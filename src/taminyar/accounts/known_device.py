"""Devices on which somebody has signed in before.

A signed cookie says for which accounts this browser is known. Wrong tries from unknown devices
are counted apart, so that a stranger who tries somebody's national ID again and again does not
keep them from signing in on their own phone.
"""

import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from taminyar.accounts.models import User

_COOKIE: Final = "device"
_SALT: Final = "taminyar.accounts.known_device"
_AGE: Final = timedelta(days=400)
# A phone of the family has several; beyond these the oldest is forgotten.
_MOST: Final = 6


def marks(request: HttpRequest) -> dict[str, str]:
    """The mark this browser holds for each account, by a digest of the national ID."""
    sealed = request.COOKIES.get(_COOKIE, "")
    try:
        found: dict[str, str] = signing.loads(sealed, salt=_SALT, max_age=_AGE)
    except signing.BadSignature:
        return {}
    return found


def mark_for(request: HttpRequest, national_id: str) -> str:
    """The random mark of this browser for the account, or "" when it is not known."""
    return marks(request).get(_digest(national_id), "")


def is_of(mark: str, user: User | None) -> bool:
    """Whether the mark is of the account as it is now; a new passphrase makes devices unknown."""
    return user is not None and constant_time_compare(mark.partition(".")[2], _state_of(user))


def is_known(request: HttpRequest, user: User) -> bool:
    return is_of(mark_for(request, user.national_id), user)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """From now on this browser is known for the account."""
    held = marks(request)
    mark = held.pop(_digest(user.national_id), "").partition(".")[0] or secrets.token_hex(8)
    held[_digest(user.national_id)] = f"{mark}.{_state_of(user)}"
    kept = dict(list(held.items())[-_MOST:])
    response.set_cookie(
        _COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _state_of(user: User) -> str:
    """Changes with the passphrase."""
    return salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()[:12]


def _digest(national_id: str) -> str:
    return signing.Signer(salt=_SALT).signature(national_id)[:12]


_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def in_words(user_agent: str) -> str:
    """The browser and system a browser says it is: "Chrome, Android"."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return ", ".join(part for part in (browser, system) if part) or _("unknown device")
