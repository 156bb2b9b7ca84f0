"""A table of the bank is read strictly: amounts, reasons, and which attempt each row means."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.utils import timezone

from taminyar.payments import bank_answer
from taminyar.payments.bank_answer import Outcome, Refused
from taminyar.payments.models import AnswerFile, BankAnswer, Batch, OrderState, PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.payments.orders import account, ordered, released, state_of, table

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def order(person: Person) -> PaymentOrder:
    """With the bank, five million rials."""
    account(person)
    order: PaymentOrder = ordered(person)
    released()
    return order


def with_amount(order: PaymentOrder, amount: str) -> bytes:
    cells = order.end_to_end_id, "paid", jalali.iso(jalali.today()), "", f'"{amount}"'
    return f"end_to_end_id,status,date,reason,amount\n{','.join(cells)}\n".encode()


def row(order: PaymentOrder, status: str, reason: str = "", day: date | None = None) -> bytes:
    return table((order.end_to_end_id, status, jalali.iso(day or jalali.today()), reason))


def faults_of(content: bytes) -> Sequence[str]:
    with pytest.raises(Refused) as refused:
        bank_answer.take(content, None)
    return [str(fault.message) for fault in refused.value.faults]


@pytest.mark.parametrize("amount", ["5000000", "5,000,000", "۵٬۰۰۰٬۰۰۰", ""])
def test_the_amount_of_the_payment_is_taken(order: PaymentOrder, amount: str) -> None:
    assert bank_answer.take(with_amount(order, amount), None) == Outcome(paid=1)


@pytest.mark.parametrize("amount", ["4999999", "50000000", "0", "-5000000"])
def test_another_amount_is_a_fault(order: PaymentOrder, amount: str) -> None:
    assert faults_of(with_amount(order, amount)) == ["The amount is not that of the payment."]
    assert state_of(order) == OrderState.SENT


@pytest.mark.parametrize("amount", ["5000000.0", "much"])
def test_what_is_no_amount_of_rials_is_a_fault(order: PaymentOrder, amount: str) -> None:
    assert len(faults_of(with_amount(order, amount))) == 1
    assert state_of(order) == OrderState.SENT


@pytest.mark.parametrize("written", [b'"pa"id', b'"paid"x', b'"paid'])
def test_a_broken_quotation_is_refused_whole(order: PaymentOrder, written: bytes) -> None:
    assert len(faults_of(row(order, "paid").replace(b"paid", written))) == 1
    assert not AnswerFile.objects.exists()
    assert state_of(order) == OrderState.SENT


def test_a_file_that_breaks_off_within_a_quotation_is_refused(order: PaymentOrder) -> None:
    assert len(faults_of(row(order, "returned", '"AC04'))) == 1
    assert state_of(order) == OrderState.SENT


def test_a_long_reason_is_kept_as_far_as_it_fits(order: PaymentOrder) -> None:
    bank_answer.take(row(order, "returned", "حساب " * 100), None)
    assert state_of(order) == OrderState.RETURNED
    assert order.return_reason == BankAnswer.objects.get().reason == ("حساب " * 100)[:140]


def test_a_paid_row_keeps_no_reason(order: PaymentOrder) -> None:
    bank_answer.take(row(order, "paid", "AC04"), None)
    assert (state_of(order), BankAnswer.objects.get().reason) == (OrderState.PAID, "")


def test_what_a_table_says_again_on_another_day_means_the_new_attempt(
    order: PaymentOrder,
) -> None:
    """Only on the day of the new attempt may the row still speak of the one before."""
    Batch.objects.update(released_at=timezone.now() - 2 * DAY)
    bank_answer.take(row(order, "returned", "AM04", jalali.today() - 2 * DAY), None)
    again = released()
    Batch.objects.filter(pk=again.pk).update(released_at=timezone.now() - DAY)
    assert bank_answer.take(row(order, "returned", "AM04"), None) == Outcome(refused=1)
    assert state_of(order) == OrderState.WAITING


def test_a_row_of_an_earlier_day_means_the_attempt_of_then(order: PaymentOrder) -> None:
    Batch.objects.update(released_at=timezone.now() - 2 * DAY)
    bank_answer.take(row(order, "returned", "AM04", jalali.today() - DAY), None)
    released()
    earlier = row(order, "returned", "AM04", jalali.today() - DAY) + b"\n"
    assert bank_answer.take(earlier, None) == Outcome(unchanged=1)
    assert state_of(order) == OrderState.SENT


def test_the_next_attempt_refused_on_its_own_day_is_heard(order: PaymentOrder) -> None:
    Batch.objects.update(released_at=timezone.now() - DAY)
    bank_answer.take(row(order, "returned", "AM04", jalali.today() - DAY), None)
    released()
    assert bank_answer.take(row(order, "returned", "AM04"), None) == Outcome(refused=1)
    assert state_of(order) == OrderState.WAITING


def test_the_next_attempt_paid_on_its_own_day_is_heard(order: PaymentOrder) -> None:
    Batch.objects.update(released_at=timezone.now() - 2 * DAY)
    bank_answer.take(row(order, "paid", "", jalali.today() - 2 * DAY), None)
    bank_answer.take(row(order, "returned", "AC04", jalali.today() - DAY), None)
    account(order.person, 2, confirmed_at=timezone.now())
    released()
    assert bank_answer.take(row(order, "paid"), None) == Outcome(paid=1)
    assert state_of(order) == OrderState.PAID
