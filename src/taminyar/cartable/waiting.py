"""Requests that wait for the person: for papers, or for an account to which they can be paid."""

from typing import Any, Final, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.utils import timezone

from taminyar.cartable.effects import SOURCE
from taminyar.cartable.models import Message, Request, RequestQuerySet
from taminyar.cartable.states import FALLEN, MEMBER, State
from taminyar.payments.models import Held, PaymentOrder
from taminyar.people.models import Person

# Nothing is to come any more, unless the person objects or the bank gives the money back.
OVER: Final = (*FALLEN, State.PAID, State.DONE)
# What stands in the way of a payment until the person registers an account.
NEEDS_ACCOUNT: Final = (Held.NO_ACCOUNT, Held.RETURNED)


class AtHome(NamedTuple):
    """What the home page tells of requests."""

    waiting: int  # how many wait for the person
    newest: Request | None  # of those that are not over; with `waits`


def for_home(person: Person) -> AtHome:
    """One query."""
    newest: Any = counted(person).exclude(state__in=OVER).newest_first().first()
    return AtHome(newest.waiting if newest else 0, newest)


def counted(person: Person) -> RequestQuerySet:
    """The requests as `of` gives them; on each, `waiting` is how many of them wait in all."""
    return of(person).annotate(waiting=Window(Count("pk", filter=Q(waits=True))))


def of(person: Person) -> RequestQuerySet:
    """The person's requests; `waits` tells which wait for them, `unread` which have a message."""
    orders: Any = PaymentOrder.objects.of(person).unpaid().filter(source=SOURCE)
    unpaid = orders.with_held(timezone.now()).filter(held__in=NEEDS_ACCOUNT)
    waits = Q(state=State.PAPERS_NEEDED) | Q(tracking__in=unpaid.values("source_key"))
    unread = Message.objects.filter(request=OuterRef("pk"), read_at=None).exclude(role=MEMBER)
    return Request.objects.of(person).annotate(waits=waits, unread=Exists(unread))
