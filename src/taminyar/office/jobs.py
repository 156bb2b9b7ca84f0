"""Background jobs of the office: asking the registries again about a request."""

from contextlib import suppress
from typing import Final

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from taminyar.cartable import reassess
from taminyar.cartable.inquiry import StillSilent
from taminyar.cartable.models import Request
from taminyar.cartable.move import Overtaken
from taminyar.office.dashboard_jobs import count_stages  # noqa: F401

# Pauses of 4, 16, 64, 256 seconds.
_AGAIN: Final = RetryStrategy(
    max_attempts=4, exponential_wait=4, retry_exceptions=[StillSilent, Overtaken]
)


@app.task(name="office.ask_registries", retry=_AGAIN, pass_context=False)
def ask_registries(tracking: str) -> None:
    """Asks what the registries say now about a request; tried again while they are silent."""
    reassess.inquire_again(Request.objects.select_related("person").get(tracking=tracking))


def ask_soon(request: Request) -> None:
    """Has a worker ask, once at a time for each request."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        ask_registries.configure(queueing_lock=lock_of(request)).defer(tracking=request.tracking)


def lock_of(request: Request) -> str:
    """The name of the job in the queue while it waits."""
    return f"office-registries-{request.tracking}"
