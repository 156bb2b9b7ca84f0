"""Messages between the person and the office: told, read, and no longer taken."""

import pytest
from django.test import Client

from taminyar.accounts.models import Role
from taminyar.cartable import conversation, decide
from taminyar.cartable.models import Message, Request
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from tests.cartable.requests import new_key, officer, sent, user_of
from tests.office.desks import desk_of
from tests.office.requests_at_desk import press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER


def asks(request: Request) -> Message:
    """The person writes."""
    return conversation.write(request, user_of(request.person), "member", "Hello?", new_key())


def answers(request: Request) -> Message:
    """An officer writes."""
    return conversation.write(request, officer(), OFFICER, "Which lamp?", new_key())


def told(person: Person) -> int:
    return Notice.objects.of(person).filter(event="request-message").count()


def is_read(message: Message) -> bool:
    message.refresh_from_db()
    return message.read_at is not None


def test_the_person_is_told_of_each_message_of_the_office(person: Person) -> None:
    request, key = sent(person), new_key()
    for _press in range(2):
        conversation.write(request, officer(), OFFICER, "Which lamp?", key)
    assert told(person) == 1
    answers(request)
    assert told(person) == 2


def test_nobody_is_told_of_what_they_wrote_themselves(person: Person) -> None:
    asks(sent(person))
    assert told(person) == 0


def test_who_answers_has_read_what_the_other_wrote_before(person: Person) -> None:
    request = sent(person)
    question, first = asks(request), answers(request)
    assert (is_read(question), is_read(first)) == (True, False)
    second = asks(request)
    assert (is_read(first), is_read(second)) == (True, False)


def test_an_answer_reads_nothing_of_another_request(person: Person) -> None:
    request, other = sent(person), sent(person, colour="blue")
    question = asks(other)
    answers(request)
    assert not is_read(question)


def test_nobody_writes_on_what_was_closed_because_the_papers_did_not_come(
    person: Person, member: Client
) -> None:
    request = sent(person)
    decide.ask_papers(request, officer(), OFFICER, more=["invoice"])
    move(request, "expire", THE_PROGRAM)
    said = {"text": "سلام", "key": new_key()}
    assert press(desk_of(OFFICER), request, "messages", **said).status_code == 409
    member.post(f"/my/requests/{request}/messages/", said)
    assert not Message.objects.exists()
