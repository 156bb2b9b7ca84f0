"""Jobs of the house itself, done at their time by whichever worker is free."""

from typing import Final

from django.core.management import call_command
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Job, Status

# A job that was broken off so often is what breaks the workers.
MOST_TRIES: Final = 5
FAILURES_KEPT: Final = 30 * 24  # hours


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear-sessions", pass_context=False)
def clear_sessions(timestamp: int) -> None:
    """Removes sessions that have run out."""
    call_command("clearsessions")


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="take-up-again", pass_context=False)
async def take_up_again(timestamp: int) -> None:
    """Has jobs done again whose worker was killed over them: every job may be done twice."""
    for job in await app.job_manager.get_stalled_jobs():
        await _take_up(job)


async def _take_up(job: Job) -> None:
    try:
        if job.attempts < MOST_TRIES:
            await app.job_manager.retry_job(job)
            return
    except (AlreadyEnqueued, UniqueViolation):
        pass  # the same waits in the queue already
    await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="29 3 * * *")
@app.task(queueing_lock="forget-old-jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Removes what failed long ago; what succeeded is removed by the worker itself."""
    await builtin_tasks.remove_old_jobs(context, max_hours=FAILURES_KEPT, remove_failed=True)
