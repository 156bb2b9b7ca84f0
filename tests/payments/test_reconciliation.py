"""Orders, batches and answers agree to the rial, and whatever does not is named."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from taminyar.payments import bank_answer, batches, reconcile
from taminyar.payments.models import (
    AnswerFile,
    BankAnswer,
    Batch,
    BatchLine,
    LineState,
    OrderState,
    PaymentOrder,
)
from taminyar.persian import jalali
from tests.payments.orders import account, officer, payable, released, status_report

pytestmark = pytest.mark.django_db


def run(*options: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("reconcile_payments", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    return out.getvalue(), 0


@pytest.fixture
def busy() -> Batch:
    """Orders in every state: paid, returned, on their way, in a batch, dissolved, waiting."""
    payable(5)
    batch = released()
    said = list(batch.lines.select_related("order").order_by("pk"))
    content = status_report(
        batch,
        [(said[0], "ACSC", ""), (said[1], "ACSC", ""), (said[2], "RJCT", "AC01")],
    )
    bank_answer.take(content, None)
    bank_answer.take(status_report(batch, [(said[3], "RJCT", "AM04")]), None)
    dissolved = batches.prepare(officer())
    assert dissolved is not None
    batches.dissolve(dissolved, officer())
    payable(2, first=10)
    batches.prepare(officer())
    payable(1, first=20)
    return batch


def test_an_honest_book_agrees(busy: Batch) -> None:
    assert reconcile.differences() == []
    said, code = run()
    assert code == 0
    assert "Paid: 2 payments, 2000001 rials" in said
    found = reconcile.report()
    by_label = {str(part.label): (part.count, part.amount) for part in found.states}
    assert by_label[str(OrderState.PAID.label)] == (2, 2_000_001)
    assert (found.answers.count, found.answers.amount) == (2, 2_000_001)
    live = sum(part.amount for part in found.states if part.label in _IN_BATCHES)
    assert (found.lines.amount, found.batches[0].label) == (live, busy.message_id)


_IN_BATCHES = (OrderState.PAID.label, OrderState.SENT.label, OrderState.BATCHED.label)


def _orders(state: OrderState) -> Any:
    return PaymentOrder.objects.filter(state=state)


def _pay_twice() -> None:
    """A first attempt that was made, given back on a day before that, and made again."""
    order = _orders(OrderState.PAID)[0]
    first, today = order.lines.get(), jalali.today()
    line = BatchLine.objects.get(pk=first.pk)
    line.pk, line.attempt, line.state = None, 2, LineState.RETURNED
    line.save()
    file = AnswerFile.objects.first()
    line.answers.create(file=file, status="paid", on=today)
    back = {"status": "returned", "reason": "AC04", "on": today - timedelta(days=1)}
    line.answers.create(file=file, **back)


BREAKS: dict[str, Callable[[], object]] = {
    "paid-without-answer": lambda: BankAnswer.objects.filter(
        pk__in=BankAnswer.objects.filter(status="paid")[:1]
    ).delete(),
    "sent-without-line": lambda: BatchLine.objects.filter(
        order__in=_orders(OrderState.SENT)
    ).update(state=LineState.LEFT_OUT),
    "batched-without-batch": lambda: BatchLine.objects.filter(
        order__in=_orders(OrderState.BATCHED)
    ).update(state=LineState.LEFT_OUT),
    "waiting-in-batch": lambda: _orders(OrderState.SENT).update(state=OrderState.CANCELLED),
    "returned-without-answer": lambda: _orders(OrderState.SENT).update(
        state=OrderState.RETURNED, return_reason="AC01", returned_at=timezone.now()
    ),
    "line-amount": lambda: _orders(OrderState.SENT).update(amount=7),
    "line-of-dissolved": lambda: Batch.objects.open().update(dissolved_at=timezone.now()),
    "batch-sum": lambda: Batch.objects.filter(released_at__isnull=False).update(amount=7),
    "answer-without-paid": lambda: PaymentOrder.objects.filter(
        pk__in=_orders(OrderState.PAID)[:1]
    ).update(state=OrderState.SENT, paid_on=None),
    "paid-twice": _pay_twice,
}


@pytest.mark.parametrize("kind", BREAKS)
def test_each_difference_is_found_and_named(busy: Batch, kind: str) -> None:
    BREAKS[kind]()
    assert kind in {difference.kind for difference in reconcile.differences()}
    said, code = run("--json")
    assert code == 1
    named = json.loads(said)["differences"]
    assert kind in {difference["kind"] for difference in named}
    assert all(difference["key"] for difference in named)
    assert "difference: " in run()[0]


def test_every_kind_of_difference_is_tried() -> None:
    assert BREAKS.keys() == reconcile.KINDS.keys()


def test_the_report_costs_few_queries(busy: Batch, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        reconcile.report(5)


def test_an_account_that_changes_does_not_disturb_the_book(busy: Batch) -> None:
    order = _orders(OrderState.RETURNED).get()
    account(order.person, 77, confirmed_at=timezone.now())
    batch = released()
    said = batch.lines.select_related("order").get(order=order)
    bank_answer.take(status_report(batch, [(said, "ACSC", "")]), None)
    order.refresh_from_db()
    assert (order.state, order.paid_on) == (OrderState.PAID, jalali.today())
    assert reconcile.differences() == []


def test_a_payment_that_came_back_and_was_made_again_is_no_difference(busy: Batch) -> None:
    order = _orders(OrderState.PAID)[0]
    line = order.lines.select_related("order").get()
    bank_answer.take(status_report(busy, [(line, "RJCT", "AC04")]), None)
    account(order.person, 78)
    again = released()
    second = again.lines.select_related("order").get(order=order)
    bank_answer.take(status_report(again, [(second, "ACSC", "")]), None)
    assert BankAnswer.objects.filter(line__order=order, status="paid").count() == 2
    assert reconcile.differences() == []
