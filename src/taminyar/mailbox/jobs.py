"""Jobs of the mailbox: making long documents, and clearing up after what died."""

from typing import Final
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from taminyar.mailbox import issue, keep

_TRIES: Final = 4
# Pauses of 4, 16, 64, 256 seconds.
_AGAIN: Final = RetryStrategy(
    max_attempts=_TRIES, exponential_wait=4, retry_exceptions=[issue.NotIssued]
)


@app.task(name="mailbox.make_document", queue="documents", retry=_AGAIN, pass_context=True)
def make_document(context: JobContext, asked: str) -> None:
    """Makes a document that was asked for; after the last try the asking has failed."""
    issue.make_asked(UUID(asked), last_try=context.job.attempts >= _TRIES)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="mailbox-clear-up", pass_context=False)
def clear_up(timestamp: int) -> None:
    """Removes files without an owner, and makes what was asked for when somebody died over it."""
    keep.remove_left_files()
    issue.finish_what_waits()
