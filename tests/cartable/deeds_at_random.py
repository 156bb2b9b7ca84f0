"""Every deed that can be done with a request, by whomever, with whatever comes to hand."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

import time_machine
from django.db import transaction
from django.utils import timezone

from taminyar.accounts.models import Role, User
from taminyar.cartable import conversation, decide, effects, inquiry, late, own
from taminyar.cartable.models import Attachment, Draft, Request
from taminyar.cartable.states import State
from taminyar.payments.models import OrderState, PaymentOrder
from tests.cartable.requests import LAMP, REGISTRY, sent
from tests.cartable.working import overdue


@dataclass(frozen=True)
class Doer:
    """Who does it, under which role; a member of staff may come with any."""

    user: User
    role: Role


def claim(request: Request, by: Doer, chance: Random) -> None:
    decide.claim(request, by.user, by.role)


def release(request: Request, by: Doer, chance: Random) -> None:
    decide.release(request, by.user, by.role)


def ask_papers(request: Request, by: Doer, chance: Random) -> None:
    again = request.papers.in_force()
    faults = [decide.Fault(paper, "blurred") for paper in again if chance.random() < 0.5]
    more = chance.sample(["invoice", "prescription"], chance.randint(0, 2))
    decide.ask_papers(request, by.user, by.role, faults=faults, more=more)


def bring_papers(request: Request, by: Doer, chance: Random) -> None:
    """Gives what was asked for, or some of it, and says that it is all."""
    again, more = own.asked_papers(request)
    with transaction.atomic():
        for old in again:
            if chance.random() < 0.9:
                Attachment.objects.filter(pk=old.pk).update(replaced_by=_paper(request, old.paper))
        for paper in more:
            _paper(request, paper)
        own.give_papers(request, by.user)


def _paper(request: Request, paper: str) -> uuid.UUID:
    rest = {"label": paper, "given_at": timezone.now(), "size": 1, "sha256": b"1"}
    return request.papers.create(paper=paper, file=f"x/{uuid.uuid4()}", **rest).pk


def refer(request: Request, by: Doer, chance: Random) -> None:
    decide.refer(request, by.user, by.role, to=Role.MEDICAL_REVIEWER, words="?")


def advise(request: Request, by: Doer, chance: Random) -> None:
    decide.advise(request, by.user, favourable=chance.random() < 0.8, words="!")


def approve(request: Request, by: Doer, chance: Random) -> None:
    """On what the law says, or nearly."""
    made = LAMP.assess(request.person, request.answers, request.findings).assessment
    assert made
    made = replace(made, amount=chance.choice([0, 4_000_000, 900_000_000]))
    if chance.random() < 0.1:
        made = replace(made, eligible=False)
    decide.approve(request, by.user, by.role, basis=made)


def confirm(request: Request, by: Doer, chance: Random) -> None:
    decide.confirm(request, by.user, by.role)


def send_back(request: Request, by: Doer, chance: Random) -> None:
    decide.send_back(request, by.user, by.role, words="?")


def refuse(request: Request, by: Doer, chance: Random) -> None:
    reason = chance.choice(["papers", "other", "no such reason"])
    decide.refuse(request, by.user, by.role, reason=reason, words="?")


def object_to(request: Request, by: Doer, chance: Random) -> None:
    days = chance.choice([0, 0, 29, 31])
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        own.object_to(request, by.user, "!")


def withdraw(request: Request, by: Doer, chance: Random) -> None:
    own.withdraw(request, by.user)


def send_again(request: Request, by: Doer, chance: Random) -> None:
    """The same once more: refused while the first is open."""
    Draft.objects.of(request.person).delete()
    sent(request.person)


def write(request: Request, by: Doer, chance: Random) -> None:
    conversation.write(request, by.user, chance.choice(["member", by.role]), "!", uuid.uuid4())


def registries_answer(request: Request, by: Doer, chance: Random) -> None:
    REGISTRY.silent = chance.random() < 0.2
    inquiry.complete(request)


def time_passes(request: Request, by: Doer, chance: Random) -> None:
    """The request is late, or its papers have not come for long."""
    now = Request.objects.get(pk=request.pk)
    if now.due_at:
        overdue(now)
    late.escalate()
    with time_machine.travel(timezone.now() + timedelta(days=chance.choice([53, 61]))):
        late.remind_of_papers()
        late.expire()


_NEXT = {
    OrderState.WAITING: [OrderState.SENT],
    OrderState.SENT: [OrderState.PAID, OrderState.RETURNED],
    OrderState.PAID: [OrderState.RETURNED],
    OrderState.RETURNED: [OrderState.SENT],
}


def bank_works(request: Request, by: Doer, chance: Random) -> None:
    """The payment goes a step further, and the request follows; told twice, as may be."""
    order = PaymentOrder.objects.get(source_key=request.tracking)
    order.state = chance.choice(_NEXT[OrderState(order.state)])
    order.paid_on = timezone.now().date() if order.state == OrderState.PAID else None
    if order.state == OrderState.RETURNED:
        order.returned_at, order.return_reason = timezone.now(), "AC04"
    order.save()
    effects.follow([order])
    effects.follow([order])


type Deed = Callable[[Request, Doer, Random], Any]

# From which state each may succeed: tried there more often than elsewhere.
_DESK = [State.WAITING, State.IN_REVIEW, State.PAPERS_GIVEN, State.OBJECTED]
LIKELY: dict[Deed, list[State]] = {
    claim: [*_DESK, State.REFERRED, State.CONFIRMING],
    release: [*_DESK, State.REFERRED, State.CONFIRMING],
    ask_papers: _DESK,
    bring_papers: [State.PAPERS_NEEDED],
    refer: _DESK,
    advise: [State.REFERRED],
    approve: _DESK,
    confirm: [State.CONFIRMING],
    send_back: [State.CONFIRMING],
    refuse: _DESK,
    object_to: [State.REFUSED],
    withdraw: [State.OBJECTED, State.CONFIRMING],
    send_again: [State.WITHDRAWN, State.EXPIRED, State.REFUSED, State.PAID, State.DONE],
    write: [State.WAITING],
    registries_answer: [State.REGISTERED],
    time_passes: [State.PAPERS_NEEDED, State.WAITING],
    bank_works: [State.SENT_TO_FINANCE, State.PAYMENT_QUEUED, State.PAYMENT_RETURNED, State.PAID],
}
ALL = list(LIKELY)
BY_MEMBERS = (bring_papers, object_to, withdraw, send_again)
# These look at what stands there now, so they may come with what stood there before.
AT_ANY_TIME = (send_again, write, registries_answer, time_passes, bank_works)


def likely(state: str) -> list[Deed]:
    return [deed for deed, states in LIKELY.items() if state in states] or ALL
