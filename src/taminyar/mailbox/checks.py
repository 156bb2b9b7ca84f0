"""`taminyar check --deploy`: whether documents can be signed, and for how long still."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core import checks
from django.utils import timezone

from taminyar.mailbox import signing_key

_SOON: Final = timedelta(days=60)


@checks.register(deploy=True)
def documents_can_be_signed(**_options: Any) -> list[checks.CheckMessage]:
    if not settings.SIGNING_KEY_FILE:
        return [_without_key()]
    try:
        end = signing_key.current().certificate.not_valid_after_utc
    except signing_key.NoKey as error:
        return [checks.Error(str(error), id="mailbox.E001")]
    if end - timezone.now() < _SOON:
        return [checks.Warning(f"The signing certificate expires on {end:%Y-%m-%d}.", id=_EXPIRES)]
    return []


_EXPIRES: Final = "mailbox.W002"


def _without_key() -> checks.CheckMessage:
    told = (
        "Documents are signed with a key made for the demonstration, which proves nothing."
        if settings.DEMONSTRATION
        else "SIGNING_KEY_FILE is not set: no document can be issued."
    )
    hint = "Put an EC P-256 key and its certificate into one PEM file."
    return checks.Warning(told, hint=hint, id="mailbox.W001")
