"""Ordering a payment, once for each thing it is for, and taking it back."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from taminyar.mailbox import codes
from taminyar.payments.models import UNPAID, Held, OrderState, PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali

__all__ = ["Conflict", "Held", "cancel", "held", "of_source", "order", "try_again"]


class Conflict(Exception):
    """The same thing was ordered before, for another person or another amount."""


def order(
    person: Person,
    *,
    source: str,
    source_key: str,
    about: str,
    amount: int,
    due_on: date | None = None,
) -> PaymentOrder:
    """Orders the payment of an amount in rials, due today unless another day is given.

    In the caller's transaction. The same source and key a second time give the same order back;
    with another person or amount they raise `Conflict`.
    """
    found, _new = PaymentOrder.objects.get_or_create(
        source=source,
        source_key=source_key,
        defaults={
            "person": person,
            "about": about,
            "amount": amount,
            "due_on": due_on or jalali.today(),
            "ordered_at": timezone.now(),
            "end_to_end_id": new_end_to_end_id(),
        },
    )
    if (found.person_id, found.amount) != (person.pk, amount):
        raise Conflict(f"{source} {source_key} was ordered as {found}.")
    return found


def new_end_to_end_id() -> str:
    """TM and sixteen random letters and digits: what the bank knows an order by."""
    return f"TM{codes.new()}"


def cancel(source: str, source_key: str) -> bool:
    """Takes back an order that is in no batch and not paid; False when there is none such."""
    orders = PaymentOrder.objects.unpaid().filter(source=source, source_key=source_key)
    # Whoever cancels knows it: nobody needs to be told.
    return bool(orders.update(state=OrderState.CANCELLED, told_state=OrderState.CANCELLED))


def try_again(person: Person) -> int:
    """Lets what came back from the person's account be paid to it once more; returns how many.

    For when its bank has confirmed the account since: the next batch takes them.
    """
    back: Any = PaymentOrder.objects.of(person).unpaid().with_held(timezone.now())
    keys = list(back.filter(held=Held.RETURNED).values_list("pk", flat=True))
    return (
        PaymentOrder.objects.unpaid()
        .filter(pk__in=keys)
        .update(state=OrderState.WAITING, returned_at=None, return_reason="")
    )


def of_source(source: str, source_key: str) -> PaymentOrder | None:
    """The order of this thing, if one was given."""
    return PaymentOrder.objects.filter(source=source, source_key=source_key).first()


def held(order: PaymentOrder, at: datetime) -> Held | None:
    """Why the order is in no batch at this moment; None when nothing stands in its way."""
    if order.state not in UNPAID:
        return None
    found: Any = PaymentOrder.objects.with_held(at).get(pk=order.pk)
    return Held(found.held) if found.held else None
