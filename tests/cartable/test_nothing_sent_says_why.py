"""A press of the button that sends nothing says why, and leads on."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from taminyar.cartable.models import Draft, Request
from taminyar.people.models import Person
from tests.cartable.asking import (
    CHECK,
    DISCARD,
    HERE,
    answered,
    draft_now,
    in_english,
    lamp_pages,
    pressed,
)
from tests.cartable.requests import TYPED, Answers, sent
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cartable.lamp_urls")]


@pytest.fixture
def registry() -> Iterator[Answers]:
    with lamp_pages() as answers:
        yield answers


@pytest.fixture
def asker(member: Client, registry: Answers) -> Client:
    return in_english(member)


def test_what_was_thrown_away_meanwhile_says_so(asker: Client, person: Person) -> None:
    answered(asker)
    form = {"key": str(draft_now(person).key), "seen": draft_now(person).saved_at.isoformat()}
    asker.post(DISCARD)
    page = asker.post(CHECK, form, follow=True)
    assert page.redirect_chain[0][0] == HERE
    assert "thrown away in another window" in words(page)
    assert asker.get(CHECK)["Location"] == HERE
    assert "thrown away" not in words(asker.get(HERE))


def test_what_was_written_anew_and_sent_meanwhile_is_led_to(asker: Client, person: Person) -> None:
    answered(asker)
    form = {"key": str(draft_now(person).key), "seen": draft_now(person).saved_at.isoformat()}
    asker.post(DISCARD)
    answered(asker)
    pressed(asker, person)
    page = asker.post(CHECK, form, follow=True)
    assert page.redirect_chain[0][0] == f"/my/requests/{Request.objects.get().tracking}/"
    assert "sent in another window already" in words(page)


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-01-01", "2026-13-01T00:00", "9" * 400])
def test_a_page_read_at_no_known_time_leads_to_no_request(
    seen: str, asker: Client, person: Person
) -> None:
    sent(person)
    assert asker.post(CHECK, {"key": "", "seen": seen})["Location"] == HERE


def test_an_answer_that_became_wrong_says_that_nothing_was_sent(
    asker: Client, person: Person
) -> None:
    answered(asker)
    Draft.objects.update(typed=TYPED | {"colour": "green"})
    page = asker.post(CHECK, {"key": str(draft_now(person).key)}, follow=True)
    assert "It was not sent: an answer is to be put right first." in words(page)


def test_answers_nobody_asked_the_registry_about_say_that_nothing_was_sent(
    asker: Client, person: Person
) -> None:
    answered(asker)
    Draft.objects.update(typed=TYPED | {"invoice": "7"}, saved_at=timezone.now())
    page = asker.post(CHECK, {"key": str(draft_now(person).key), "seen": "then"}, follow=True)
    assert "It was not sent: your answers changed." in words(page)
