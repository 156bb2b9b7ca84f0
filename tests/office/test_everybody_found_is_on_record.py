"""A search that shows several people is on record with each of them."""

import pytest

from taminyar.accounts.models import Role
from taminyar.people.models import Person
from tests.access.looks import entries_of
from tests.office.desks import desk_of
from tests.office.waiting import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]


def test_each_who_is_shown_has_it_on_record_once(person: Person, other_person: Person) -> None:
    other_person.first_name = person.first_name
    other_person.save()
    put(person, 2)
    put(other_person, 2)
    desk_of(Role.BRANCH_OFFICER).post("/office/search/", {"words": person.first_name})
    for shown in (person, other_person):
        assert [entry.what for entry in entries_of(shown)] == ["request-search"]
