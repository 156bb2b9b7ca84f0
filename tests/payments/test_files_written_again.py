"""The file of a batch stays the same byte for byte, whatever became of its payments since."""

import io

import pytest

from taminyar.payments import bank_answer, bank_file
from taminyar.payments.models import Batch, BatchLine
from tests.payments.orders import payable, released, status_report, transactions

pytestmark = pytest.mark.django_db


def written(batch: Batch) -> bytes:
    file = io.BytesIO()
    bank_file.write(batch, file)
    return file.getvalue()


@pytest.fixture
def batch() -> Batch:
    payable(3)
    return released()


def lines_of(batch: Batch) -> list[BatchLine]:
    return list(batch.lines.select_related("order").order_by("pk"))


def test_answers_do_not_change_the_file(batch: Batch) -> None:
    before = written(batch)
    paid, returned, refused = lines_of(batch)
    said = [(paid, "ACSC", ""), (returned, "RJCT", "AC04"), (refused, "RJCT", "AM04")]
    bank_answer.take(status_report(batch, said), None)
    assert written(Batch.objects.get()) == before
    assert len(transactions(before)) == 3


def test_neither_does_a_refusal_of_the_whole_file(batch: Batch) -> None:
    before = written(batch)
    bank_answer.take(status_report(batch, group="RJCT", reason="FF01"), None)
    assert written(Batch.objects.get()) == before


def test_nor_the_next_attempt_in_another_batch(batch: Batch) -> None:
    before = written(batch)
    first, *_rest = lines_of(batch)
    bank_answer.take(status_report(batch, [(first, "RJCT", "AM04")]), None)
    again = released()
    assert written(Batch.objects.get(pk=batch.pk)) == before
    assert [found["attempt"] for found in transactions(written(again))] == [
        f"{first.order.end_to_end_id}-2"
    ]
