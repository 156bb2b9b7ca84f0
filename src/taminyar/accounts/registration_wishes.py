"""Telling those who could not register that the registries answer again."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from taminyar import registries
from taminyar.accounts.models import RegistrationWish
from taminyar.accounts.throttle import Limit
from taminyar.notices import text_message

WISHES: Final = Limit("registration-wish", 6, timedelta(days=1))
_KEPT: Final = timedelta(days=3)
_SILENT_IN_A_ROW: Final = 3


def keep(national_id: str, birth_date: date, mobile: str) -> None:
    """Keeps the wish, once. Raises `TooManyTries` when the mobile got too many messages."""
    WISHES.spend(mobile)
    RegistrationWish.objects.get_or_create(
        national_id=national_id, mobile=mobile, defaults={"birth_date": birth_date}
    )


def tell_all() -> int:
    """One message to each who waits, as soon as the registries answer; returns how many.

    Stops when three in a row get no answer: the others would get none either.
    """
    RegistrationWish.objects.filter(asked_at__lt=timezone.now() - _KEPT).delete()
    told = silent = 0
    for wish in RegistrationWish.objects.order_by("asked_at"):
        if not _answers(wish):
            silent += 1
            if silent == _SILENT_IN_A_ROW:
                break
            continue
        silent = 0
        # Whoever takes the row away is the one who sends.
        taken, _rows = RegistrationWish.objects.filter(pk=wish.pk).delete()
        if taken:
            text_message.send(wish.mobile, _("Registering works again. Open Taminyar and go on."))
            told += 1
    return told


def _answers(wish: RegistrationWish) -> bool:
    try:
        registries.civil_registry().identity(wish.national_id, wish.birth_date)
        registries.mobile_ownership().belongs(wish.mobile, wish.national_id)
    except registries.Unavailable:
        return False
    return True
