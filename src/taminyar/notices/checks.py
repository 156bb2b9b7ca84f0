"""Says at the start, not at the first message, that a setting for text messages is wrong."""

from typing import Any

from django.conf import settings
from django.core import checks

from taminyar.notices import sms_providers, text_message


@checks.register
def text_messages_can_be_sent(**_options: Any) -> list[checks.CheckMessage]:
    backend = text_message.backend()
    if backend == text_message.OUTBOX:
        return [] if settings.DEMONSTRATION else [_only_a_file()]
    if backend not in sms_providers.NAMES:
        known = ", ".join((text_message.OUTBOX, *sms_providers.NAMES))
        return [checks.Error(f"SMS_BACKEND is none of {known}.", id="notices.E001")]
    try:
        sms_providers.configured()
    except TypeError as missing:
        return [checks.Error(f"SMS does not fit {backend}: {missing}", id="notices.E002")]
    return []


def _only_a_file() -> checks.CheckMessage:
    return checks.Warning(
        "Text messages, codes among them, are only written to a file.",
        hint="Set SMS_BACKEND to the provider that carries them.",
        id="notices.W001",
    )
