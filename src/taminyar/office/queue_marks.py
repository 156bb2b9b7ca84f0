"""What stands out about a request in a queue, in a word or two."""

from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from taminyar.cartable import desks
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import State

# Of each row, read with it: whether the person wrote, whether a second officer sent it back.
MARKED: Final[dict[str, Any]] = {
    "written_to": Exists(desks.unread_by_office()),
    "sent_back": Exists(Event.objects.filter(request=OuterRef("pk"), move="send_back")),
}
# States that say by themselves that something is to be minded.
_STANDS_OUT: Final = {
    State.OBJECTED: "warn",
    State.PAPERS_GIVEN: "info",
    State.CONFIRMING: "info",
}


class Mark(NamedTuple):
    """A chip: its words, and its kind for `chip()` of the components."""

    text: str
    kind: str


def marks_of(request: Request) -> list[Mark]:
    """The marks of a request that was read with `MARKED`, the weightiest first."""
    read: Any = request
    return [
        mark
        for stands, mark in (
            (
                read.sent_back and _is_begun_anew(request),
                Mark(_("Sent back by the second officer"), "warn"),
            ),
            (_objected(request), Mark(_("Objection"), "warn")),
            (request.advised is False, Mark(_("The reviewer is against it"), "warn")),
            (request.advised is True, Mark(_("The reviewer is for it"), "info")),
            (read.written_to, Mark(_("New message"), "info")),
        )
        if stands
    ]


def kind_of_state(state: str) -> str:
    """The kind of chip in which the state shows; nothing where plain words do."""
    return _STANDS_OUT.get(State(state), "")


def _is_begun_anew(request: Request) -> bool:
    """Since it came back; not once it is proposed again or with somebody else."""
    return request.state in (State.WAITING, State.IN_REVIEW)


def _objected(request: Request) -> bool:
    """Where the state itself does not say so."""
    return request.objected_at is not None and request.state != State.OBJECTED
