"""The way of a request: its stages from registered to paid, and everything that was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import Role
from taminyar.cartable import kinds
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import MEMBER, MOVES, PROGRAM, State
from taminyar.law import assessment as assessments

type Words = str | Promise

_LABELS: Final[dict[str, Words]] = {
    "registered": _("Registered"),
    "branch": _("Branch"),
    "objection": _("Your objection"),
    "reviewer": _("Medical reviewer"),
    "decision": _("Decision"),
    "finance": _("Finance"),
    "bank": _("Bank"),
    "paid": _("Paid"),
    "done": _("Done"),
}
# The deeds that end each stage; the first of them that was done, the last time it was.
_ENDS: Final[dict[str, tuple[str, ...]]] = {
    "registered": ("send",),
    "branch": ("refer", "propose", "approve", "refuse"),
    "objection": ("refer", "propose", "approve", "refuse"),
    "reviewer": ("advise",),
    "decision": ("confirm", "approve", "refuse"),
    "finance": ("queue_payment", "pay", "return_payment"),
    "bank": ("pay",),
    "paid": ("pay",),
    "done": ("finish",),
}
_AT: Final[dict[State, str]] = {
    State.REGISTERED: "registered",
    State.REFERRED: "reviewer",
    State.CONFIRMING: "decision",
    State.APPROVED: "finance",
    State.SENT_TO_FINANCE: "finance",
    State.PAYMENT_QUEUED: "bank",
    State.PAYMENT_RETURNED: "bank",
    State.REFUSED: "decision",
}
_STOPPED: Final = (State.PAYMENT_RETURNED, State.REFUSED, State.WITHDRAWN, State.EXPIRED)
# How the office shares its work is nobody else's business.
_WITHIN: Final = frozenset({"claim", "release", "inquired_again"})
# Whose words were written for the person, or by them.
_FOR_THE_PERSON: Final = frozenset({"ask_papers", "refuse", "object"})


@dataclass(frozen=True)
class Stage:
    """One stage of the bar; `state` is done, current, todo or stopped.

    `day` is when it ended, since when it lasts, or, of the last one, until when it is promised.
    """

    label: Words
    state: str
    day: date | datetime | None = None


@dataclass(frozen=True)
class Happening:
    """Something that was done, in words; `by` is a role and never a name."""

    at: datetime
    label: Words
    by: Words
    words: str


def stages(request: Request, events: Sequence[Event], promised: date | None) -> list[Stage]:
    """From registered to paid or done, by the events in their order. No query."""
    before, since = _rounds(events)
    keys = _keys(request, since)
    state = State(request.state)
    here = _here(request, state, keys, events)
    bar = [_done(key, since if key != "registered" else events) for key in keys[:here]]
    if request.objected_at:
        bar.insert(1, Stage(State.REFUSED.label, "done", _last(before, ("refuse",))))
    if state in _STOPPED:
        label = state.label if state != State.PAYMENT_RETURNED else _LABELS["bank"]
        bar.append(Stage(label, "stopped", request.since))
        return bar + [Stage(_LABELS[key], "todo") for key in _after_stop(state, keys, here)]
    if here < len(keys):
        bar.append(Stage(_LABELS[keys[here]], "current", request.since))
    todo = keys[here + 1 :]
    return bar + [Stage(_LABELS[k], "todo", promised if k == keys[-1] else None) for k in todo]


def happenings(events: Iterable[Event]) -> list[Happening]:
    """Everything that was done and concerns the person, newest first."""
    shown = [_happening(event) for event in events if event.move not in _WITHIN]
    return shown[::-1]


def _happening(event: Event) -> Happening:
    label = _("Sent") if event.move == "send" else MOVES[event.move].label
    words = event.words if event.move in _FOR_THE_PERSON else ""
    return Happening(event.at, str(label), by_whom(event.role), words)


def by_whom(role: str) -> Words:
    """Who did or wrote something, for the person: a role, never a name."""
    if role == MEMBER:
        return _("You")
    return _("The service") if role == PROGRAM else Role(role).label


def _rounds(events: Sequence[Event]) -> tuple[Sequence[Event], Sequence[Event]]:
    """What was done before an objection, and since; without one everything is since."""
    at = next((n for n, event in enumerate(events) if event.move == "object"), 0)
    return events[:at], events[at:]


def _keys(request: Request, since: Sequence[Event]) -> list[str]:
    keys = ["registered", "objection" if request.objected_at else "branch"]
    if _reviewed(request, since):
        keys.append("reviewer")
    keys.append("decision")
    return [*keys, *(("finance", "bank", "paid") if _pays(request) else ("done",))]


def _reviewed(request: Request, since: Sequence[Event]) -> bool:
    if any(event.move == "refer" for event in since):
        return True
    still = request.is_undecided and request.advised is None
    return still and kinds.named(request.kind).needs_advice(request) is not None


def _pays(request: Request) -> bool:
    """Whether money is to be paid: by the decision, or by what the law said at the sending."""
    if request.state == State.DONE:
        return False
    if request.amount is not None:
        return request.amount > 0
    return request.assessment is None or bool(assessments.from_json(request.assessment).amount)


def _here(request: Request, state: State, keys: list[str], events: Sequence[Event]) -> int:
    """Which stage it is in, or was in when it was given up; behind the last when all is done."""
    if state in (State.PAID, State.DONE):
        return len(keys)
    if state in (State.WITHDRAWN, State.EXPIRED):
        state = State(events[-1].from_state)
    usual = "decision" if request.advised is not None else keys[1]
    key = _AT.get(state, usual)
    return keys.index(key) if key in keys else len(keys) - 1


def _after_stop(state: State, keys: list[str], here: int) -> list[str]:
    """A payment that came back is still to be made; of everything else nothing is to come."""
    return keys[here + 1 :] if state == State.PAYMENT_RETURNED else []


def _done(key: str, events: Sequence[Event]) -> Stage:
    return Stage(_LABELS[key], "done", _last(events, _ENDS[key]))


def _last(events: Sequence[Event], moves: tuple[str, ...]) -> datetime | None:
    """When the first of these deeds that was done at all was done the last time."""
    days = {event.move: event.at for event in events}
    return next((days[move] for move in moves if move in days), None)
