"""For three days after a recovered passphrase one acts for nobody, gives and accepts nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from taminyar.access.delegation_models import Delegation
from taminyar.access.models import AccessEntry
from taminyar.accounts.models import User
from taminyar.people.models import Person
from tests.access.rights import acting_for, browser_of, given, invited
from tests.pages import words


@pytest.fixture
def right(person: Person, other_person: Person) -> Delegation:
    """Reza may act for Maryam."""
    return given(person, other_person)


def recovered(person: Person) -> None:
    User.objects.filter(person=person).update(recovered_at=timezone.now())


def assert_held(response: Any) -> None:
    assert response.status_code == 403
    assert "چند روز" in words(response)


def test_nobody_begins_to_act(right: Delegation, other_person: Person) -> None:
    client = browser_of(other_person)
    recovered(other_person)
    assert_held(client.post("/account/acting/", {"delegation": right.pk}))
    assert "acting" not in client.session


def test_who_acts_already_does_not_go_on(right: Delegation, other_person: Person) -> None:
    client = acting_for(right)
    key = client.session.session_key
    recovered(other_person)
    response = client.get("/records/")
    assert_held(response)
    assert "مریم کریمی" not in words(response)
    assert "acting" not in client.session
    assert client.session.session_key != key
    assert not AccessEntry.objects.exists()
    assert client.get("/account/").status_code == 200


def test_a_page_the_right_does_not_open_ends_acting_as_well(
    right: Delegation, other_person: Person
) -> None:
    client = acting_for(right)
    recovered(other_person)
    assert_held(client.get("/account/bank/"))
    assert "acting" not in client.session


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_is_accepted(method: str, person: Person, other_person: Person) -> None:
    waiting = invited(person, "9990000026")
    client = browser_of(other_person)
    recovered(other_person)
    address = f"/account/delegates/{waiting.pk}/accept/"
    assert_held(getattr(client, method)(address))


@pytest.mark.parametrize("step", ["", "check/", "code/"])
def test_nothing_is_given(step: str, person: Person) -> None:
    client = browser_of(person)
    recovered(person)
    assert_held(client.post(f"/account/delegates/new/{step}", {"code": "123456"}))


def test_declining_and_ending_stay_open(
    right: Delegation, person: Person, other_person: Person
) -> None:
    client: Client = browser_of(other_person)
    recovered(other_person)
    assert client.post(f"/account/delegates/{right.pk}/end/").status_code == 302
    waiting = invited(person, "9990000026")
    assert client.post(f"/account/delegates/{waiting.pk}/decline/").status_code == 302
    right.refresh_from_db()
    assert right.is_over


def test_it_opens_again_after_three_days(right: Delegation, other_person: Person) -> None:
    User.objects.create_user(other_person, "a passphrase for tests")
    recovered(other_person)
    with time_machine.travel(timedelta(hours=73)):
        assert acting_for(right).get("/records/").status_code == 200
