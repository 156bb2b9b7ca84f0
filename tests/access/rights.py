"""Rights to act for another person, and browsers to use them in."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from taminyar.access.delegation_models import Delegation
from taminyar.accounts.models import User
from taminyar.people.models import Person
from taminyar.persian import jalali

PASSPHRASE = "a passphrase for tests"


def person_named(national_id: str, name: str = "زهرا", **fields: Any) -> Person:
    return Person.objects.create(
        national_id=national_id, first_name=name, last_name="مرادی", **fields
    )


def invited(principal: Person, national_id: str, **fields: Any) -> Delegation:
    """An invitation of today for 30 days that waits for an answer, unless told otherwise."""
    today = jalali.today()
    values = {
        "scopes": ["record"],
        "from_day": today,
        "to_day": today + timedelta(days=30),
        "confirmed_by_principal_at": timezone.now(),
    }
    return Delegation.objects.create(
        principal=principal, delegate_national_id=national_id, **(values | fields)
    )


def given(principal: Person, delegate: Person, **fields: Any) -> Delegation:
    """A right in force."""
    values = {"delegate": delegate, "confirmed_by_delegate_at": timezone.now()}
    return invited(principal, str(delegate.national_id), **(values | fields))


def browser_of(person: Person) -> Client:
    """A browser in which the person has just signed in."""
    if not User.objects.filter(person=person).exists():
        User.objects.create_user(person, PASSPHRASE)
    client = Client()
    client.post("/login/", {"national_id": person.national_id, "password": PASSPHRASE})
    assert "_auth_user_id" in client.session
    return client


def acting_for(delegation: Delegation) -> Client:
    """A browser in which the delegate acts for the principal."""
    assert delegation.delegate is not None
    client = browser_of(delegation.delegate)
    response = client.post("/account/acting/", {"delegation": delegation.pk})
    assert response.status_code == 302
    return client
