"""The mobile of a person changes, and the old one is kept as history."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import IntegrityError

from taminyar.people import mobiles
from taminyar.people.models import MobileChange, Person

NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
NEW = "09350000000"


@time_machine.travel(NOW, tick=False)
def test_the_old_number_is_kept(person: Person) -> None:
    change = mobiles.change(person, NEW)
    assert change == MobileChange.objects.of(person).get()
    assert (change.old, change.new, change.changed_at) == ("09120000001", NEW, NOW)
    assert person.mobile == NEW
    person.refresh_from_db()
    assert person.mobile == NEW


def test_the_same_number_again_is_no_change(person: Person) -> None:
    mobiles.change(person, NEW)
    assert mobiles.change(person, NEW) is None
    assert MobileChange.objects.count() == 1


def test_a_stale_person_does_not_hide_a_change(person: Person) -> None:
    """What counts is the number in the database, not the one read a while ago."""
    stale = Person.objects.get(pk=person.pk)
    mobiles.change(person, NEW)
    change = mobiles.change(stale, "09120000001")
    assert change is not None
    assert change.old == NEW


def test_somebody_without_a_mobile_gets_one(other_person: Person) -> None:
    change = mobiles.change(other_person, NEW)
    assert change is not None
    assert change.old == ""


@pytest.mark.parametrize("new", ["9350000000", "۰۹۳۵۰۰۰۰۰۰۰", "0935000000", ""])
def test_the_database_refuses_a_number_that_cannot_be(person: Person, new: str) -> None:
    with pytest.raises(IntegrityError):
        MobileChange.objects.create(person=person, old=person.mobile, new=new, changed_at=NOW)


def test_the_database_refuses_a_change_that_changes_nothing(person: Person) -> None:
    with pytest.raises(IntegrityError):
        MobileChange.objects.create(person=person, old=NEW, new=NEW, changed_at=NOW)


def test_a_masked_number_shows_who_it_is_to_its_owner_alone() -> None:
    assert mobiles.masked("09120000001") == "0912•••0001"
