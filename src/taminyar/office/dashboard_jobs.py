"""Counting for the dashboard, every ten minutes."""

from procrastinate.contrib.django import app

from taminyar.office import counting


@app.periodic(cron="*/10 * * * *")
@app.task(name="office.count_stages", queueing_lock="office-count", pass_context=False)
def count_stages(timestamp: int) -> None:
    """Counts what was decided since the last time."""
    counting.count()
