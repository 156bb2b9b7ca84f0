"""A thing is ordered to be paid once, and may be taken back while it lies in no batch."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from taminyar.notices.models import Notice
from taminyar.payments import bank_answer, batches, orders
from taminyar.payments.models import Batch, Held, OrderState, PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.payments.orders import account, officer, ordered, released, state_of, status_report

pytestmark = pytest.mark.django_db


def test_the_same_thing_is_ordered_once(person: Person) -> None:
    order = ordered(person)
    assert ordered(person) == order
    assert PaymentOrder.objects.count() == 1
    assert (order.state, order.due_on) == (OrderState.WAITING, jalali.today())
    assert orders.of_source("test", "ABCDE23456") == order
    assert orders.of_source("test", "another") is None


def test_another_amount_or_person_is_a_conflict(person: Person, other_person: Person) -> None:
    ordered(person)
    with pytest.raises(orders.Conflict):
        ordered(person, amount=1)
    with pytest.raises(orders.Conflict):
        ordered(other_person)
    assert PaymentOrder.objects.get().amount == 5_000_000


def test_an_order_in_no_batch_can_be_cancelled_once(person: Person) -> None:
    order = ordered(person)
    assert orders.cancel("test", "ABCDE23456")
    assert state_of(order) == OrderState.CANCELLED
    assert not orders.cancel("test", "ABCDE23456")


def test_an_order_in_a_batch_cannot_be_cancelled(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = batches.prepare(officer())
    assert not orders.cancel("test", "ABCDE23456")
    released(batch)
    assert not orders.cancel("test", "ABCDE23456")
    assert state_of(order) == OrderState.SENT


def test_a_page_can_say_why_nothing_is_paid_yet(person: Person) -> None:
    now = timezone.now()
    order = ordered(person)
    assert orders.held(order, now) == Held.NO_ACCOUNT
    account(person, 1)
    assert orders.held(order, now) is None
    account(person, 2, confirmed_at=now, hold=timedelta(hours=72))
    assert orders.held(order, now) == Held.ACCOUNT_COOLING
    assert orders.held(order, now + timedelta(hours=73)) is None


def came_back(batch: Batch) -> None:
    """The bank gave its only payment back."""
    line = batch.lines.select_related("order").get()
    bank_answer.take(status_report(batch, [(line, "RJCT", "AC04")]), None)


def test_a_returned_order_is_held_until_another_account_is_registered(person: Person) -> None:
    account(person, 1)
    order = ordered(person)
    came_back(released())
    now = timezone.now()
    assert orders.held(order, now) == Held.RETURNED
    account(person, 2)
    assert orders.held(order, now) is None


def test_an_account_registered_while_the_bank_had_the_payment_is_another(person: Person) -> None:
    account(person, 1)
    order = ordered(person)
    batch = released()
    second = account(person, 2, confirmed_at=timezone.now())
    came_back(batch)
    assert state_of(order) == OrderState.RETURNED
    assert orders.held(order, timezone.now()) is None
    assert Notice.objects.of(person).get().event == "payment-goes-elsewhere"
    assert released().lines.get().iban == second.iban


def test_the_account_a_payment_came_back_from_is_paid_to_once_it_is_confirmed_again(
    person: Person,
) -> None:
    account(person, 1)
    order = ordered(person)
    batch = released()
    account(person, 2)
    account(person, 1)
    came_back(batch)
    assert orders.held(order, timezone.now()) == Held.RETURNED
    assert batches.prepare(officer()) is None
    first = account(person, 1, confirmed_at=timezone.now())
    assert orders.held(order, timezone.now()) is None
    assert released().lines.get().iban == first.iban


def test_only_the_last_account_that_a_payment_came_back_from_is_held(person: Person) -> None:
    account(person, 1)
    order = ordered(person)
    came_back(released())
    account(person, 2)
    came_back(released())
    assert orders.held(order, timezone.now()) == Held.RETURNED
    first = account(person, 1)
    assert orders.held(order, timezone.now()) is None
    assert released().lines.get().iban == first.iban


def test_a_paid_order_is_not_held(person: Person) -> None:
    order = ordered(person)
    order.state, order.paid_on = OrderState.PAID, jalali.today()
    order.save()
    assert orders.held(order, timezone.now()) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": -5},
        {"state": OrderState.PAID},
        {"state": OrderState.RETURNED},
        {"state": "lost"},
        {"paid_on": "2026-01-01"},
        {"state": OrderState.PAID, "paid_on": "0001-01-01"},
    ],
)
def test_the_database_refuses_an_order_that_cannot_be(
    person: Person, wrong: dict[str, object]
) -> None:
    order = ordered(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(**wrong)
