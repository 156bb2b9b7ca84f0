"""Many who look at one file at the same moment make one whole chain."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection, connections

from taminyar.access.chain import faults
from taminyar.access.models import DELEGATE
from taminyar.accounts.models import User
from taminyar.people.models import Person
from tests.access.looks import entries_of, look, staff

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 20


def test_twenty_at_once_are_numbered_without_a_gap(person: Person) -> None:
    officer, meeting = staff(), Barrier(WRITERS, timeout=30)

    def write(_: int) -> int:
        try:
            connection.ensure_connection()
            meeting.wait()
            return look(person, officer)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        numbers = sorted(pool.map(write, range(WRITERS)))
    assert numbers == list(range(1, WRITERS + 1))
    assert list(faults(entries_of(person))) == []


def test_a_delegates_first_look_is_written_once_by_many_at_once(
    person: Person, other_person: Person
) -> None:
    delegate = User.objects.create_user(other_person, "a passphrase for tests")
    meeting = Barrier(WRITERS, timeout=30)

    def write(_: int) -> int:
        try:
            connection.ensure_connection()
            meeting.wait()
            return _look_of_a_delegate(person, delegate)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        assert set(pool.map(write, range(WRITERS))) == {1}
    assert len(entries_of(person)) == 1


def test_a_delegates_look_that_was_rolled_back_is_written_by_the_next(
    person: Person, other_person: Person
) -> None:
    delegate = User.objects.create_user(other_person, "a passphrase for tests")
    other = connections.create_connection("default")
    call = "SELECT access_record_of_a_delegate(%s, %s, 'x', 'delegate', 'delegate-record', "
    with ThreadPoolExecutor(1) as pool:
        try:
            with other.cursor() as cursor:
                cursor.execute("BEGIN")
                values = [person.pk, delegate.pk]
                cursor.execute(call + "'request', '', '10 minutes')", values)
                waits = pool.submit(_look_of_a_delegate, person, delegate)
                cursor.execute("ROLLBACK")
        finally:
            other.close()
        assert waits.result(timeout=30) == 1
    assert len(entries_of(person)) == 1


def _look_of_a_delegate(person: Person, delegate: User) -> int:
    try:
        return look(person, delegate, role=DELEGATE, what="delegate-record")
    finally:
        connection.close()


def test_a_writer_waits_for_the_one_before_it_and_for_nobody_elses(
    person: Person, other_person: Person
) -> None:
    officer = staff()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            call = "SELECT access_record(%s, %s, 'x', 'branch_officer', 'file', 'request', '')"
            cursor.execute(call, [person.pk, officer.pk])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        assert look(other_person, officer) == 1
        with pytest.raises(OperationalError, match="lock timeout"):
            look(person, officer)
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    assert look(person, officer) == 1
