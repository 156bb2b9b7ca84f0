"""What a person writes about a request reaches who decides it."""

import pytest
from django.test import Client
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable import conversation, own
from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.people.models import Branch, Person
from tests.access.looks import staff
from tests.cartable.requests import new_key, sent, user_of
from tests.office.desks import desk_of
from tests.office.requests_at_desk import page_of, press
from tests.office.waiting import put, shown
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
MESSAGES = "/office/queue/?queue=messages"
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture
def officer() -> Client:
    return desk_of(OFFICER)


def written(asked: Request) -> Request:
    """The person has written something about it."""
    conversation.write(asked, user_of(asked.person), "member", "Is it there?", new_key())
    return asked


def listed(client: Client, requests: list[Request]) -> list[Request]:
    return shown(words(client.get(MESSAGES)), requests)


def test_what_is_written_stands_in_a_queue_of_its_own_whatever_the_state(
    officer: Client, person: Person
) -> None:
    decided = {"amount": 1, "decided_by": staff(OFFICER), "decided_at": timezone.now()}
    paid = written(put(person, state=State.PAID, due_at=None, **decided)[0])
    waiting = written(put(person)[0])
    quiet = put(person)[0]
    assert listed(officer, [quiet, waiting, paid]) == [paid, waiting]
    page = words(officer.get("/office/queue/"))
    assert "New messages (2)" in page
    assert page.count("New message ") == 1


def test_what_came_to_nothing_needs_no_answer(officer: Client, person: Person) -> None:
    asked = written(sent(person))
    own.withdraw(asked, user_of(person))
    assert listed(officer, [asked]) == []


def test_only_who_reaches_the_request_is_told(officer: Client, person: Person) -> None:
    Branch.objects.get_or_create(code="901")
    theirs = written(put(person, tray="901")[0])
    mine = written(put(staff(OFFICER).person)[0])
    assert listed(officer, [theirs, mine]) == []
    for role in (Role.MEDICAL_REVIEWER, Role.ADMINISTRATOR, Role.PENSIONS_OFFICER):
        assert "New messages" not in words(desk_of(role).get("/office/queue/"))


def test_one_says_that_one_has_read_it(officer: Client, person: Person) -> None:
    asked = written(sent(person))
    assert "I have read it" in words(officer.get(page_of(asked)))
    done = press(officer, asked, "messages/read")
    assert done["Location"] == page_of(asked)
    assert "Their messages are marked as read." in words(officer.get(page_of(asked)))
    assert "I have read it" not in words(officer.get(page_of(asked)))
    assert listed(officer, [asked]) == []


def test_an_answer_says_it_too(officer: Client, person: Person) -> None:
    asked = written(sent(person))
    press(officer, asked, "messages", text="It is.", key=new_key())
    assert listed(officer, [asked]) == []


def test_who_does_not_decide_it_leaves_it_unread(officer: Client, person: Person) -> None:
    asked = written(sent(person))
    administrator = desk_of(Role.ADMINISTRATOR)
    assert "I have read it" not in words(administrator.get(page_of(asked)))
    assert press(administrator, asked, "messages/read").status_code == 403
    assert listed(officer, [asked]) == [asked]


def test_messages_are_paged_by_when_they_were_written(
    officer: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taminyar.office.queue_page.PAGE", 1)
    second, first = (put(person, due_at=None, state=State.REFUSED, **_refused())[0] for _ in "12")
    written(first)
    written(second)
    page = officer.get(MESSAGES).content.decode()
    assert str(first) in page
    older = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    after = words(officer.get(older))
    assert str(second) in after
    assert str(first) not in after


def _refused() -> dict[str, object]:
    return {"refused_by": staff(OFFICER), "refusal": "papers"}
