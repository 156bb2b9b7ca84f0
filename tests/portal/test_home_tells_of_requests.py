"""The home page tells of the newest request, and first of all what waits for the person."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import decide, kinds
from taminyar.people.models import Person
from tests.cartable.requests import LAMP, draft_of, lamps, officer, sent
from tests.pages import words


@pytest.fixture(autouse=True)
def _lamps() -> Iterator[None]:
    with lamps():
        yield


def test_without_a_request_the_record_stands_alone(member: Client) -> None:
    assert "/my/requests/" not in _cards(member)


def test_the_newest_request_is_one_tap_away(member: Client, person: Person) -> None:
    asked = sent(person)
    assert f"/my/requests/{asked.tracking}/" in _cards(member)


def test_what_was_begun_and_not_sent_is_gone_on_with(member: Client, person: Person) -> None:
    kinds.register(replace(LAMP, route="marriage-request"))
    draft_of(person)
    assert 'href="/benefits/marriage/request/"' in _cards(member)


def test_what_waits_for_the_person_comes_first(
    member: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    asked = sent(person)
    decide.ask_papers(asked, officer(), Role.BRANCH_OFFICER, more=["prescription"])
    member.post("/language/", {"language": "en", "next": "/"})
    with django_assert_max_num_queries(8):
        response = member.get("/home/")
    told = words(response)
    assert told.index("Something is needed from you") < told.index("My insurance record")


def _cards(member: Client) -> str:
    html = member.get("/home/").content.decode()
    return html.partition('id="main"')[2].partition("<h2>")[0]
