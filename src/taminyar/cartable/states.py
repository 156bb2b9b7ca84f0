"""Where a request can stand, and who may move it where: the whole table.

The states are those of the cartable (کارتابل); a draft is no request yet and has a table of its
own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import Role

MEMBER: Final = "member"
PROGRAM: Final = "program"


class State(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    WAITING = "waiting", _("Waiting for the branch to look at it")
    IN_REVIEW = "in_review", _("Being looked at")
    PAPERS_NEEDED = "papers_needed", _("Papers are needed from you")
    PAPERS_GIVEN = "papers_given", _("Papers completed")
    REFERRED = "referred", _("With the medical reviewer")
    CONFIRMING = "confirming", _("Waiting for a second officer to confirm")
    APPROVED = "approved", _("Approved")
    SENT_TO_FINANCE = "sent_to_finance", _("Sent to finance")
    PAYMENT_QUEUED = "payment_queued", _("In the queue of the bank")
    PAID = "paid", _("Paid")
    PAYMENT_RETURNED = "payment_returned", _("The bank gave the payment back")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    OBJECTED = "objected", _("Your objection is being looked at")
    WITHDRAWN = "withdrawn", _("Withdrawn by you")
    EXPIRED = "expired", _("Closed, because the papers did not come")


# At a desk of the office: these stand in the queues.
AT_A_DESK: Final = (
    State.WAITING,
    State.IN_REVIEW,
    State.PAPERS_GIVEN,
    State.REFERRED,
    State.CONFIRMING,
    State.OBJECTED,
)
UNDECIDED: Final = (State.REGISTERED, State.PAPERS_NEEDED, *AT_A_DESK)
# Nothing came of it and nothing will, unless the person objects.
FALLEN: Final = (State.REFUSED, State.WITHDRAWN, State.EXPIRED)
GRANTED: Final = (
    State.APPROVED,
    State.SENT_TO_FINANCE,
    State.PAYMENT_QUEUED,
    State.PAID,
    State.PAYMENT_RETURNED,
    State.DONE,
)
_OFFICERS: Final = frozenset({Role.BRANCH_OFFICER, Role.PENSIONS_OFFICER})
_CONFIRMERS: Final = _OFFICERS | {Role.ADMINISTRATOR}
_HANDS: Final = _OFFICERS | {Role.MEDICAL_REVIEWER}
# In somebody's hands or not, these say more than "being looked at".
_SAY_MORE: Final = (State.PAPERS_GIVEN, State.OBJECTED, State.REFERRED, State.CONFIRMING)
# An officer may decide a request that lies on the desk without taking it first.
_DECIDABLE: Final = (State.WAITING, State.IN_REVIEW, State.PAPERS_GIVEN, State.OBJECTED)


@dataclass(frozen=True)
class Move:
    """One deed: from which state to which, and by whom (a staff role, member or program)."""

    slug: str
    label: object
    who: frozenset[str]
    steps: Mapping[State, State]


def _all_to(to: State, froms: tuple[State, ...]) -> dict[State, State]:
    return dict.fromkeys(froms, to)


def _staying(*states: State) -> dict[State, State]:
    return {state: state for state in states}


_MEMBER: Final = frozenset({MEMBER})
_PROGRAM: Final = frozenset({PROGRAM})
MOVES: Final[dict[str, Move]] = {
    move.slug: move
    for move in (
        # What the registries said came after the request was sent.
        Move("inquired", _("The registries answered"), _PROGRAM, {State.REGISTERED: State.WAITING}),
        # An officer had them asked once more.
        Move(
            "inquired_again",
            _("The registries were asked again"),
            _PROGRAM,
            _staying(*AT_A_DESK),
        ),
        Move(
            "claim",
            _("An officer took it up"),
            _HANDS,
            {State.WAITING: State.IN_REVIEW} | _staying(*_SAY_MORE),
        ),
        Move(
            "release",
            _("Put back on the desk"),
            _HANDS | {Role.ADMINISTRATOR},
            {State.IN_REVIEW: State.WAITING} | _staying(*_SAY_MORE),
        ),
        Move(
            "ask_papers",
            _("Papers were asked for"),
            _OFFICERS,
            _all_to(State.PAPERS_NEEDED, _DECIDABLE),
        ),
        Move(
            "give_papers",
            _("The papers were given"),
            _MEMBER | _PROGRAM,
            {State.PAPERS_NEEDED: State.PAPERS_GIVEN},
        ),
        Move(
            "expire",
            _("Closed, because the papers did not come"),
            _PROGRAM,
            {State.PAPERS_NEEDED: State.EXPIRED},
        ),
        Move("refer", _("Sent to the reviewer"), _OFFICERS, _all_to(State.REFERRED, _DECIDABLE)),
        Move(
            "advise",
            _("The reviewer gave an opinion"),
            frozenset({Role.MEDICAL_REVIEWER}),
            {State.REFERRED: State.WAITING},
        ),
        Move("approve", _("Approved"), _OFFICERS, _all_to(State.APPROVED, _DECIDABLE)),
        # Above the amount of the four eyes.
        Move(
            "propose",
            _("Approved by the first officer"),
            _OFFICERS,
            _all_to(State.CONFIRMING, _DECIDABLE),
        ),
        Move(
            "confirm",
            _("Approved by the second officer"),
            _CONFIRMERS,
            {State.CONFIRMING: State.APPROVED},
        ),
        Move(
            "send_back",
            _("Sent back by the second officer"),
            _CONFIRMERS,
            {State.CONFIRMING: State.WAITING},
        ),
        Move("refuse", _("Refused"), _OFFICERS, _all_to(State.REFUSED, _DECIDABLE)),
        Move("object", _("You objected"), _MEMBER, {State.REFUSED: State.OBJECTED}),
        Move("withdraw", _("Withdrawn"), _MEMBER, _all_to(State.WITHDRAWN, UNDECIDED)),
        Move("to_finance", _("Sent to finance"), _PROGRAM, {State.APPROVED: State.SENT_TO_FINANCE}),
        Move("finish", _("Done"), _PROGRAM, {State.APPROVED: State.DONE}),
        Move(
            "queue_payment",
            _("Handed to the bank"),
            _PROGRAM,
            _all_to(State.PAYMENT_QUEUED, (State.SENT_TO_FINANCE, State.PAYMENT_RETURNED)),
        ),
        Move(
            "unqueue_payment",
            _("Taken back from the queue of the bank"),
            _PROGRAM,
            # Also of one the bank had called paid, and then refused for a fault of our own.
            _all_to(State.SENT_TO_FINANCE, (State.PAYMENT_QUEUED, State.PAID)),
        ),
        Move(
            "pay",
            _("Paid"),
            _PROGRAM,
            # A payment made once more may be paid before anybody was told that it was sent.
            _all_to(
                State.PAID, (State.SENT_TO_FINANCE, State.PAYMENT_QUEUED, State.PAYMENT_RETURNED)
            ),
        ),
        Move(
            "return_payment",
            _("Given back by the bank"),
            _PROGRAM,
            _all_to(
                State.PAYMENT_RETURNED, (State.SENT_TO_FINANCE, State.PAYMENT_QUEUED, State.PAID)
            ),
        ),
        Move(
            "escalate",
            _("Late, and reported to the management"),
            _PROGRAM,
            _staying(*UNDECIDED, State.SENT_TO_FINANCE),
        ),
    )
}


def leads_to(slug: str, state: str, role: str) -> State | None:
    """The state the deed leads to from here; None when this role may not do it from here."""
    move = MOVES[slug]
    return move.steps.get(State(state)) if role in move.who else None


def possible(state: str, role: str) -> list[str]:
    """Slugs of the deeds that the role may do from this state, in the order of the table."""
    return [slug for slug in MOVES if leads_to(slug, state, role) is not None]
