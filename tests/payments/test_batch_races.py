"""Two who do the same at once: every order lies in one batch, and a batch is released once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from taminyar.accounts.models import User
from taminyar.payments import bank_answer, batches
from taminyar.payments.models import BankAnswer, Batch, BatchLine, OrderState, PaymentOrder
from tests.payments.orders import administrator, officer, payable, released, status_report

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(deed: Callable[[int], object]) -> list[str]:
    """What became of the deed in each of the threads."""
    ready = Barrier(AT_ONCE, timeout=20)

    def do(number: int) -> str:
        try:
            ready.wait()
            return "nothing" if deed(number) is None else "done"
        except batches.Overtaken:
            return "overtaken"
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sorted(threads.map(do, range(AT_ONCE)))


def test_batches_prepared_at_once_take_every_order_once() -> None:
    payable(300)
    by = officer()
    at_once(lambda _number: batches.prepare(by))
    assert BatchLine.objects.count() == 300
    assert BatchLine.objects.values("order").distinct().count() == 300
    assert PaymentOrder.objects.filter(state=OrderState.BATCHED, attempts=1).count() == 300
    assert sum(Batch.objects.values_list("lines_count", flat=True)) == 300


def test_of_releases_and_dissolutions_at_once_one_wins() -> None:
    payable(3)
    batch = batches.prepare(officer())
    assert batch is not None
    first, second = administrator(), officer()

    def deed(number: int) -> object:
        mine = Batch.objects.get()
        act: Callable[[Batch, User], None] = batches.release if number % 2 else batches.dissolve
        act(mine, first if number % 2 else second)
        return mine

    assert at_once(deed) == ["done", *["overtaken"] * (AT_ONCE - 1)]
    batch.refresh_from_db()
    wanted = OrderState.SENT if batch.released_at else OrderState.WAITING
    assert PaymentOrder.objects.filter(state=wanted).count() == 3


def test_an_answer_handed_in_by_many_counts_once() -> None:
    payable(3)
    batch = released()
    said = [(line, "RJCT", "AC01") for line in batch.lines.select_related("order")]
    content = status_report(batch, said)
    at_once(lambda _number: bank_answer.take(content, None))
    assert BankAnswer.objects.count() == 3
    assert PaymentOrder.objects.filter(state=OrderState.RETURNED).count() == 3
