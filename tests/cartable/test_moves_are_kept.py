"""What the database itself refuses, whoever writes to it past the deeds."""

import pytest
from django.db import IntegrityError, connection, transaction

from taminyar.accounts.models import Role
from taminyar.cartable import decide
from taminyar.cartable.models import Event, Request
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]


def write(sql: str) -> None:
    """Runs a statement to the end of its transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("state = 'withdrawn', desk = '', version = version + 1", "has no event"),
        ("version = version + 1", "has no event"),
        ("state = 'withdrawn', desk = ''", "one version at a time"),
        ("version = version + 2", "one version at a time"),
        ("version = version - 1", "one version at a time"),
        ("""answers = '{"invoice": 9000000}'""", "answers of a request is not changed"),
        ("assessment = NULL", "assessment of a request is not changed"),
        ("subject = 'blue'", "subject of a request is not changed"),
        ("tracking = 'ABCDEFGHJK'", "tracking of a request is not changed"),
        ("sent_at = now()", "sent_at of a request is not changed"),
    ],
)
def test_a_request_is_not_changed_past_the_deeds(change: str, why: str, person: Person) -> None:
    before = Request.objects.filter(pk=sent(person).pk)
    was = before.values().get()
    with pytest.raises(IntegrityError, match=why):
        write(f"UPDATE cartable_request SET {change}")
    assert before.values().get() == was


def test_nor_given_to_somebody_else(person: Person, other_person: Person) -> None:
    sent(person)
    with pytest.raises(IntegrityError, match="person_id of a request is not changed"):
        write(f"UPDATE cartable_request SET person_id = {other_person.pk}")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE cartable_event SET actor_id = NULL",
        "UPDATE cartable_event SET at = now() - interval '1 day'",
        "DELETE FROM cartable_event",
    ],
)
def test_what_was_done_stays_done(tampering: str, person: Person) -> None:
    request = sent(person)
    decide.claim(request, officer(), Role.BRANCH_OFFICER)
    with pytest.raises(IntegrityError, match="is not changed"):
        write(tampering)
    assert Event.objects.filter(request=request).count() == 2


def test_a_version_has_one_event(person: Person) -> None:
    request = sent(person)
    with pytest.raises(IntegrityError, match="one_event_a_version"):
        write(
            "INSERT INTO cartable_event (request_id, version, at, move, from_state, to_state, role,"
            f" reason, words, data) VALUES ({request.pk}, 1, now(), 'send', '', 'waiting',"
            " 'member', '', '', '{}')"
        )


def test_a_request_with_its_history_is_never_deleted(person: Person) -> None:
    request = sent(person)
    with pytest.raises(IntegrityError):
        write(f"DELETE FROM cartable_request WHERE id = {request.pk}")
