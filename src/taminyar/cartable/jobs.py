"""Background jobs: asking registries that were silent."""

from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from taminyar.cartable import inquiry

_log = structlog.get_logger(__name__)
_AT_ONCE = 200  # requests of one run


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="cartable-inquiries", pass_context=False)
def ask_registries_again(timestamp: int) -> None:
    """Asks for every request that waits for a registry; stops when the registry is still silent."""
    from taminyar.cartable.models import Request
    from taminyar.cartable.states import State

    since = timezone.now() - timedelta(seconds=30)
    waiting = Request.objects.filter(state=State.REGISTERED, sent_at__lt=since)
    for request in waiting.select_related("person").order_by("sent_at")[:_AT_ONCE]:
        try:
            inquiry.complete(request)
        except inquiry.StillSilent:
            _log.warning("a registry is still silent", kind=request.kind)
