"""Codes by text message: six digits, two minutes, five tries, once.

The session remembers which code it is waiting for and what the code is about (`subject`), so a
code is worth nothing in another browser.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from taminyar.accounts.models import OneTimeCode, Purpose
from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.notices import text_message
from taminyar.people.mobiles import masked
from taminyar.persian import digits

TRIES: Final = 5
LIFETIME: Final = timedelta(minutes=2)
# Text messages with codes to one mobile; beyond them nothing is sent and nothing is said.
TO_ONE_MOBILE: Final = Limit("code-to-mobile", 15, timedelta(days=1))


@dataclass(frozen=True)
class Budget:
    """How many codes may be asked for in an hour, and how many wrong ones typed in a day."""

    asked: Limit
    wrong: Limit


# One browser or address, about one person; and all strangers together, about one person.
NARROW: Final = Budget(
    Limit("code-asked", 6, timedelta(hours=1)), Limit("code-wrong", 15, timedelta(days=1))
)
BROAD: Final = Budget(
    Limit("code-asked-broad", 30, timedelta(hours=1)),
    Limit("code-wrong-broad", 60, timedelta(days=1)),
)

type Session = MutableMapping[str, Any]


class WrongCode(Exception):
    """Not the code, or not any more; `tries_left` is 0 when a new one is needed."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left)
        self.tries_left = tries_left


@dataclass(frozen=True)
class Waiting:
    """A code that was sent and not yet typed."""

    mobile: str
    expires_at: datetime
    subject: dict[str, Any]

    @property
    def masked_mobile(self) -> str:
        """What may be shown of the mobile: 0912•••0001."""
        return masked(self.mobile)

    @property
    def seconds_left(self) -> int:
        return max(0, int((self.expires_at - timezone.now()).total_seconds()))


def send(
    session: Session,
    purpose: Purpose,
    mobile: str,
    *,
    counted_as: tuple[str, ...] = (),
    to_nobody: bool = False,
    **subject: Any,
) -> None:
    """Sends a code to the mobile; `check` of the same session and purpose will want it.

    `counted_as` says whose budget it is: first a narrow one, then perhaps a broad one; without it
    that of who is signed in. `to_nobody` goes through the same motions with a code that nobody
    has, so that no answer tells whether there is an account. `subject` is kept in the session:
    plain values only. Raises `TooManyTries` when the budget is used up, and sends silently nothing
    when the mobile got its share of messages.
    """
    counted = counted_as or (f"user:{session.get('_auth_user_id', mobile)}",)
    for budget, subject_of in _budgets(counted):
        budget.asked.spend(subject_of)
    code = f"{secrets.randbelow(10**6):06}"
    row = OneTimeCode.objects.create(
        purpose=purpose,
        mobile="" if to_nobody else mobile,
        digest=secrets.token_bytes(32) if to_nobody else _digest(code),
        tries_left=TRIES,
        expires_at=timezone.now() + LIFETIME,
    )
    held = {"id": row.pk, "mobile": mobile, "until": row.expires_at.timestamp()}
    held |= {"counted": counted, "subject": subject | {"mobile": mobile}}
    session["codes"] = session.get("codes", {}) | {purpose.value: held}
    if not to_nobody and _has_room(mobile):
        text_message.send(mobile, _text(code, purpose), code=code)


def _budgets(counted: Sequence[str]) -> Iterator[tuple[Budget, str]]:
    return zip((NARROW, BROAD), counted, strict=False)


def _has_room(mobile: str) -> bool:
    try:
        TO_ONE_MOBILE.spend(mobile)
    except TooManyTries:
        return False
    return True


def waiting(session: Session, purpose: Purpose) -> Waiting | None:
    """The code this session is waiting for, if any; it may have run out."""
    held = session.get("codes", {}).get(purpose.value)
    if held is None:
        return None
    until = datetime.fromtimestamp(held["until"], tz=timezone.get_current_timezone())
    return Waiting(held["mobile"], until, held["subject"])


def check(session: Session, purpose: Purpose, typed: str) -> dict[str, Any]:
    """Uses up the code and returns its subject.

    Raises `WrongCode` for a wrong, used or expired one. Each try is claimed before the comparison,
    here and in the budget of the day, so that many tries at once are no more than allowed.
    """
    held = session.get("codes", {}).get(purpose.value)
    if held is None or not _may_try(held["counted"]):
        raise WrongCode(0)
    usable = OneTimeCode.objects.filter(
        pk=held["id"], purpose=purpose, used_at=None, expires_at__gt=timezone.now()
    )
    if not usable.filter(tries_left__gt=0).update(tries_left=F("tries_left") - 1):
        raise WrongCode(0)
    row = OneTimeCode.objects.get(pk=held["id"])
    if not hmac.compare_digest(bytes(row.digest), _digest(digits.plain(typed))):
        raise WrongCode(row.tries_left)
    if not usable.update(used_at=timezone.now()):
        raise WrongCode(0)
    for budget, subject_of in _budgets(held["counted"]):
        budget.wrong.give_back(subject_of)
    forget(session, purpose)
    subject: dict[str, Any] = held["subject"]
    return subject


def _may_try(counted: Sequence[str]) -> bool:
    try:
        for budget, subject_of in _budgets(counted):
            budget.wrong.spend(subject_of)
    except TooManyTries:
        return False
    return True


def forget(session: Session, purpose: Purpose) -> None:
    """The session waits for this code no more."""
    session["codes"] = {
        name: held for name, held in session.get("codes", {}).items() if name != purpose.value
    }


def _digest(code: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"code:{code}".encode(), hashlib.sha256)


def _text(code: str, purpose: Purpose) -> str:
    """The message: what the code is for, so that nobody gives it away for something else.

    Its last line lets a phone fill it in, on our own address alone.
    """
    told = _("%(purpose)s: your code is %(code)s. Give it to nobody; our staff never ask.") % {
        "purpose": purpose.label,
        "code": code,
    }
    return f"{told}\n@{settings.SITE_DOMAIN} #{code}"
