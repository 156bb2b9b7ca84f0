"""The bank has only seen what was released: an answer to anything else is refused."""

import pytest
from django.utils import timezone

from taminyar.payments import bank_answer, batches
from taminyar.payments.bank_answer import Outcome, Refused
from taminyar.payments.models import AnswerFile, BankAnswer, Batch, BatchLine, OrderState
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.payments.orders import (
    account,
    administrator,
    officer,
    ordered,
    released,
    state_of,
    status_report,
    table,
)

pytestmark = pytest.mark.django_db


def line_of(batch: Batch) -> BatchLine:
    return batch.lines.select_related("order").get()


def answers_to(batch: Batch) -> dict[str, bytes]:
    """The same answer in each of the ways a bank may give it."""
    line, today = line_of(batch), jalali.iso(jalali.today())
    return {
        "paid": status_report(batch, [(line, "ACSC", "")]),
        "returned": status_report(batch, [(line, "RJCT", "AC04")]),
        "paid whole": status_report(batch, group="ACSC"),
        "refused whole": status_report(batch, group="RJCT", reason="FF01"),
        "table": table((line.order.end_to_end_id, "paid", today, "")),
    }


WAYS = ("paid", "returned", "paid whole", "refused whole", "table")


@pytest.fixture
def prepared(person: Person) -> Batch:
    account(person)
    ordered(person)
    batch = batches.prepare(officer())
    assert batch is not None
    return batch


@pytest.mark.parametrize("way", WAYS)
def test_a_batch_that_is_only_prepared_has_no_answer(prepared: Batch, way: str) -> None:
    with pytest.raises(Refused):
        bank_answer.take(answers_to(prepared)[way], None)
    assert state_of(line_of(prepared).order) == OrderState.BATCHED
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_neither_has_a_batch_that_was_dissolved(prepared: Batch, way: str) -> None:
    batches.dissolve(prepared, administrator())
    with pytest.raises(Refused):
        bank_answer.take(answers_to(prepared)[way], None)
    assert state_of(line_of(prepared).order) == OrderState.WAITING


@pytest.mark.parametrize("way", WAYS[:4])
def test_the_next_attempt_has_none_before_its_release(prepared: Batch, way: str) -> None:
    batches.release(prepared, administrator())
    bank_answer.take(answers_to(prepared)["returned"], None)
    account(line_of(prepared).order.person, 2, confirmed_at=timezone.now())
    again = batches.prepare(officer())
    assert again is not None
    with pytest.raises(Refused):
        bank_answer.take(answers_to(again)[way], None)
    assert state_of(line_of(again).order) == OrderState.BATCHED
    assert BankAnswer.objects.count() == 1


def test_a_payment_left_out_at_the_release_has_none(person: Person, other_person: Person) -> None:
    account(person, 1)
    account(other_person, 2)
    ordered(person)
    left = ordered(other_person, "LEFT234567")
    batch = batches.prepare(officer())
    account(other_person, 3, confirmed_at=timezone.now())
    released(batch)
    assert batch is not None
    line = batch.lines.select_related("order").get(order=left)
    with pytest.raises(Refused):
        bank_answer.take(status_report(batch, [(line, "ACSC", "")]), None)
    assert bank_answer.take(status_report(batch, group="ACSC"), None) == Outcome(paid=1)
    assert state_of(left) == OrderState.WAITING
