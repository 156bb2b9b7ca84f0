"""Sending a text message: the one way out for all of them."""

from django.conf import settings
from django.db import transaction

from taminyar.notices import outbox
from taminyar.notices.jobs import deliver
from taminyar.notices.sealed import Message, seal

OUTBOX = "outbox"


def send(mobile: str, text: str, *, code: str | None = None) -> None:
    """Sends the text to the mobile (`09…`) once the transaction around it is committed.

    `code` is the one-time code that the text holds, if any; such a message is worth nothing
    after two minutes and is not tried for longer. Where it goes is said by `SMS_BACKEND`: a
    file, or a provider that a worker calls. Raises nothing of the provider's.
    """
    message = Message(mobile, text, code)
    if backend() == OUTBOX:
        transaction.on_commit(lambda: outbox.append(message))
    else:
        # The job's row is part of the transaction: rolled back, it was never there.
        deliver.configure(priority=1 if code else 0).defer(sealed=seal(message))


def backend() -> str:
    """Name of the backend in use; without a setting the outbox of the demonstration."""
    return str(getattr(settings, "SMS_BACKEND", OUTBOX))
