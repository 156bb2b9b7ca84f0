"""Runs `payment_batch` in a process of its own that is killed at a chosen moment."""

import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess
from typing import Any


def start(database: str, path: str, moment: str) -> BaseProcess:
    """Starts it; it dies while `writing`, once the file is `written`, or `released`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.mailbox.issuing_process_setup"])
    process = context.Process(target=_pay, args=(database, path, moment))
    process.start()
    return process


def _pay(database: str, path: str, moment: str) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    from taminyar.payments import bank_file

    def die(*_given: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    connection.settings_dict["NAME"] = database
    places: dict[str, tuple[Any, str]] = {
        "writing": (bank_file, "check"),
        "written": (os, "fsync"),
        # The transaction is over, the name not yet taken.
        "released": (bank_file.Place, "take_name"),
    }
    setattr(*places[moment], die)
    with override_settings(PAYER_NAME="سازمان", PAYER_IBAN="IR760170000000000000000001"):
        call_command("payment_batch", path)
