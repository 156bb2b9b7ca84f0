"""A new passphrase for who lost the old one: code by text message plus the date of birth.

Afterwards every other sign-in has ended, every channel is told, and for three days nothing that
moves money or codes can be changed. Signing in with a code alone opens none of it either
(`fresh`), so that a stolen SIM card wins no money.
"""

import time
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from taminyar.accounts.codes import Session
from taminyar.accounts.models import User
from taminyar.accounts.sign_in import account_of
from taminyar.notices.tell import tell

COOLING: Final = timedelta(hours=72)
_KEY: Final = "recovery"
_PROOF_SECONDS: Final = 15 * 60


def account_with(national_id: str, birth_date: date) -> User | None:
    """The open account of the national ID, if the date of birth is that of its person."""
    user = account_of(national_id)
    if user is None or not user.is_active or not user.person.mobile:
        return None
    return user if user.person.birth_date == birth_date else None


def prove(session: Session, user: User) -> None:
    """The session has shown that it holds the account's mobile; good for a quarter of an hour."""
    session[_KEY] = {"user": user.pk, "at": time.time()}


def proved(session: Session) -> User | None:
    """The account for which the session may set a new passphrase now."""
    held = session.get(_KEY)
    if held is None or time.time() - held["at"] > _PROOF_SECONDS:
        return None
    return User.objects.select_related("person").filter(pk=held["user"], is_active=True).first()


def forget(session: Session) -> None:
    session.pop(_KEY, None)


def set_new_passphrase(user: User, passphrase: str) -> None:
    """Sets it, which ends all sessions of the account; the wait begins."""
    user.set_password(passphrase)
    user.recovered_at = timezone.now()
    user.save(update_fields=["password", "recovered_at"])
    tell(user.person, "passphrase-recovered")


def held_until(user: User) -> datetime | None:
    """Until when deeds that move money or codes wait, or None when they do not."""
    if user.recovered_at is None:
        return None
    until = user.recovered_at + COOLING
    return until if until > timezone.now() else None
