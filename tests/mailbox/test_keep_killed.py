"""Whoever is killed while issuing leaves nothing a person can see, and what is left is found."""

import hashlib
import random
import signal
import time
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from taminyar.mailbox import jobs, keep
from taminyar.mailbox.models import Item, StoredFile, Verifiable
from taminyar.people.models import Person
from tests.mailbox import issuing_process

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = issuing_process.in_a_folder()
    return tmp_path


def start(folder: Path, person: Person, *, dies_before_recording: bool) -> BaseProcess:
    database = str(connection.settings_dict["NAME"])
    return issuing_process.start(
        str(folder), database, person.pk, dies_before_recording=dies_before_recording
    )


def wait_for_another_item(known: int) -> None:
    until = time.monotonic() + 60
    while Item.objects.count() == known:
        assert time.monotonic() < until
        time.sleep(0.005)


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def clear_up_later() -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        jobs.clear_up(0)


def test_killed_between_storing_and_recording_nothing_is_to_be_seen(
    folder: Path, person: Person
) -> None:
    process = start(folder, person, dies_before_recording=True)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert len(files_in(folder)) == 1
    assert not Item.objects.exists()
    assert not Verifiable.objects.exists()
    # Somebody may be writing still.
    jobs.clear_up(0)
    assert len(files_in(folder)) == 1
    clear_up_later()
    assert files_in(folder) == set()
    assert not StoredFile.objects.exists()


def test_killed_at_any_moment_each_document_is_whole_or_absent(
    folder: Path, person: Person
) -> None:
    chance = random.Random(1405)
    for _ in range(5):
        process = start(folder, person, dies_before_recording=False)
        wait_for_another_item(Item.objects.count())
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.join()
    clear_up_later()
    items = list(Item.objects.of(person).order_by("number"))
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert files_in(folder) == {item.file for item in items}
    assert Verifiable.objects.count() == len(items)
    for item in items:
        with keep.opened(item) as file:
            assert hashlib.sha256(file.read()).digest() == bytes(item.sha256)
