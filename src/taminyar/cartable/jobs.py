"""Background jobs: asking registries that were silent, and what time does to requests."""

from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from taminyar.cartable import inquiry, kinds, late, queue_times
from taminyar.cartable.models import Request
from taminyar.cartable.states import State

_log = structlog.get_logger(__name__)
_AT_ONCE = 200  # requests of one kind in one run
_ENOUGH = 3  # silent answers, each after some seconds


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="cartable-inquiries", pass_context=False)
def ask_registries_again(timestamp: int) -> None:
    """Asks for the requests that wait for a registry; leaves a kind whose registry is silent."""
    for kind in kinds.all_kinds():
        if kind.asks_registries:
            _ask_again(kind.slug)


def _ask_again(kind: str) -> None:
    waiting = Request.objects.filter(
        kind=kind, state=State.REGISTERED, since__lt=timezone.now() - timedelta(seconds=30)
    )
    silent = 0
    # At random, so that those a registry cannot answer for never stand before all the others.
    for request in waiting.select_related("person").order_by("?")[:_AT_ONCE]:
        try:
            inquiry.complete(request)
        except inquiry.StillSilent:
            silent += 1
        if silent == _ENOUGH:
            _log.warning("a registry is still silent", kind=kind)
            return


# In UTC: from 8:50 to 20:50 in Tehran, as each of these sends text messages.
@app.periodic(cron="20 5-17 * * *")
@app.task(queueing_lock="cartable-late", pass_context=False)
def report_what_is_late(timestamp: int) -> None:
    """Reports requests that are later than promised."""
    late.escalate()


@app.periodic(cron="35 6 * * *")
@app.task(queueing_lock="cartable-papers", pass_context=False)
def wait_for_papers_no_longer(timestamp: int) -> None:
    """Closes requests whose papers did not come, and reminds those who have a week left."""
    late.expire()
    late.remind_of_papers()


@app.periodic(cron="25 22 * * *")
@app.task(queueing_lock="cartable-nightly", pass_context=False)
def measure_and_tidy(timestamp: int) -> None:
    """Measures how long each stage takes, and removes drafts that nobody wants any more."""
    queue_times.measure()
    late.remove_old_drafts()
