"""Each way in which the books may be wrong is named for what it is."""

import pytest
from django.utils import timezone

from taminyar.payments import bank_answer, batches, reconcile
from taminyar.payments.models import BankAnswer, Batch, BatchLine, LineState, OrderState
from taminyar.payments.models import PaymentOrder as Order
from taminyar.persian import jalali
from tests.payments.orders import administrator, officer, payable, released, status_report

pytestmark = pytest.mark.django_db


def found() -> dict[str, str]:
    """The kinds of difference and what they name."""
    return {difference.kind: difference.key for difference in reconcile.differences()}


def answered(status: str, reason: str = "") -> Order:
    """One order of one batch, of which the bank said that."""
    (order,) = payable(1)
    batch = released()
    line = batch.lines.select_related("order").get()
    bank_answer.take(status_report(batch, [(line, status, reason)]), None)
    assert not found()
    order.refresh_from_db()
    return order


def test_a_paid_order_needs_a_line_that_was_released() -> None:
    order = answered("ACSC")
    BatchLine.objects.update(state=LineState.LEFT_OUT)
    Batch.objects.update(lines_count=1, amount=order.amount)
    assert found()["sent-without-line"] == order.end_to_end_id


@pytest.mark.parametrize("state", [OrderState.SENT, OrderState.PAID])
def test_a_line_that_is_only_prepared_is_not_released(state: OrderState) -> None:
    (order,) = payable(1)
    batches.prepare(officer())
    paid_on = jalali.today() if state == OrderState.PAID else None
    Order.objects.update(state=state, paid_on=paid_on)
    assert found()["sent-without-line"] == order.end_to_end_id


def test_a_paid_order_needs_an_answer_to_its_live_line() -> None:
    order = answered("ACSC")
    BankAnswer.objects.update(status="returned", reason="AC04")
    assert found() == {"paid-without-answer": order.end_to_end_id}


def test_a_batch_counts_its_lines() -> None:
    payable(2)
    batch = released()
    Batch.objects.update(lines_count=3)
    assert found() == {"batch-sum": batch.message_id}


@pytest.mark.parametrize("open_still", [True, False])
def test_a_batch_adds_up_its_lines(open_still: bool) -> None:
    payable(2)
    batch = batches.prepare(officer())
    assert batch is not None
    if not open_still:
        released(batch)
    Batch.objects.update(amount=7)
    assert found() == {"batch-sum": batch.message_id}


def test_a_batch_that_was_dissolved_adds_up_nothing() -> None:
    payable(2)
    batch = batches.prepare(officer())
    assert batch is not None
    batches.dissolve(batch, administrator())
    assert not found()


@pytest.mark.parametrize("said", [("ACSC", ""), ("RJCT", "AM04")])
def test_a_returned_order_needs_an_answer_that_gave_it_back(said: tuple[str, str]) -> None:
    order = answered(*said)
    BatchLine.objects.update(state=LineState.RETURNED)
    back = {"paid_on": None, "returned_at": timezone.now(), "return_reason": "AC04"}
    Order.objects.update(state=OrderState.RETURNED, **back)
    assert found() == {"returned-without-answer": order.end_to_end_id}


def test_an_order_with_the_bank_stands_in_no_open_batch_of_its_own() -> None:
    (order,) = payable(1)
    released()
    Order.objects.update(state=OrderState.BATCHED)
    assert found() == {"batched-without-batch": order.end_to_end_id}


@pytest.mark.parametrize("state", [OrderState.WAITING, OrderState.RETURNED, OrderState.CANCELLED])
def test_an_order_that_is_idle_stands_in_no_live_batch(state: OrderState) -> None:
    (order,) = payable(1)
    released()
    back = {"returned_at": timezone.now(), "return_reason": "AC04"}
    Order.objects.update(state=state, **back if state == OrderState.RETURNED else {})
    assert found()["waiting-in-batch"] == order.end_to_end_id


def test_no_more_are_named_than_a_page_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    payable(5)
    Order.objects.update(state=OrderState.SENT)
    assert len(reconcile.differences()) == 5
    monkeypatch.setattr(reconcile, "MOST_NAMED", 3)
    assert len(reconcile.differences()) == 3


def test_many_differences_do_not_make_a_page_without_end() -> None:
    assert 100 <= reconcile.MOST_NAMED <= 1000
