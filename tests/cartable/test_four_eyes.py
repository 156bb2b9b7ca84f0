"""Above the limit a second officer confirms: from which amount, and what is looked at once more."""

from dataclasses import replace

import pytest
from pytest_django import Settings

from taminyar.accounts.models import Role
from taminyar.cartable import decide, kinds
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import State
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from tests.cartable.requests import LAMP, officer, sent
from tests.cartable.working import basis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


def amount_of(request: Request) -> int:
    amount = basis(request).amount
    assert amount
    return amount


def approve(request: Request) -> None:
    decide.approve(request, officer(), ROLE, basis=basis(request))


@pytest.mark.parametrize(("more", "then"), [(0, State.SENT_TO_FINANCE), (1, State.CONFIRMING)])
def test_up_to_the_limit_one_officer_is_enough(
    more: int, then: State, person: Person, settings: Settings
) -> None:
    request = sent(person)
    settings.FOUR_EYES_RIALS = amount_of(request) - more
    approve(request)
    assert request.state == then


def test_the_first_officer_lets_go_of_what_a_second_one_confirms(
    person: Person, settings: Settings
) -> None:
    settings.FOUR_EYES_RIALS = 1
    request = sent(person)
    decide.claim(request, officer(), ROLE)
    approve(request)
    request.refresh_from_db()
    assert (request.state, request.holder) == (State.CONFIRMING, None)
    decide.confirm(request, officer(number=2), ROLE)
    assert request.state == State.SENT_TO_FINANCE


def test_what_was_paid_otherwise_meanwhile_is_not_confirmed(
    person: Person, settings: Settings
) -> None:
    settings.FOUR_EYES_RIALS = 1
    request = sent(person)
    approve(request)
    kinds.register(replace(LAMP, paid_otherwise=lambda request: True))
    with pytest.raises(decide.NothingDue):
        decide.confirm(request, officer(number=2), ROLE)
    request.refresh_from_db()
    assert request.state == State.CONFIRMING
    assert not Event.objects.filter(request=request, move="confirm").exists()
    assert not PaymentOrder.objects.exists()


def test_who_proposed_it_does_not_send_it_back(person: Person, settings: Settings) -> None:
    settings.FOUR_EYES_RIALS = 1
    request = sent(person)
    approve(request)
    with pytest.raises(decide.SameOfficer):
        decide.send_back(request, officer(), ROLE, words="?")
    decide.send_back(request, officer(number=2), ROLE, words="?")
    request.refresh_from_db()
    assert (request.state, request.amount, request.decided_by) == (State.WAITING, None, None)
