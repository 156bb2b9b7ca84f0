"""Imports in a process of its own, made ready once so that killing twenty costs little time."""

import multiprocessing
import os
from multiprocessing.process import BaseProcess


def start(folder: str, database: str) -> BaseProcess:
    """Starts importing the lists of the folder, two in a transaction."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.workshops.importing_process_setup"])
    process = context.Process(target=_import, args=(folder, database))
    process.start()
    return process


def _import(folder: str, database: str) -> None:
    from django.conf import settings
    from django.db import connection

    from taminyar.workshops.monthly_list.receive import receive

    connection.settings_dict["NAME"] = database
    settings.MONTHLY_LIST_BATCH_LISTS = 2
    wrong = [outcome for outcome in receive(folder) if outcome.status == "rejected"]
    connection.close()
    os._exit(bool(wrong))
