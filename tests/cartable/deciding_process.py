"""Decides requests in a process of its own, until it is killed or kills itself."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.process import BaseProcess

# When it dies: before the payment is ordered, before the request goes on, before the end of the
# transaction. Without a moment it goes on until somebody kills it.
MOMENTS = ("before the order", "after the order", "before the commit")


def start(work: Callable[..., None], database: str, *args: object) -> BaseProcess:
    """Starts `approve_all` or `report_late` on the database of that name."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.cartable.deciding_process_setup"])
    process = context.Process(target=work, args=(database, *args))
    process.start()
    return process


def _die(*args: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def approve_all(database: str, moment: str) -> None:
    """Approves every request there is, one after the other, dying at that moment of the first."""
    from django.db import connection

    from taminyar.accounts.models import Role
    from taminyar.cartable import decide, effects, kinds
    from taminyar.cartable.models import Request
    from tests.cartable.requests import LAMP, officer
    from tests.cartable.working import basis

    connection.settings_dict["NAME"] = database

    def pay(request: Request) -> None:
        if moment == "before the order":
            _die()
        if moment == "after the order":
            vars(effects)["move"] = _die
        effects.pay(request)
        if moment == "before the commit":
            _die()

    kinds.register(replace(LAMP, on_approved=pay))
    by = officer()
    for request in Request.objects.select_related("person").filter(state="waiting").order_by("pk"):
        decide.approve(request, by, Role(request.desk), basis=basis(request))


def report_late(database: str, told_before: int) -> None:
    """Reports what is late, and dies after so many were told."""
    from django.db import connection

    from taminyar.cartable import kinds, late
    from taminyar.cartable.models import Request
    from tests.cartable.requests import LAMP

    connection.settings_dict["NAME"] = database
    kinds.register(LAMP)
    report, told = late._escalate, [0]

    def until_death(request: Request) -> None:
        report(request)
        told[0] += 1
        if told[0] == told_before:
            _die()

    late._escalate = until_death
    late.escalate()
