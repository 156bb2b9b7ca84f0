"""What was taken back is never paid."""

import pytest
from django.utils import timezone

from taminyar.payments import bank_answer, batches, orders, sources
from taminyar.payments.models import OrderState
from taminyar.people.models import Person
from tests.payments.orders import account, officer, ordered, released, state_of, status_report

pytestmark = pytest.mark.django_db
KEY = "ABCDE23456"


def test_a_cancelled_order_goes_into_no_batch(person: Person) -> None:
    account(person)
    order = ordered(person)
    assert orders.cancel("test", KEY)
    assert batches.prepare(officer()) is None
    assert batches.prepare_and_release() is None
    assert state_of(order) == OrderState.CANCELLED
    assert not order.lines.exists()


def test_the_others_are_paid_without_it(person: Person) -> None:
    account(person)
    cancelled, paid = ordered(person), ordered(person, "PAID234567")
    orders.cancel("test", KEY)
    assert released().lines.get().order == paid
    assert state_of(cancelled) == OrderState.CANCELLED


def test_a_returned_order_is_cancelled_for_good(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = released()
    line = batch.lines.select_related("order").get()
    bank_answer.take(status_report(batch, [(line, "RJCT", "AC04")]), None)
    assert orders.cancel("test", KEY)
    account(person, 2, confirmed_at=timezone.now())
    assert batches.prepare(officer()) is None
    assert orders.held(order, timezone.now()) is None


def test_ordering_it_again_does_not_bring_it_back(person: Person) -> None:
    account(person)
    order = ordered(person)
    orders.cancel("test", KEY)
    assert ordered(person) == order
    assert batches.prepare(officer()) is None


def test_whoever_cancels_is_not_told_of_it(person: Person, told: list[tuple[str, str]]) -> None:
    order = ordered(person)
    orders.cancel("test", KEY)
    assert (sources.tell_all(), told) == (0, [])
    order.refresh_from_db()
    assert order.told_state == OrderState.CANCELLED


def test_only_the_order_of_that_room_is_cancelled(person: Person) -> None:
    order = ordered(person)
    assert not orders.cancel("other", KEY)
    assert not orders.cancel("test", "ABCDE23457")
    assert state_of(order) == OrderState.WAITING
