"""A letter: its text, and from when on it counts as delivered."""

import pytest
from django.test import Client

from taminyar.mailbox import letters
from taminyar.people.models import Person
from tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(member: Client) -> None:
    member.post("/language/", {"language": "en", "next": "/"})


def test_the_letter_is_shown_as_plain_text(member: Client, person: Person) -> None:
    letter = letters.write(person, "A <b>title</b>", "First <script>.\n\nSecond 1405.")
    page = member.get(f"/my/mailbox/{letter.number}/").content.decode()
    assert '<p dir="auto">First &lt;script&gt;.</p>' in page
    assert '<p dir="auto">Second 1405.</p>' in page
    assert "A &lt;b&gt;title" in page


@pytest.mark.feature("M-01")
def test_it_counts_as_delivered_when_the_person_says_so(member: Client, person: Person) -> None:
    letter = letters.write(person, "Title", "Text")
    address = f"/my/mailbox/{letter.number}/"
    assert "does not count as delivered yet" in words(member.get(address))
    assert "does not count as delivered yet" in words(member.get(address))
    answer = member.post(f"{address}open/", follow=True)
    assert "It counts as delivered to you since" in words(answer)


def test_a_letter_has_no_file(member: Client, person: Person) -> None:
    letter = letters.write(person, "Title", "Text")
    assert member.get(f"/my/mailbox/{letter.number}/file").status_code == 404
    answer = member.post(f"/my/mailbox/{letter.number}/open/", {"to": "file"})
    assert answer["Location"] == f"/my/mailbox/{letter.number}/"
