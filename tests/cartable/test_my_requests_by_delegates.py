"""What who acts for another sees of their requests: how they stand, and nothing that was said."""

import pytest
from django.test import Client

from taminyar.access.models import AccessEntry
from taminyar.accounts.models import Role
from taminyar.cartable import conversation, decide
from taminyar.cartable.models import Request
from taminyar.people.models import Person
from tests.access.rights import acting_for, browser_of, given
from tests.cartable.requests import Answers, draft_of, new_key, officer, sent
from tests.pages import words

pytestmark = pytest.mark.django_db
OFFICER = Role.BRANCH_OFFICER
CLOSED = ("withdraw/", "objection/", "papers/", "messages/", "read/")


@pytest.fixture
def asked(person: Person, registry: Answers) -> Request:
    request = sent(person)
    conversation.write(request, officer(), OFFICER, "Which lamp is it?", new_key())
    decide.refuse(request, officer(), OFFICER, reason="papers", words="The date is missing.")
    return request


@pytest.fixture
def delegate(person: Person, other_person: Person) -> Client:
    client = acting_for(given(person, other_person, scopes=["requests"]))
    client.post("/language/", {"language": "en", "next": "/"})
    return client


def test_the_delegate_sees_the_list_but_nothing_unsent(
    delegate: Client, asked: Request, person: Person
) -> None:
    draft_of(person)
    page = words(delegate.get("/my/requests/"))
    assert str(asked) in page
    assert "Not sent yet" not in page


def test_the_delegate_is_told_when_there_is_none(delegate: Client) -> None:
    assert "No request was sent yet" in words(delegate.get("/my/requests/"))


def test_the_delegate_sees_state_stages_and_decision(delegate: Client, asked: Request) -> None:
    page = words(delegate.get(f"/my/requests/{asked}/"))
    assert "The decision: refused" in page
    assert "The papers do not prove what was stated." in page
    assert "Refused (stopped)" in page


def test_what_the_officer_wrote_is_for_the_person(
    delegate: Client, member: Client, asked: Request
) -> None:
    Request.objects.filter(pk=asked.pk).update(refusal_words="Your doctor did not sign.")
    assert "Your doctor did not sign." in words(member.get(f"/my/requests/{asked}/"))
    assert "Your doctor did not sign." not in words(delegate.get(f"/my/requests/{asked}/"))


def test_answers_messages_and_deeds_stay_closed(delegate: Client, asked: Request) -> None:
    page = words(delegate.get(f"/my/requests/{asked}/"))
    for hidden in ("Which lamp is it?", "What was asked", "Send the message", "You may object"):
        assert hidden not in page
    for part in CLOSED:
        address = f"/my/requests/{asked}/{part}"
        assert delegate.get(address).status_code == 403
        assert delegate.post(address).status_code == 403
    assert delegate.post(f"/my/requests/{asked}/").status_code == 405


@pytest.mark.parametrize("page", ["", "one"])
def test_each_look_is_in_the_log(
    page: str, delegate: Client, asked: Request, person: Person
) -> None:
    assert delegate.get(f"/my/requests/{f'{asked}/' if page else ''}").status_code == 200
    entry = AccessEntry.objects.get()
    assert (entry.person, entry.role, entry.what) == (person, "delegate", "delegate-requests")


def test_the_record_alone_does_not_open_requests(
    person: Person, other_person: Person, asked: Request
) -> None:
    client = acting_for(given(person, other_person))
    assert client.get("/my/requests/").status_code == 403
    assert client.get(f"/my/requests/{asked}/").status_code == 403


def test_the_right_says_what_it_opens(person: Person) -> None:
    client = browser_of(person)
    client.post("/language/", {"language": "en", "next": "/"})
    page = words(client.get("/account/delegates/new/"))
    assert "See my requests and how they stand." in page
