"""Between preparing and releasing an account may be put on hold: nothing goes to it then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taminyar.payments import batches
from taminyar.payments.models import LineState, OrderState, PaymentOrder
from taminyar.people.models import BankAccount, Person
from tests.payments.orders import (
    account,
    administrator,
    officer,
    ordered,
    payable,
    released,
    state_of,
)

pytestmark = pytest.mark.django_db


def put_on_hold(person: Person) -> None:
    later = timezone.now() + timedelta(hours=72)
    BankAccount.objects.of(person).active().update(payable_from=later)


def test_an_account_put_on_hold_after_preparing_is_not_paid() -> None:
    stays, held = payable(2)
    batch = batches.prepare(officer())
    put_on_hold(held.person)
    released(batch)
    assert batch is not None
    assert (state_of(stays), state_of(held)) == (OrderState.SENT, OrderState.WAITING)
    assert held.lines.get().state == LineState.LEFT_OUT
    assert (batch.lines_count, batch.amount) == (1, stays.amount)
    assert batches.prepare(officer()) is None


def test_a_batch_all_of_whose_accounts_are_held_is_not_released(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = batches.prepare(officer())
    assert batch is not None
    put_on_hold(person)
    with pytest.raises(batches.NotPossible, match="Dissolve"):
        batches.release(batch, administrator())
    assert state_of(order) == OrderState.BATCHED


@pytest.mark.parametrize("end", ["released", "dissolved"])
def test_only_what_is_in_a_batch_goes_back_to_wait(end: str) -> None:
    """A book that does not agree is not made worse by the end of a batch."""
    _stays, astray = payable(2)
    batch = batches.prepare(officer())
    assert batch is not None
    put_on_hold(astray.person)
    PaymentOrder.objects.filter(pk=astray.pk).update(state=OrderState.CANCELLED)
    if end == "released":
        batches.release(batch, administrator())
    else:
        batches.dissolve(batch, administrator())
    assert state_of(astray) == OrderState.CANCELLED


def test_releasing_hands_over_only_what_is_in_the_batch() -> None:
    stays, astray = payable(2)
    batch = batches.prepare(officer())
    PaymentOrder.objects.filter(pk=astray.pk).update(state=OrderState.CANCELLED)
    released(batch)
    assert (state_of(stays), state_of(astray)) == (OrderState.SENT, OrderState.CANCELLED)
