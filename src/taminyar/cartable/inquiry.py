"""Asking the registries again about a request that was sent while they were silent."""

from taminyar.cartable import kinds, submit
from taminyar.cartable.models import Request
from taminyar.cartable.move import THE_PROGRAM, NotAllowed, Overtaken, move
from taminyar.cartable.states import State


class StillSilent(Exception):
    """The registries give no answer yet."""


def complete(request: Request) -> None:
    """Asks the registries and hands the request to who decides, with what they said.

    Whatever they say the request goes on: an officer decides it, not a program. Asks outside any
    transaction. Done twice it is done once. Raises StillSilent.
    """
    if request.state != State.REGISTERED:
        return
    kind = kinds.named(request.kind)
    findings = submit.looked_up(request.person, kind, request.answers)
    if findings is None:
        raise StillSilent
    try:
        move(request, "inquired", THE_PROGRAM, findings=dict(findings), desk=kind.decides)
    except (Overtaken, NotAllowed):
        return
