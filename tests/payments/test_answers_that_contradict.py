"""What the bank said of an attempt stands; only a payment that was made may still come back."""

import pytest

from taminyar.notices.models import Notice
from taminyar.payments import bank_answer
from taminyar.payments.bank_answer import Outcome, Refused
from taminyar.payments.models import (
    AnswerFile,
    BankAnswer,
    Batch,
    BatchLine,
    LineState,
    OrderState,
    PaymentOrder,
)
from tests.payments.orders import payable, released, state_of, status_report

pytestmark = pytest.mark.django_db

PAID, RETURNED, REFUSED = ("ACSC", ""), ("RJCT", "AC04"), ("RJCT", "AM04")


def line_of(batch: Batch) -> BatchLine:
    return batch.lines.select_related("order").get()


def say(batch: Batch, *said: str) -> Outcome:
    status, reason = said
    return bank_answer.take(status_report(batch, [(line_of(batch), status, reason)]), None)


@pytest.mark.parametrize(
    ("first", "then"),
    [(RETURNED, REFUSED), (REFUSED, RETURNED), (RETURNED, PAID), (REFUSED, PAID)],
)
def test_a_payment_that_was_not_made_is_not_answered_otherwise(
    first: tuple[str, str], then: tuple[str, str]
) -> None:
    (order,) = payable(1)
    batch = released()
    say(batch, *first)
    before = state_of(order)
    with pytest.raises(Refused, match="1 faults") as refused:
        say(batch, *then)
    assert refused.value.faults[0].message == "The bank answered otherwise before."
    assert (state_of(order), BankAnswer.objects.count()) == (before, 1)


def test_a_payment_that_came_back_does_not_come_back_for_another_reason() -> None:
    (order,) = payable(1)
    batch = released()
    for said in (PAID, RETURNED):
        say(batch, *said)
    with pytest.raises(Refused):
        say(batch, *REFUSED)
    assert (state_of(order), order.return_reason) == (OrderState.RETURNED, "AC04")


@pytest.mark.parametrize("astray", [OrderState.WAITING, OrderState.CANCELLED])
@pytest.mark.parametrize("said", [PAID, RETURNED])
def test_an_answer_to_a_book_that_does_not_agree_is_not_taken_over(
    astray: OrderState, said: tuple[str, str]
) -> None:
    """An order that its batch holds for sent is no longer: first somebody has to look."""
    (order,) = payable(1)
    batch = released()
    PaymentOrder.objects.update(state=astray)
    with pytest.raises(RuntimeError, match="reconcile first"):
        say(batch, *said)
    assert state_of(order) == astray
    assert line_of(batch).state == LineState.LIVE
    assert not AnswerFile.objects.exists()
    assert not Notice.objects.exists()
