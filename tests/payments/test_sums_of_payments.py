"""The sums on top of the payments: each order is counted once, where it stands."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from taminyar.payments import bank_answer, overview
from taminyar.payments.models import Batch, Held, OrderState, PaymentOrder
from taminyar.payments.order_list import LABELS
from taminyar.people.models import BankAccount, Person
from taminyar.persian import jalali
from tests.payments.orders import account, ordered, payable, released, status_report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
READY, PAID = "Waiting, can go into a batch", "Paid this month"


def sums(today: date | None = None) -> dict[str, tuple[int, int]]:
    found = overview.sums(timezone.now(), today or jalali.today())
    return {str(part.label): (part.count, part.amount) for part in found if part.count}


def give_back(batch: Batch, reason: str = "AC04") -> None:
    lines = batch.lines.select_related("order")
    bank_answer.take(status_report(batch, [(line, "RJCT", reason) for line in lines]), None)


def paid(person: Person, key: str, amount: int, on: date) -> None:
    order = ordered(person, key, amount)
    PaymentOrder.objects.filter(pk=order.pk).update(state=OrderState.PAID, paid_on=on)


def test_paid_this_month_counts_this_month_only(person: Person) -> None:
    first = jalali.date_of(1405, 9, 1)
    paid(person, "LAST-YEAR", 1, jalali.date_of(1404, 9, 20))
    paid(person, "LAST-MONTH", 10, first - DAY)
    paid(person, "FIRST", 100, first)
    paid(person, "TODAY", 1000, first + 9 * DAY)
    assert sums(first + 9 * DAY) == {PAID: (2, 1_100)}
    assert sums(first) == {PAID: (2, 1_100)}
    assert sums(first - DAY) == {PAID: (3, 1_110)}


def test_a_new_order_and_a_returned_one_are_ready_together(person: Person) -> None:
    account(person, 1)
    ordered(person, "RETURNED", 5_000_000)
    give_back(released())
    account(person, 2, confirmed_at=timezone.now())
    ordered(person, "WAITING", 2_000_000)
    assert sums() == {READY: (2, 7_000_000)}


def test_without_an_account_both_are_held_together(person: Person) -> None:
    account(person, 1)
    ordered(person, "RETURNED", 5_000_000)
    give_back(released())
    BankAccount.objects.of(person).active().update(state="replaced", replaced_at=timezone.now())
    ordered(person, "WAITING", 2_000_000)
    assert sums() == {str(LABELS[Held.NO_ACCOUNT]): (2, 7_000_000)}


def test_while_the_new_account_is_held_both_wait_together(person: Person) -> None:
    account(person, 1)
    ordered(person, "RETURNED", 5_000_000)
    give_back(released())
    account(person, 2, confirmed_at=timezone.now(), hold=3 * DAY)
    ordered(person, "WAITING", 2_000_000)
    assert sums() == {str(LABELS[Held.ACCOUNT_COOLING]): (2, 7_000_000)}


def test_what_came_back_is_held_until_there_is_another_account() -> None:
    orders = payable(2)
    give_back(released())
    total = sum(order.amount for order in orders)
    assert sums() == {str(LABELS[Held.RETURNED]): (2, total)}


def test_what_was_refused_for_our_mistake_is_ready() -> None:
    orders = payable(2)
    give_back(released(), "AM04")
    assert sums() == {READY: (2, sum(order.amount for order in orders))}


def test_a_cancelled_order_is_in_no_sum(person: Person) -> None:
    ordered(person)
    PaymentOrder.objects.update(state=OrderState.CANCELLED)
    assert sums() == {}
