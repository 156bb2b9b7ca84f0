"""Jobs of the access log, done at their time by whichever worker is free."""

from procrastinate.contrib.django import app

from taminyar.access import seal
from taminyar.access.delegation_jobs import tell_invited  # noqa: F401
from taminyar.persian import jalali


@app.periodic(cron="40 1 * * *")
@app.task(queueing_lock="seal-access-log", pass_context=False)
def seal_access_log(timestamp: int) -> None:
    """Seals yesterday, and any day before it that was missed."""
    seal.seal_days_before(jalali.today())
