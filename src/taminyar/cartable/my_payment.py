"""How the payment of a granted request stands, for its person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from taminyar.cartable.effects import SOURCE
from taminyar.cartable.models import Request
from taminyar.cartable.states import GRANTED, State
from taminyar.cartable.waiting import NEEDS_ACCOUNT
from taminyar.payments import reasons
from taminyar.payments.models import UNPAID, Held, OrderState, PaymentOrder
from taminyar.people import bank_accounts
from taminyar.people.models import Person


@dataclass(frozen=True)
class Payment:
    """`ending` are the last four digits of the account it goes or went to, "" without one.

    `held` says why it is not paid now, `held_until` until when a new account is held, `why_back`
    why the bank gave it back, `paid_again` that it came back and nothing stands in its way now.
    """

    state: str | Promise
    held: str | Promise
    held_until: datetime | None
    needs_account: bool
    ending: str
    paid_on: date | None
    why_back: str
    paid_again: bool


def of(person: Person, request: Request) -> Payment | None:
    """None while nothing is ordered. Three queries at most."""
    if request.state not in GRANTED or not request.amount:
        return None
    orders = PaymentOrder.objects.of(person).with_held(timezone.now())
    order: Any = orders.filter(source=SOURCE, source_key=request.tracking).first()
    if order is None:
        return None
    back = request.state == State.PAYMENT_RETURNED and order.state in UNPAID and not order.held
    return _payment(person, order, Held(order.held) if order.held else None, paid_again=back)


def _payment(
    person: Person, order: PaymentOrder, held: Held | None, *, paid_again: bool
) -> Payment:
    account = bank_accounts.active(person)
    line = order.lines.live().first() if order.state in (OrderState.SENT, OrderState.PAID) else None
    cooling = held == Held.ACCOUNT_COOLING and account is not None
    waits = order.state == OrderState.RETURNED and order.return_reason
    return Payment(
        state=OrderState(order.state).label,
        held=held.label if held else "",
        held_until=account.payable_from if cooling and account else None,
        needs_account=held in NEEDS_ACCOUNT,
        ending=line.ending if line else account.ending if account else "",
        paid_on=order.paid_on,
        paid_again=paid_again,
        why_back=str(reasons.in_words(order.return_reason)) if waits else "",
    )
