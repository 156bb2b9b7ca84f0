"""A payment that came back or is held: what waits for the person, and which account is named."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from taminyar.accounts.models import Role
from taminyar.cartable import decide, effects, my_payment, waiting
from taminyar.cartable.models import Request
from taminyar.payments.models import BatchLine, LineState, OrderState, PaymentOrder
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent
from tests.cartable.working import basis
from tests.payments import orders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]


@pytest.fixture
def granted(person: Person, settings: Settings) -> Request:
    settings.PAYER_NAME, settings.PAYER_BIC = "سازمان نمونه", ""
    settings.PAYER_IBAN = "IR760170000000000000000001"
    request = sent(person)
    decide.approve(request, officer(), Role.BRANCH_OFFICER, basis=basis(request))
    return request


def payment(request: Request) -> my_payment.Payment:
    request.refresh_from_db()
    found = my_payment.of(request.person, request)
    assert found
    return found


def given_back(request: Request) -> None:
    """A batch is released, and the bank gives this payment back."""
    orders.released()
    order = PaymentOrder.objects.filter(source_key=request.tracking)
    BatchLine.objects.filter(order__in=order).update(state=LineState.RETURNED)
    order.update(state=OrderState.RETURNED, returned_at=timezone.now(), return_reason="AC04")
    effects.follow(list(order))


def test_a_payment_that_came_back_waits_for_the_person_until_another_account(
    granted: Request, person: Person
) -> None:
    orders.account(person)
    assert waiting.for_home(person).waiting == 0
    given_back(granted)
    assert waiting.for_home(person).waiting == 1
    assert payment(granted).needs_account
    orders.account(person, 2, confirmed_at=timezone.now())
    assert waiting.for_home(person).waiting == 0
    assert not payment(granted).needs_account


def test_a_new_account_is_held_until_its_hour(granted: Request, person: Person) -> None:
    account = orders.account(person, confirmed_at=timezone.now(), hold=timedelta(hours=72))
    assert payment(granted).held_until == account.payable_from
    assert not payment(granted).needs_account


def test_what_is_not_held_names_no_hour(granted: Request, person: Person) -> None:
    assert payment(granted).held_until is None
    orders.account(person)
    assert (payment(granted).held, payment(granted).held_until) == ("", None)


@pytest.mark.parametrize("state", [OrderState.SENT, OrderState.PAID])
def test_what_went_to_the_bank_names_the_account_it_went_to(
    state: OrderState, granted: Request, person: Person
) -> None:
    first = orders.account(person)
    orders.released()
    day = timezone.localdate() if state == OrderState.PAID else None
    PaymentOrder.objects.filter(source_key=granted.tracking).update(state=state, paid_on=day)
    orders.account(person, 2)
    assert payment(granted).ending == first.ending


def test_what_came_back_names_the_account_it_goes_to_next(granted: Request, person: Person) -> None:
    orders.account(person)
    given_back(granted)
    second = orders.account(person, 2, confirmed_at=timezone.now())
    assert payment(granted).ending == second.ending
