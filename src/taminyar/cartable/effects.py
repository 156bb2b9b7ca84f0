"""What an approval does, in its own transaction; and what follows from a payment."""

from collections.abc import Sequence
from typing import Final

from taminyar.cartable import kinds
from taminyar.cartable.models import Request
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.cartable.states import leads_to
from taminyar.payments import orders
from taminyar.payments.models import OrderState, PaymentOrder

SOURCE: Final = "request"
# What the finance directorate did, as a deed on the request.
_FOLLOWS: Final = {
    # A fault of our own in the file: it goes into another one.
    OrderState.WAITING: "unqueue_payment",
    OrderState.SENT: "queue_payment",
    OrderState.PAID: "pay",
    OrderState.RETURNED: "return_payment",
}


def pay(request: Request) -> None:
    """Orders the payment of what was decided, once; nothing to pay is done at once."""
    if not request.amount:
        move(request, "finish", THE_PROGRAM)
        return
    orders.order(
        request.person,
        source=SOURCE,
        source_key=request.tracking,
        about=request.kind,
        amount=request.amount,
    )
    move(request, "to_finance", THE_PROGRAM)


def finish(request: Request) -> None:
    """For what is done by the approval itself."""
    move(request, "finish", THE_PROGRAM)


def name_of(slug: str) -> str:
    """What the bank's statement calls the payment of a request of this kind."""
    return str(kinds.named(slug).title)


def follow(changed: Sequence[PaymentOrder]) -> None:
    """Moves the requests whose payments moved. May be called again: what stands there stays."""
    keys = [order.source_key for order in changed]
    requests = Request.objects.select_related("person").select_for_update(of=("self",))
    by_key = {request.tracking: request for request in requests.filter(tracking__in=keys)}
    for order in changed:
        request, slug = by_key[order.source_key], _FOLLOWS.get(OrderState(order.state))
        if slug and leads_to(slug, request.state, THE_PROGRAM.role) not in (None, request.state):
            move(request, slug, THE_PROGRAM, reason=order.return_reason[:40])
