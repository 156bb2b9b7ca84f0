"""A list that shows people writes an entry for each of them, all or none."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.access import log
from taminyar.access.chain import faults
from taminyar.accounts.models import Role, User
from taminyar.people.models import Person
from tests.access.looks import entries_of, look, staff

ROLE = Role.BRANCH_OFFICER


def note(*persons: Person, by: User | None = None, **fields: Any) -> None:
    given = {"role": ROLE, "what": "file", "purpose": "request"} | fields
    log.record_all(persons, actor=by or staff(ROLE), **given)


@pytest.mark.django_db
def test_each_person_has_one_entry_as_if_looked_at_alone(
    person: Person, other_person: Person
) -> None:
    look(person)
    note(person, other_person, person, detail="branch: 018, 9990000018")
    [_before, entry], [other] = entries_of(person), entries_of(other_person)
    for written in (entry, other):
        assert (written.role, written.what, written.purpose) == (ROLE, "file", "request")
        assert (written.actor_name, written.detail) == ("نرگس صادقی", "branch: 018, •••")
    assert (entry.number, other.number) == (2, 1)
    assert list(faults(entries_of(person))) == []


@pytest.mark.django_db
def test_a_list_costs_one_statement(
    person: Person, other_person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer = staff(ROLE)
    with django_assert_num_queries(1):
        note(person, other_person, by=officer)


@pytest.mark.django_db
def test_who_stands_in_the_list_themselves_sees_none_of_it(person: Person) -> None:
    officer = staff(ROLE)
    with pytest.raises(log.OwnFile):
        note(person, officer.person, by=officer)
    assert not entries_of(person)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"what": "unknown"}, {"purpose": " "}, {"role": "insured"}])
def test_what_is_not_known_or_has_no_purpose_is_refused(
    wrong: dict[str, Any], person: Person
) -> None:
    with pytest.raises(ValueError, match=r"No deed|purpose|Nobody acts"):
        note(person, **wrong)
    assert not entries_of(person)


@pytest.mark.django_db(transaction=True)
def test_a_list_inside_another_transaction_is_refused(person: Person) -> None:
    officer = staff(ROLE)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        note(person, by=officer)


@pytest.mark.django_db(transaction=True)
def test_lists_that_name_the_same_people_in_another_order_never_wait_in_a_circle(
    person: Person, other_person: Person
) -> None:
    officer, meeting = staff(ROLE), Barrier(8, timeout=30)

    def write(at: int) -> None:
        people = (person, other_person) if at % 2 else (other_person, person)
        try:
            connection.ensure_connection()
            meeting.wait()
            for _ in range(5):
                note(*people, by=officer)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert len(entries_of(person)) == len(entries_of(other_person)) == 40
    assert list(faults(entries_of(person))) == []
