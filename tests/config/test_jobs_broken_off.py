"""A job whose worker was killed over it is done again, and the queue does not grow without end."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from taminyar.config import jobs

pytestmark = pytest.mark.django_db


def broken_off(attempts: int = 0, silent: timedelta = timedelta(hours=1), **fields: Any) -> int:
    """A job in the hands of a worker that was last heard of some time ago."""
    number = app.configure_task("nobody.knows", **fields).defer()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - silent],
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s"
            " WHERE id = %s",
            [cursor.fetchone()[0], attempts, number],
        )
    return number


def states() -> dict[int, str]:
    return dict(ProcrastinateJob.objects.values_list("id", "status"))


def taken_up() -> dict[int, str]:
    async_to_sync(jobs.take_up_again.func)(0)
    return states()


def test_it_waits_again_and_what_is_being_done_is_left_alone() -> None:
    lost, alive = broken_off(), broken_off(silent=timedelta(seconds=5))
    assert taken_up() == {lost: "todo", alive: "doing"}


def test_what_breaks_every_worker_is_given_up() -> None:
    lost = broken_off(attempts=jobs.MOST_TRIES)
    assert taken_up() == {lost: "failed"}


@pytest.mark.django_db(transaction=True)
def test_where_the_same_waits_already_it_is_not_done_twice() -> None:
    lost = broken_off(queueing_lock="the same")
    waiting = app.configure_task("nobody.knows", queueing_lock="the same").defer()
    assert taken_up() == {lost: "failed", waiting: "todo"}


def test_what_succeeded_and_what_failed_long_ago_is_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[tuple[str, ...]] = []
    worker = "taminyar.config.management.commands.worker"
    monkeypatch.setattr(f"{worker}.call_command", lambda *given: called.append(given))
    from taminyar.config.management.commands.worker import Command

    Command().handle()
    assert called[0][-2:] == ("--delete-jobs", "successful")
    asked: dict[str, Any] = {}

    async def remove(_context: object, **given: Any) -> None:
        asked.update(given)

    monkeypatch.setattr("procrastinate.builtin_tasks.remove_old_jobs", remove)
    asyncio.run(jobs.forget_old_jobs.func(None, 0))
    assert asked == {"max_hours": 720, "remove_failed": True}
