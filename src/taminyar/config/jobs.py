"""Jobs of the house itself, done at their time by whichever worker is free."""

from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear-sessions", pass_context=False)
def clear_sessions(timestamp: int) -> None:
    """Removes sessions that have run out."""
    call_command("clearsessions")
