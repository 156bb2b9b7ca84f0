"""Issues documents in a process of its own, into a folder, until it is killed."""

import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess


def start(folder: str, database: str, person: int, *, dies_before_recording: bool) -> BaseProcess:
    """Starts issuing documents for the person."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.mailbox.issuing_process_setup"])
    process = context.Process(target=_issue, args=(folder, database, person, dies_before_recording))
    process.start()
    return process


def _issue(folder: str, database: str, person_id: int, dies_before_recording: bool) -> None:
    from django.db import connection
    from django.test import override_settings

    from taminyar.mailbox import issue, keep
    from taminyar.people.models import Person
    from tests.mailbox.document_examples import data

    connection.settings_dict["NAME"] = database
    if dies_before_recording:
        keep.add = lambda *args, **named: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    with override_settings(MEDIA_ROOT=folder, STORAGES=in_a_folder()):
        person = Person.objects.get(pk=person_id)
        while True:
            issue.issue(person, "relation", data("relation"))


def in_a_folder() -> dict[str, dict[str, str]]:
    """The settings of a storage that outlives a process."""
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
