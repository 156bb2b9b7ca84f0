"""What the bank refuses for a mistake of ours is no fault of the person's account."""

import pytest
from django.utils import timezone

from taminyar.notices.models import Notice
from taminyar.payments import bank_answer, orders
from taminyar.payments.models import Batch, BatchLine, LineState, OrderState, PaymentOrder
from taminyar.people.models import Person
from tests.payments.orders import account, ordered, released, state_of, status_report

pytestmark = pytest.mark.django_db


def line_of(batch: Batch) -> BatchLine:
    return batch.lines.select_related("order").get()


@pytest.fixture
def second(person: Person) -> Batch:
    """The second attempt, to another account after the bank gave the first one back."""
    account(person, 1)
    ordered(person)
    first = released()
    bank_answer.take(status_report(first, [(line_of(first), "RJCT", "AC04")]), None)
    account(person, 2, confirmed_at=timezone.now())
    return released()


@pytest.mark.parametrize("whole", [False, True])
def test_a_returned_payment_then_refused_for_our_mistake_waits(second: Batch, whole: bool) -> None:
    answer = (
        status_report(second, group="RJCT", reason="FF01")
        if whole
        else status_report(second, [(line_of(second), "RJCT", "AM04")])
    )
    bank_answer.take(answer, None)
    order = PaymentOrder.objects.get()
    assert (order.state, order.return_reason, order.returned_at) == (OrderState.WAITING, "", None)
    assert orders.held(order, timezone.now()) is None
    assert Notice.objects.filter(event="payment-returned").count() == 1
    assert line_of(second).state == LineState.REFUSED


def test_it_goes_to_the_same_account_with_the_next_batch(second: Batch) -> None:
    bank_answer.take(status_report(second, [(line_of(second), "RJCT", "AM04")]), None)
    third = line_of(released())
    assert (third.iban, third.attempt) == (line_of(second).iban, 3)


def test_a_payment_made_and_then_refused_for_our_mistake_waits(second: Batch) -> None:
    line = line_of(second)
    bank_answer.take(status_report(second, [(line, "ACSC", "")]), None)
    assert state_of(line.order) == OrderState.PAID
    bank_answer.take(status_report(second, [(line, "RJCT", "ED05")]), None)
    assert (state_of(line.order), line.order.paid_on) == (OrderState.WAITING, None)
