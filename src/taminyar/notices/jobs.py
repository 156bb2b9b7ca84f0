"""Background jobs: handing text messages to the provider, and forgetting old notices."""

from datetime import timedelta
from typing import Final

import structlog
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from taminyar.notices import sms_providers
from taminyar.notices.sealed import unseal

KEPT_FOR: Final = timedelta(days=2 * 365)
# Pauses of 3, 9, 27, 81 … seconds: eight of them are two hours and three quarters.
_AGAIN = RetryStrategy(
    max_attempts=8, exponential_wait=3, retry_exceptions=[sms_providers.NotDelivered]
)
_log = structlog.get_logger(__name__)


@app.task(queue="text-messages", retry=_AGAIN)
def deliver(sealed: str) -> None:
    """Hands one message to the provider; one that was not taken is tried again later.

    A message that has lost its use is dropped.
    """
    message, left = unseal(sealed)
    if left <= timedelta(0):
        _log.warning("text message dropped", reason="too late", mobile=message.mobile[:4])
        return
    sms_providers.configured().send(message)


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="old-notices", pass_context=False)
def remove_old_notices(timestamp: int) -> None:
    """Removes notices older than two years."""
    from taminyar.notices.models import Notice

    Notice.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
