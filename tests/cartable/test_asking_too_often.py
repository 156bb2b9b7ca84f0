"""Nobody finds out about others, or fills the storage, by asking again and again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from taminyar.accounts.throttle import Limit
from taminyar.cartable import flow_views, kinds, looked, my_deeds, papers
from taminyar.cartable.models import Draft, Message, Request
from taminyar.mailbox import papers as own_papers
from taminyar.people.models import Person
from tests.cartable.asking import CHECK, HERE, answered, draft_now, in_english, lamp_pages, pressed
from tests.cartable.requests import TYPED, new_key, sent
from tests.mailbox.lying import paper
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cartable.lamp_urls")]


def once(monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> None:
    monkeypatch.setattr(place, name, Limit(name, 1, timedelta(hours=2)))


@pytest.fixture
def inquiries() -> Iterator[list[kinds.Answers]]:
    """What the registry was asked, one after the other."""
    asked: list[kinds.Answers] = []

    def inquire(person: Person, answers: kinds.Answers) -> kinds.Findings:
        asked.append(answers)
        return {"lit": True}

    with lamp_pages(inquire=inquire):
        yield asked


@pytest.fixture
def asker(member: Client, inquiries: list[kinds.Answers]) -> Client:
    return in_english(member)


def test_a_registry_is_not_asked_about_one_number_after_the_other(
    asker: Client, inquiries: list[kinds.Answers], person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, looked, "INQUIRIES")
    answered(asker, invoice="1")
    page = answered(asker, invoice="2")
    assert page.status_code == 429
    assert "go on in 2 hours" in words(page)
    assert len(inquiries) == 1
    assert draft_now(person).typed == TYPED | {"invoice": "2"}
    assert pressed(asker, person)["Location"] == HERE
    assert len(inquiries) == 1
    assert not Request.objects.exists()


def test_looking_asks_no_registry(
    asker: Client, inquiries: list[kinds.Answers], person: Person
) -> None:
    Draft.objects.create(person=person, kind="lamp", typed=TYPED)
    assert asker.get(CHECK)["Location"] == HERE
    assert asker.post(CHECK, {"key": str(new_key())})["Location"] == HERE
    assert inquiries == []


def test_nobody_sends_and_withdraws_all_day(
    asker: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, flow_views, "SENDINGS")
    answered(asker)
    pressed(asker, person)
    answered(asker, colour="blue")
    assert pressed(asker, person)["Location"] == HERE
    assert "You have tried this many times" in words(asker.get(HERE))
    assert Request.objects.count() == 1


def test_copies_of_own_papers_are_counted_like_uploads(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, own_papers, "UPLOADS")
    draft = Draft.objects.create(person=person, kind="lamp", typed=TYPED)
    papers.attach_own(draft, "invoice", paper(person, "one", b"1"))
    with pytest.raises(own_papers.Refused) as refused:
        papers.attach_own(draft, "invoice", paper(person, "two", b"2"))
    assert refused.value.reason == "often"


def test_messages_come_in_moderation(
    asker: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, my_deeds, "MESSAGES")
    asked = sent(person)
    for text in ("First", "Second"):
        page = asker.post(
            f"/my/requests/{asked}/messages/", {"text": text, "key": new_key()}, follow=True
        )
    assert "You wrote many messages" in words(page)
    assert [message.text for message in Message.objects.all()] == ["First"]
