"""Requests that wait for the person: for papers, or for an account to which they can be paid."""

from typing import Any, Final, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.utils import timezone

from taminyar.cartable import effects, kinds, own
from taminyar.cartable.effects import SOURCE
from taminyar.cartable.models import Message, Request, RequestQuerySet
from taminyar.cartable.states import FALLEN, MEMBER, UNDECIDED, State
from taminyar.payments.models import Held, PaymentOrder
from taminyar.people.models import BankAccount, Person

# Nothing is to come any more, unless the person objects or the bank gives the money back.
OVER: Final = (*FALLEN, State.PAID, State.DONE)
# What stands in the way of a payment until the person registers an account.
NEEDS_ACCOUNT: Final = (Held.NO_ACCOUNT, Held.RETURNED)


class AtHome(NamedTuple):
    """What the home page tells of requests."""

    waiting: int  # how many wait for the person
    newest: Request | None  # of those that are not over; with `waits`


def for_home(person: Person) -> AtHome:
    """One query. What can still be objected to comes first: that has a last day."""
    objectable = Q(state=State.REFUSED, objected_at=None, decided_at__gt=own.objections_since())
    found = counted(person).annotate(objectable=objectable)
    told = found.filter(Q(objectable=True) | ~Q(state__in=OVER))
    newest: Any = told.order_by("-objectable", "-sent_at", "-pk").first()
    return AtHome(newest.waiting if newest else 0, newest)


def counted(person: Person) -> RequestQuerySet:
    """The requests as `of` gives them; on each, `waiting` is how many need something in all."""
    needs = Q(waits=True) | Q(accountless=True)
    return of(person).annotate(waiting=Window(Count("pk", filter=needs)))


def of(person: Person) -> RequestQuerySet:
    """The person's requests; `waits` tells which wait for them, `unread` which have a message.

    `accountless` are those that are looked at, and that nobody could pay; `held` those approved
    whose payment is held.
    """
    orders: Any = PaymentOrder.objects.of(person).unpaid().filter(source=SOURCE)
    held = orders.with_held(timezone.now())
    needy = held.filter(held__in=NEEDS_ACCOUNT)
    waits = Q(state=State.PAPERS_NEEDED) | Q(tracking__in=needy.values("source_key"))
    unread = Message.objects.filter(request=OuterRef("pk"), read_at=None).exclude(role=MEMBER)
    payable = Q(state__in=UNDECIDED, kind__in=_paying())
    return Request.objects.of(person).annotate(
        waits=waits,
        unread=Exists(unread),
        held=Q(tracking__in=held.exclude(held=None).values("source_key")),
        accountless=payable & ~Exists(BankAccount.objects.of(person).live()),
    )


def wants_account(person: Person, request: Request) -> bool:
    """Whether an account is still to be declared, so that this request can be paid one day."""
    pays = request.is_undecided and request.kind in _paying()
    return pays and not BankAccount.objects.of(person).live().exists()


def _paying() -> list[str]:
    return [kind.slug for kind in kinds.all_kinds() if kind.on_approved is effects.pay]
