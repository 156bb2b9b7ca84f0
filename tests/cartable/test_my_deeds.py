"""What a member does with a request: withdraw it, object to a refusal, write and read messages."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import conversation, decide, my_deeds, my_views, own, papers
from taminyar.cartable.models import Message, Request
from taminyar.cartable.states import State
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from tests.cartable.requests import Answers, new_key, officer, sent, user_of
from tests.mailbox.uploads import picture
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER
WHY = "The invoice is legible."


@pytest.fixture
def asked(member: Client, person: Person, registry: Answers) -> Request:
    """A request that was sent, seen in English."""
    member.post("/language/", {"language": "en", "next": "/"})
    return sent(person)


def post(client: Client, request: Request, deed: str, **data: Any) -> Any:
    return client.post(f"/my/requests/{request}/{deed}/", data, follow=True)


def refused(request: Request) -> Request:
    decide.refuse(request, officer(), OFFICER, reason="papers")
    return request


# ---- withdrawing


def test_withdrawing_asks_first(member: Client, asked: Request) -> None:
    page = member.get(f"/my/requests/{asked}/withdraw/")
    assert "Withdraw this request?" in words(page)
    asked.refresh_from_db()
    assert asked.state == State.WAITING


def test_a_request_is_withdrawn_once(member: Client, asked: Request) -> None:
    assert "Your request is withdrawn" in words(post(member, asked, "withdraw"))
    page = words(post(member, asked, "withdraw"))
    assert "This cannot be done any more" in page
    assert "Withdrawn by you (stopped)" in page
    asked.refresh_from_db()
    assert (asked.state, asked.version) == (State.WITHDRAWN, 2)


def test_a_decided_request_is_not_offered_for_withdrawing(member: Client, asked: Request) -> None:
    refused(asked)
    page = member.get(f"/my/requests/{asked}/withdraw/", follow=True)
    assert page.redirect_chain == [(f"/my/requests/{asked}/", 302)]
    assert "Withdraw this request" not in words(page)


def test_what_was_done_meanwhile_is_told(
    member: Client, asked: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An officer refuses between the look and the deed."""
    mine = my_views.mine

    def too_early(*args: Any) -> Request:
        found = mine(*args)
        refused(Request.objects.get(pk=asked.pk))
        return found

    monkeypatch.setattr(my_deeds, "mine", too_early)
    page = words(post(member, asked, "withdraw"))
    assert "Something was done with this request meanwhile" in page
    assert "The decision: refused" in page


# ---- objecting


def test_an_objection_goes_to_the_desk(member: Client, asked: Request) -> None:
    refused(asked)
    assert "You may object until" in words(member.get(f"/my/requests/{asked}/objection/"))
    page = words(post(member, asked, "objection", words=WHY))
    assert "Your objection has arrived" in page
    assert WHY in page
    asked.refresh_from_db()
    assert asked.state == State.OBJECTED


def test_an_objection_can_bring_a_paper_that_proves_it(member: Client, asked: Request) -> None:
    page = post(member, refused(asked), "objection", words=WHY, objection_file=proof())
    assert "Your objection has arrived" in words(page)
    assert "Paper with the objection" in words(page)
    asked.refresh_from_db()
    assert asked.state == State.OBJECTED
    assert [(paper.paper, paper.label) for paper in asked.papers.all()] == [("objection", "stamp")]


def test_an_objection_whose_paper_is_not_taken_comes_back(member: Client, asked: Request) -> None:
    wrong = SimpleUploadedFile("a.exe", b"MZ" * 99)
    page = post(member, refused(asked), "objection", words=WHY, objection_file=wrong)
    assert page.status_code == 422
    assert WHY in words(page)
    assert 'href="#objection_file"' in page.content.decode()
    asked.refresh_from_db()
    assert asked.state == State.REFUSED


def test_no_paper_of_an_objection_comes_without_one(asked: Request) -> None:
    with pytest.raises(papers.NotTaken):
        papers.attach_upload(asked, papers.OBJECTION, proof(), "stamp")


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("stamp.jpg", picture(size=(60, 40)), "image/jpeg")


