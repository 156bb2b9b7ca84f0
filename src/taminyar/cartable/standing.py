"""Where a request stands, for its person: on whose desk, what comes next, what they have to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.accounts.models import Role
from taminyar.cartable import kinds, late, own
from taminyar.cartable.desks import CENTRAL
from taminyar.cartable.models import Request
from taminyar.cartable.states import AT_A_DESK, FALLEN, GRANTED, State

_FULL: Final = (State.APPROVED, State.PAID, State.DONE)
_WARN: Final = (State.PAPERS_NEEDED, State.PAYMENT_RETURNED, State.REFUSED)
_NEUTRAL: Final = (State.WITHDRAWN, State.EXPIRED)
CHIPS: Final[dict[State, str]] = {
    **dict.fromkeys(State, "info"),
    **dict.fromkeys(_FULL, "full"),
    **dict.fromkeys(_WARN, "warn"),
    **dict.fromkeys(_NEUTRAL, "neutral"),
}

_WITH: Final[dict[State, Promise]] = {
    State.REGISTERED: gettext_lazy("With this service"),
    State.PAPERS_NEEDED: gettext_lazy("With you"),
    State.CONFIRMING: gettext_lazy("With a second officer"),
    State.APPROVED: gettext_lazy("With this service"),
    State.SENT_TO_FINANCE: gettext_lazy("With the finance directorate"),
    State.PAYMENT_QUEUED: gettext_lazy("With the bank"),
    State.PAYMENT_RETURNED: gettext_lazy("With you"),
}
_DESKS: Final[dict[str, Promise]] = {
    Role.MEDICAL_REVIEWER: gettext_lazy("At the desk of the medical reviewer"),
    Role.PENSIONS_OFFICER: gettext_lazy("With the pensions office"),
}
_NEXT: Final[dict[State, Promise]] = {
    State.REGISTERED: gettext_lazy(
        "A registry gives no answer at the moment. We ask it again ourselves; then the branch "
        "looks at your request."
    ),
    State.WAITING: gettext_lazy("An officer looks at your request and decides."),
    State.IN_REVIEW: gettext_lazy("An officer has your request in hand and decides."),
    State.PAPERS_NEEDED: gettext_lazy("The branch goes on as soon as you have given the papers."),
    State.PAPERS_GIVEN: gettext_lazy("An officer looks at your papers and decides."),
    State.REFERRED: gettext_lazy("The reviewer gives an opinion; then the branch decides."),
    State.CONFIRMING: gettext_lazy("One officer has approved it. A second one looks at it, too."),
    State.APPROVED: gettext_lazy("Finance gets it ready for payment."),
    State.SENT_TO_FINANCE: gettext_lazy("Finance hands your payment to the bank."),
    State.PAYMENT_QUEUED: gettext_lazy("The bank pays it to your account."),
    State.PAID: gettext_lazy("Nothing more is to come: you have been paid."),
    State.PAYMENT_RETURNED: gettext_lazy(
        "When your new account is registered, we pay you once more."
    ),
    State.DONE: gettext_lazy("Nothing more is to come: what you asked for is done."),
    State.REFUSED: gettext_lazy("Nothing more is to come, unless you object."),
    State.OBJECTED: gettext_lazy("Another officer than the first looks at it and decides anew."),
    State.WITHDRAWN: gettext_lazy("Nothing more is to come. You may send a new request any time."),
    State.EXPIRED: gettext_lazy("Nothing more is to come. You may send a new request any time."),
}


@dataclass(frozen=True)
class Standing:
    """Where a request stands, in words; `whose` and `refusal` are "" when nobody has it or said no.

    `granted` says whether `Request.amount` counts, `fallen` that nothing came of it.
    `objection_until` and `papers_until` are None while nothing of that kind is to be done.
    """

    chip: tuple[str, str]
    whose: str
    next: str
    refusal: str
    granted: bool
    objection_until: datetime | None
    papers_until: datetime | None
    fallen: bool
    may_ask_again: bool
    can_withdraw: bool
    can_write: bool


def of(request: Request) -> Standing:
    """No query, when the branch of the request is loaded."""
    state = State(request.state)
    needed, until = state == State.PAPERS_NEEDED, own.objection_until(request)
    return Standing(
        chip=(str(state.label), CHIPS[state]),
        whose=whose(request),
        next=_next(request, state),
        refusal=_refusal(request) if state == State.REFUSED else "",
        granted=state in GRANTED,
        objection_until=until,
        papers_until=late.papers_until(request) if needed else None,
        fallen=state in FALLEN,
        may_ask_again=state in FALLEN and until is None,
        can_withdraw=request.is_undecided,
        can_write=can_write(request),
    )


def can_write(request: Request) -> bool:
    """Whether a message is taken, from either side: not on what was withdrawn or has expired."""
    return request.state not in (State.WITHDRAWN, State.EXPIRED)


def whose(request: Request) -> str:
    """On whose desk it lies; "" when it is over."""
    state = State(request.state)
    if state in _WITH or state not in AT_A_DESK:
        return str(_WITH.get(state, ""))
    if request.desk in _DESKS:
        return str(_DESKS[request.desk])
    if request.tray == CENTRAL or request.branch is None:
        return _("With the branches, in the common tray of short-term benefits")
    return _("With the branch %(branch)s") % {"branch": request.branch}


def _next(request: Request, state: State) -> str:
    if state == State.REFUSED and own.objection_until(request) is None:
        return _("Nothing more is to come. You may send a new request any time.")
    return str(_NEXT[state])


def _refusal(request: Request) -> str:
    """The reason of the list, in words."""
    refusals = kinds.named(request.kind).refusals
    return str(refusals.get(request.refusal, request.refusal))
