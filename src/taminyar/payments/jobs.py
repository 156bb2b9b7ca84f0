"""Jobs of the payments: telling the rooms that ordered them what became of them."""

from procrastinate.contrib.django import app

from taminyar.payments import sources


@app.task(name="payments.tell_sources", queue="payments")
def tell_sources() -> None:
    """Deferred in every transaction that changes states."""
    sources.tell_all()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="payments-tell-sources", queue="payments", pass_context=False)
def tell_what_is_left(timestamp: int) -> None:
    """Tells what a worker that died had in hand."""
    sources.tell_all()