def test_an_objection_is_acknowledged_by_a_notice(asked: Request, person: Person) -> None:
    own.object_to(refused(asked), user_of(person), WHY)
    assert Notice.objects.filter(event="request-object").count() == 1


@pytest.mark.parametrize(("typed", "told"), [("", "Write why"), ("No, no.", "at least ten")])
def test_an_objection_without_a_reason_comes_back(
    typed: str, told: str, member: Client, asked: Request
) -> None:
    page = post(member, refused(asked), "objection", words=typed)
    assert page.status_code == 422
    assert told in words(page)
    assert typed in page.content.decode()
    asked.refresh_from_db()
    assert asked.state == State.REFUSED


def test_too_late_for_an_objection_is_told(member: Client, asked: Request) -> None:
    refused(asked)
    Request.objects.filter(pk=asked.pk).update(decided_at=timezone.now() - own.OBJECTION)
    address = f"/my/requests/{asked}/objection/"
    assert member.get(address)["Location"] == f"/my/requests/{asked}/"
    assert "This cannot be done any more" in words(post(member, asked, "objection", words=WHY))


def test_who_asked_again_does_not_object_as_well(
    member: Client, asked: Request, person: Person
) -> None:
    refused(asked)
    sent(person)
    page = words(post(member, asked, "objection", words=WHY))
    assert "You have asked for the same again since" in page


# ---- messages


def test_a_message_sent_twice_is_one(member: Client, asked: Request) -> None:
    key = str(new_key())
    for _ in range(2):
        page = post(member, asked, "messages", text="When, please?", key=key)
    assert words(page).count("When, please?") == 1
    assert Message.objects.get().role == "member"


@pytest.mark.parametrize(
    ("text", "told"), [("", "Write your message first"), ("x" * 2001, "This is too long")]
)
def test_an_empty_or_endless_message_comes_back_on_the_page(
    text: str, told: str, member: Client, asked: Request
) -> None:
    page = post(member, asked, "messages", text=text, key=str(new_key()))
    assert page.status_code == 422
    assert told in words(page)
    assert text in page.content.decode()
    assert "maxlength" not in page.content.decode().partition("<textarea")[2].partition(">")[0]
    assert not Message.objects.exists()


def test_no_message_is_taken_on_what_is_over(
    member: Client, asked: Request, person: Person
) -> None:
    own.withdraw(asked, user_of(person))
    page = words(post(member, asked, "messages", text="Hello?", key=str(new_key())))
    assert "no message is taken any more" in page
    assert "Your message" not in page
    assert not Message.objects.exists()


def test_a_message_is_read_by_pressing_a_button_not_by_looking(
    member: Client, asked: Request
) -> None:
    conversation.write(asked, officer(), OFFICER, "Which lamp?", new_key())
    for _ in range(2):
        page = words(member.get(f"/my/requests/{asked}/"))
        assert "The office wrote to you" in page
        assert "Branch officer" in page
    page = words(post(member, asked, "read"))
    assert "The office wrote to you" not in page
    assert "Which lamp?" in page


@pytest.mark.parametrize("deed", ["messages", "read"])
def test_the_address_of_a_button_leads_to_the_request(
    deed: str, member: Client, asked: Request, other_person: Person
) -> None:
    """After signing in again, or changing the language, a browser asks for it by GET."""
    response = member.get(f"/my/requests/{asked}/{deed}/")
    assert response["Location"] == f"/my/requests/{asked}/#messages"
    theirs = sent(other_person)
    assert member.get(f"/my/requests/{theirs}/{deed}/").status_code == 404


def test_no_letter_of_a_message_becomes_markup(member: Client, asked: Request) -> None:
    page = post(member, asked, "messages", text="<b>&</b>", key=str(new_key()))
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in page.content.decode()


@pytest.mark.parametrize("page", ["withdraw", "objection"])
def test_the_small_pages_take_five_queries(
    page: str,
    member: Client,
    asked: Request,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    if page == "objection":
        refused(asked)
    with django_assert_max_num_queries(5):
        assert member.get(f"/my/requests/{asked}/{page}/").status_code == 200


def test_an_objection_is_taken_for_thirty_days(asked: Request) -> None:
    refused(asked)
    until = own.objection_until(asked)
    assert until
    assert until - timezone.now() <= timedelta(days=30)
