"""A batch takes what can be paid now, and goes to the bank by two people's hands."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from taminyar.payments import bank_answer, batches
from taminyar.payments.models import Batch, BatchLine, Channel, LineState, OrderState
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.payments.orders import (
    account,
    administrator,
    officer,
    ordered,
    payable,
    released,
    state_of,
    status_report,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_batch_holds_amount_account_and_owner_as_they_are(person: Person) -> None:
    mine = account(person, 7)
    order = ordered(person)
    batch = batches.prepare(officer())
    assert batch is not None
    line = batch.lines.get()
    assert (line.order, line.amount, line.iban, line.owner_name, line.attempt) == (
        order,
        5_000_000,
        mine.iban,
        "مریم کریمی",
        1,
    )
    assert (batch.lines_count, batch.amount, batch.channel) == (1, 5_000_000, Channel.OFFICE)
    assert state_of(order) == OrderState.BATCHED


def test_an_account_without_a_name_is_paid_in_the_name_of_the_person(person: Person) -> None:
    account(person, owner_name=" ")
    ordered(person)
    assert batches.prepare(officer())
    assert BatchLine.objects.get().owner_name == person.full_name


def test_nothing_due_makes_no_batch(person: Person) -> None:
    assert batches.prepare(officer()) is None
    ordered(person)
    assert batches.prepare(officer()) is None
    account(person)
    ordered(person, "LATER", due_on=jalali.today() + timedelta(days=3))
    assert batches.prepare(officer())
    assert batches.prepare(officer()) is None
    assert batches.prepare(officer(), due=jalali.today() + timedelta(days=3))
    assert Batch.objects.count() == 2


def test_while_a_change_of_account_is_cooling_nothing_is_paid(person: Person) -> None:
    account(person, 1)
    later = account(person, 2, confirmed_at=timezone.now() - HOUR, hold=2 * HOUR)
    order = ordered(person)
    assert batches.prepare(officer()) is None
    later.payable_from = timezone.now() - HOUR / 2
    later.save()
    assert batches.prepare(officer())
    assert order.lines.get().iban == later.iban


def test_who_prepared_a_batch_cannot_release_it(person: Person) -> None:
    account(person)
    ordered(person)
    batch = batches.prepare(officer())
    assert batch is not None
    with pytest.raises(batches.NotPossible, match="Somebody else"):
        batches.release(batch, officer())
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.update(released_at=timezone.now(), released_by=officer())
    batches.release(batch, administrator())
    assert (batch.released_by, batch.state) == (administrator(), "released")
    with pytest.raises(batches.Overtaken):
        batches.release(batch, administrator())


def test_nobody_releases_a_payment_to_themselves() -> None:
    theirs = administrator().person
    account(theirs)
    ordered(theirs)
    batch = batches.prepare(officer())
    assert batch is not None
    with pytest.raises(batches.NotPossible, match="for you"):
        batches.release(batch, administrator())
    assert Batch.objects.open().count() == 1


def test_a_payment_whose_account_changed_since_is_left_out() -> None:
    stays, changes = payable(2)
    batch = batches.prepare(officer())
    account(changes.person, 9, confirmed_at=timezone.now())
    released(batch)
    assert batch is not None
    assert (batch.lines_count, batch.amount) == (1, stays.amount)
    assert (state_of(stays), state_of(changes)) == (OrderState.SENT, OrderState.WAITING)
    again = batches.prepare(officer())
    assert again is not None
    assert again.lines.get().attempt == 2


def test_a_batch_of_which_nothing_is_left_cannot_be_released(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = batches.prepare(officer())
    assert batch is not None
    account(person, 2, confirmed_at=timezone.now(), hold=HOUR)
    with pytest.raises(batches.NotPossible, match="Dissolve"):
        batches.release(batch, administrator())
    assert state_of(order) == OrderState.BATCHED
    batches.dissolve(batch, officer())
    assert state_of(order) == OrderState.WAITING


def test_a_dissolved_batch_gives_its_orders_back(person: Person) -> None:
    account(person, 1)
    returned = ordered(person, "RETURNED")
    sent = released()
    line = sent.lines.select_related("order").get()
    bank_answer.take(status_report(sent, [(line, "RJCT", "AC01")]), None)
    account(person, 2)
    waiting = ordered(person)
    batch = batches.prepare(officer())
    assert batch is not None
    assert batch.lines_count == 2
    batches.dissolve(batch, officer())
    assert (state_of(waiting), state_of(returned)) == (OrderState.WAITING, OrderState.RETURNED)
    assert set(batch.lines.values_list("state", flat=True)) == {LineState.LEFT_OUT}
    with pytest.raises(batches.Overtaken):
        batches.dissolve(batch, officer())
    with pytest.raises(batches.Overtaken):
        batches.release(batch, administrator())


def test_a_released_batch_is_never_dissolved(person: Person) -> None:
    account(person)
    ordered(person)
    batch = released()
    with pytest.raises(batches.Overtaken):
        batches.dissolve(batch, officer())
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.update(dissolved_at=timezone.now())


def test_the_database_keeps_an_order_in_one_live_batch(person: Person) -> None:
    account(person)
    ordered(person)
    released()
    line = BatchLine.objects.get()
    line.pk, line.attempt = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


@pytest.mark.parametrize(
    "wrong", [{"PAYER_NAME": ""}, {"PAYER_IBAN": "IR1"}, {"PAYER_BIC": "no bic"}]
)
def test_without_a_payer_nothing_is_prepared(
    person: Person, settings: Settings, wrong: dict[str, str]
) -> None:
    account(person)
    ordered(person)
    for name, value in wrong.items():
        setattr(settings, name, value)
    with pytest.raises(batches.NotPossible, match="PAYER_NAME"):
        batches.prepare(officer())
