"""/my/mailbox/asked/…: how far a document is that was asked for."""

from unittest.mock import patch

import pytest
from django.test import Client

from taminyar.accounts.throttle import TooManyTries
from taminyar.mailbox import issue
from taminyar.mailbox.models import Issuing
from taminyar.people.models import Person
from tests.mailbox.lying import asked, document
from tests.pages import words

pytestmark = pytest.mark.django_db
POLLED = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _english(member: Client) -> None:
    member.post("/language/", {"language": "en", "next": "/"})


def at(issuing: Issuing) -> str:
    return f"/my/mailbox/asked/{issuing.pk}/"


def test_while_it_is_made_the_page_asks_again_by_itself(member: Client, person: Person) -> None:
    waiting = asked(person)
    page = member.get(at(waiting)).content.decode()
    assert "The document is being made" in page
    assert f'hx-get="{at(waiting)}" hx-trigger="every 2s"' in page
    assert "http-equiv" not in page
    part = member.get(at(waiting), headers=POLLED).content.decode()
    assert part.lstrip().startswith('<div id="progress"')


def test_without_scripts_one_looks_again(member: Client, person: Person) -> None:
    waiting = asked(person)
    assert f'href="{at(waiting)}"' in member.get(at(waiting)).content.decode()


def test_what_is_made_is_led_to(member: Client, person: Person) -> None:
    item = document(person)
    made = asked(person, "made", item.number)
    leads_to = f"/my/mailbox/{item.number}/"
    assert member.get(at(made))["Location"] == leads_to
    assert member.get(at(made), headers=POLLED)["HX-Redirect"] == leads_to


def test_what_failed_says_so_and_can_be_asked_for_again(member: Client, person: Person) -> None:
    failed = asked(person, "failed")
    page = member.get(at(failed))
    assert "could not be made" in words(page)
    assert b"hx-trigger" not in page.content
    item = document(person)
    with patch.object(issue, "ask_again", return_value=asked(person, "made", item.number)) as again:
        answer = member.post(at(failed))
    assert again.call_args.args == (person, failed)
    assert answer["Location"] == f"/my/mailbox/{item.number}/"


def test_asking_again_too_often_says_how_long_to_wait(member: Client, person: Person) -> None:
    failed = asked(person, "failed")
    with patch.object(issue, "ask_again", side_effect=TooManyTries(failed.again_from)):
        answer = member.post(at(failed), follow=True)
    assert "You asked for many documents" in words(answer)


def test_asking_again_for_what_is_being_made_changes_nothing(
    member: Client, person: Person
) -> None:
    waiting = asked(person)
    assert member.post(at(waiting))["Location"] == at(waiting)
    assert Issuing.objects.count() == 1


def test_what_another_person_asked_for_is_not_there(member: Client, other_person: Person) -> None:
    theirs = asked(other_person, "failed")
    assert member.get(at(theirs)).status_code == 404
    assert member.post(at(theirs)).status_code == 404
