"""/my/requests/: everything that was asked for, newest first, and what was not sent yet."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import conversation, decide, kinds, own
from taminyar.cartable.models import Event, Request
from taminyar.cartable.my_requests import PAGE
from taminyar.law import assessment as assessments
from taminyar.people.models import Person
from tests.cartable.requests import LAMP, Answers, draft_of, new_key, officer, sent, user_of
from tests.cartable.working import account
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ADDRESS = "/my/requests/"
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture(autouse=True)
def _english(member: Client, settings: Any, registry: Answers) -> None:
    settings.ROOT_URLCONF = "tests.cartable.lamp_urls"
    kinds.register(replace(LAMP, route="lamp-request"))
    member.post("/language/", {"language": "en", "next": "/"})


def shown(client: Client, query: str = "") -> str:
    return words(client.get(ADDRESS + query))


def many(person: Person, number: int) -> list[str]:
    """So many requests of one person, all withdrawn, each sent an hour earlier than the last."""
    like, signs, now = sent(person), "ABCDEFGHJKMNPQRSTUVWXYZ23456789", timezone.now()
    names = ("person", "kind", "answers", "assessment", "subject")
    fields = {name: getattr(like, name) for name in names}
    codes = [f"AAAAAAAA{signs[n // 30]}{signs[n % 30]}" for n in range(number)]
    made = Request.objects.bulk_create(
        Request(
            **fields,
            tracking=code,
            key=new_key(),
            state="withdrawn",
            sent_at=now - timedelta(hours=hours),
            since=now,
        )
        for hours, code in enumerate(codes, 1)
    )
    sending = {"version": 1, "at": now, "move": "send", "to_state": "withdrawn", "role": "member"}
    Event.objects.bulk_create(Event(request=request, **sending) for request in made)
    return codes


@pytest.mark.feature("K-01")
def test_every_request_stands_there_with_its_state_its_desk_and_its_promise(
    member: Client, person: Person
) -> None:
    first, second = sent(person), sent(person, colour="blue")
    decide.refuse(second, officer(), OFFICER, reason="papers")
    page = shown(member)
    assert page.index(str(second)) < page.index(str(first))
    assert page.count("A lamp") == 2
    assert "Waiting for the branch to look at it" in page
    assert "common tray of short-term benefits Promised by" in page
    assert "Refused" in page


def test_nobody_elses_request_is_there(member: Client, other_person: Person) -> None:
    assert str(sent(other_person)) not in shown(member)


def test_who_asked_for_nothing_is_led_to_the_services(member: Client) -> None:
    page = member.get(ADDRESS)
    assert "You have sent no request yet" in words(page)
    assert 'href="/desk/"' in page.content.decode()


def test_what_is_not_sent_yet_stands_on_top(member: Client, person: Person) -> None:
    request = sent(person)
    draft_of(person)
    page = member.get(ADDRESS)
    assert words(page).index("Not sent yet") < words(page).index(str(request))
    assert 'href="/lamp/request/discard/"' in page.content.decode()
    assert "Go on : A lamp" in words(page)


def test_what_waits_for_the_person_stands_before_what_is_not_sent(
    member: Client, person: Person
) -> None:
    decide.ask_papers(sent(person), officer(), OFFICER, more=["invoice"])
    other = sent(person, colour="blue")
    draft_of(person)
    page = words(member.get(ADDRESS))
    assert page.index("Papers are needed") < page.index("Not sent yet") < page.index(str(other))


def test_a_draft_of_somebody_else_is_not_there(member: Client, other_person: Person) -> None:
    draft_of(other_person)
    assert "Not sent yet" not in shown(member)


@pytest.mark.parametrize(
    ("show", "there"), [("", "ab"), ("open", "a"), ("closed", "b"), ("x", "ab")]
)
def test_open_ones_or_those_that_are_over(
    show: str, there: str, member: Client, person: Person
) -> None:
    still, over = sent(person), sent(person, colour="blue")
    own.withdraw(over, user_of(person))
    page = shown(member, f"?show={show}")
    assert (str(still) in page, str(over) in page) == ("a" in there, "b" in there)


def test_nothing_of_that_kind_is_said(member: Client, person: Person) -> None:
    sent(person)
    page = shown(member, "?show=closed")
    assert "Nothing of this kind is here" in page
    assert "Show everything" in page


def test_what_waits_for_the_person_is_marked(member: Client, person: Person) -> None:
    request = sent(person)
    assert "request--waits" not in member.get(ADDRESS).content.decode()
    decide.ask_papers(request, officer(), OFFICER, more=["invoice"])
    assert "request--waits" in member.get(ADDRESS).content.decode()
    assert "Papers are needed from you With you" in shown(member)


def test_a_payment_without_an_account_waits_for_the_person(member: Client, person: Person) -> None:
    request = sent(person)
    decide.approve(
        request, officer(), OFFICER, basis=assessments.from_json(request.assessment or {})
    )
    assert "Waits for you" in shown(member)


def test_a_message_of_the_office_is_marked_until_it_is_read(member: Client, person: Person) -> None:
    request = sent(person)
    conversation.write(request, user_of(person), "member", "Hello?", new_key())
    assert "New message" not in shown(member)
    conversation.write(request, officer(), OFFICER, "Which lamp?", new_key())
    assert "New message" in shown(member)
    member.post(f"{ADDRESS}{request}/read/")
    assert "New message" not in shown(member)


def test_older_ones_stand_on_the_next_page_and_the_choice_is_kept(
    member: Client, person: Person
) -> None:
    codes = many(person, PAGE + 3)
    first = member.get(ADDRESS + "?show=closed").content.decode()
    assert f"?show=closed&amp;before={codes[PAGE - 1]}" in first
    second = shown(member, f"?show=closed&before={codes[PAGE - 1]}")
    found = [f"{code[:5]}-{code[5:]}" in second for code in codes]
    assert found == [False] * PAGE + [True] * 3
    assert "Newest" in second


@pytest.mark.parametrize("before", ["x", "\x00", "ABCDEFGHJK"])
def test_a_place_that_is_none_shows_the_newest(before: str, member: Client, person: Person) -> None:
    request = sent(person)
    assert str(request) in words(member.get(ADDRESS, {"before": before}))


@pytest.mark.parametrize("number", [1, 200])
def test_the_page_takes_eight_queries_at_most_however_many_there_are(
    number: int,
    member: Client,
    person: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    many(person, number)
    draft_of(person)
    with django_assert_max_num_queries(8):
        assert member.get(ADDRESS).status_code == 200


@pytest.mark.feature("N-02")
def test_my_social_security_joins_requests_and_mailbox(
    member: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    account(person)
    decide.ask_papers(sent(person, colour="blue"), officer(), OFFICER, more=["invoice"])
    codes = many(person, 7)
    with django_assert_max_num_queries(8):
        page = words(member.get("/my/"))
    assert "One request waits for you." in page
    assert sum(f"AAAAA-{code[5:]}" in page for code in codes) == 3
    for address in ("/my/", ADDRESS):
        html = member.get(address).content.decode()
        assert f'href="{ADDRESS}"' in html
        assert 'href="/my/mailbox/"' in html


def test_my_social_security_says_what_will_stand_there(member: Client) -> None:
    assert "You have sent no request yet" in words(member.get("/my/"))
