"""Changing one's mobile: whose the new number is, a code to it, and telling both numbers."""

from datetime import timedelta
from typing import Final

from django.db import transaction

from taminyar import registries
from taminyar.accounts import codes
from taminyar.accounts.models import Purpose
from taminyar.accounts.throttle import Limit
from taminyar.notices.tell import tell
from taminyar.people import mobiles
from taminyar.people.models import Person

# Each try asks the owner register, and says something about the number that was typed.
INQUIRIES: Final = Limit("mobile-inquiry", 10, timedelta(hours=1))


class NotYours(Exception):
    """The number is not registered to the person's national ID."""


def send_code(session: codes.Session, person: Person, mobile: str) -> None:
    """Sends a code to the new number (`09xxxxxxxxx`), once the owner register says it is theirs.

    Raises `NotYours`, `registries.Unavailable` or `TooManyTries`.
    """
    INQUIRIES.spend(str(person.pk))
    if not registries.mobile_ownership().belongs(mobile, person.national_id or ""):
        raise NotYours
    codes.send(session, Purpose.CHANGE_MOBILE, mobile, new=mobile)


@transaction.atomic
def change(person: Person, mobile: str) -> None:
    """Makes it the person's mobile and tells both numbers; nothing when it is so already."""
    if changed := mobiles.change(person, mobile):
        tell(person, "mobile-changed", also_to=[changed.old], mobile=mobiles.masked(mobile))
