"""Where a request stands, in the words of the office; the words of `State` are for the person."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.cartable.states import State

_HERE: Final[dict[State, Promise]] = {
    State.REGISTERED: _("Waiting for a registry"),
    State.WAITING: _("Waiting"),
    State.IN_REVIEW: _("In somebody's hands"),
    State.PAPERS_NEEDED: _("Waiting for papers"),
    State.PAPERS_GIVEN: _("New papers came"),
    State.REFERRED: _("For an opinion"),
    State.CONFIRMING: _("For a second officer"),
    State.PAYMENT_QUEUED: _("With the bank"),
    State.OBJECTED: _("The person objects"),
    State.WITHDRAWN: _("Withdrawn by the person"),
}


def in_office(state: str) -> str:
    """The state for a member of staff."""
    known = State(state)
    return str(_HERE.get(known, known.label))
