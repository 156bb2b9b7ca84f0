"""What is being written is kept as it is typed, for whoever writes it and for nobody else."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from taminyar.cartable import drafts, papers
from taminyar.cartable.models import Attachment, Draft
from taminyar.mailbox.models import StoredFile
from taminyar.people.models import Person
from tests.cartable.asking import (
    CHECK,
    DISCARD,
    HERE,
    PAPERS,
    SAVE,
    answered,
    draft_now,
    in_english,
    lamp_pages,
    pressed,
)
from tests.cartable.requests import TYPED, Answers, user_of
from tests.conftest import PASSPHRASE
from tests.mailbox.lying import paper
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cartable.lamp_urls")]


@pytest.fixture
def registry() -> Iterator[Answers]:
    with lamp_pages() as answers:
        yield answers


@pytest.fixture
def asker(member: Client, registry: Answers) -> Client:
    return in_english(member)


def signed_in(person: Person) -> Client:
    """Another browser of the person."""
    browser, user = Client(), user_of(person)
    browser.post("/login/", {"national_id": user.national_id, "password": PASSPHRASE})
    return in_english(browser)


def test_what_is_typed_is_saved_on_the_way(
    asker: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        page = asker.post(SAVE, {"invoice": "12a", "colour": "blue", "unknown": "x"})
    assert page.status_code == 200
    assert words(page).startswith("Saved on")
    assert words(page).endswith("Not sent yet.")
    assert draft_now(person).typed == {"invoice": "12a", "colour": "blue"}
    asker.post(SAVE, {"invoice": ""})
    assert draft_now(person).typed == {"invoice": ""}


def test_what_is_saved_too_late_does_not_undo_what_was_handed_in(
    asker: Client, person: Person
) -> None:
    page = {"page": str(uuid.uuid4())}
    asker.post(SAVE, TYPED | page | {"colour": "red"})
    answered(asker, **page)
    before = draft_now(person)
    asker.post(SAVE, TYPED | page | {"colour": "red"})
    assert draft_now(person).typed == TYPED
    assert draft_now(person).saved_at == before.saved_at
    asker.post(SAVE, TYPED | {"page": str(uuid.uuid4()), "colour": "blue"})
    assert draft_now(person).typed == TYPED | {"colour": "blue"}


def test_the_page_saves_by_itself_where_there_is_a_script(asker: Client) -> None:
    page = asker.get(HERE).content
    assert f'hx-post="{SAVE}"'.encode() in page
    assert b'aria-live="polite"' in page


def test_saving_is_no_page_to_look_at(asker: Client) -> None:
    assert asker.get(SAVE).status_code == 405


def test_going_back_loses_nothing(asker: Client, person: Person) -> None:
    answered(asker, invoice="123456")
    page = asker.get(HERE)
    assert b'value="123456"' in page.content
    assert "Not sent yet" in words(page)
    asker.get(CHECK)
    assert draft_now(person).typed == TYPED | {"invoice": "123456"}


def test_it_is_there_after_signing_out_and_on_another_device(asker: Client, person: Person) -> None:
    answered(asker, invoice="123456")
    asker.post("/logout/")
    Session.objects.all().delete()
    page = signed_in(person).get(HERE)
    assert b'value="123456"' in page.content
    assert "Saved on" in words(page)


def test_it_is_there_after_acting_at_another_level(member: Client, person: Person) -> None:
    with lamp_pages(levels=frozenset({"insured", "employer"})):
        answered(in_english(member), invoice="123456")
        _act_as(member, "employer")
        assert b'value="123456"' in member.get(HERE).content
    with lamp_pages():
        assert member.get(HERE).status_code == 403
        _act_as(member, "insured")
        assert b'value="123456"' in member.get(HERE).content


def _act_as(client: Client, level: str) -> None:
    session = client.session
    session["level"] = level
    session.save()


def test_somebody_else_sees_nothing_of_it(
    asker: Client, person: Person, other_person: Person
) -> None:
    answered(asker, invoice="123456")
    other = signed_in(other_person)
    assert b"123456" not in other.get(HERE).content
    assert other.get(CHECK)["Location"] == HERE
    other.post(DISCARD)
    assert draft_now(person).typed["invoice"] == "123456"


def test_throwing_it_away_asks_first(asker: Client, person: Person) -> None:
    answered(asker)
    draft = draft_now(person)
    given = papers.attach_own(draft, "invoice", paper(person, "bill", b"1"))
    page = asker.get(DISCARD)
    assert "Throw away what you have written?" in words(page)
    assert draft_now(person) == draft
    assert asker.post(DISCARD)["Location"] == "/my/requests/"
    assert drafts.of(person, "lamp") is None
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.filter(name=given.file, settled=True).exists()
    assert asker.get(DISCARD)["Location"] == "/my/requests/"
    drafts.throw_away(draft)  # a second time changes nothing


@pytest.mark.django_db(transaction=True)
def test_with_a_draft_its_files_go(asker: Client, person: Person) -> None:
    answered(asker)
    own = paper(person, "bill", b"1")
    given = papers.attach_own(draft_now(person), "invoice", own)
    asker.post(DISCARD)
    assert not default_storage.exists(given.file)
    assert default_storage.exists(own.file)


@pytest.mark.django_db(transaction=True)
def test_saves_at_the_same_moment_leave_one_draft(person: Person, registry: Answers) -> None:
    def keep(number: int) -> None:
        try:
            drafts.keep(person, "lamp", {"invoice": str(number)})
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(keep, range(80)))
    draft = Draft.objects.get()
    key = draft.key
    assert int(draft.typed["invoice"]) in range(80)
    assert drafts.keep(person, "lamp", {}).key == key


def test_an_answer_of_no_reasonable_length_is_cut(person: Person) -> None:
    kept = drafts.keep(person, "lamp", {"invoice": "\0" + "9" * 10_000, "colour": ["a\0", "b"]})
    assert kept.typed == {"invoice": "9" * 5000, "colour": ["a", "b"]}


class TestAnything(TestCase):
    @given(
        st.dictionaries(
            st.sampled_from(["colour", "bought_day", "invoice"]),
            st.text(st.characters(exclude_categories=["Cs"])),
        )
    )
    def test_whatever_is_typed_comes_back(self, typed: dict[str, str]) -> None:
        person, _made = Person.objects.get_or_create(
            insurance_number="10000009", defaults={"first_name": "ن", "last_name": "م"}
        )
        kept = drafts.keep(person, "lamp", typed).typed
        assert kept == {name: value.replace("\0", "") for name, value in typed.items()}
        assert drafts.as_data(kept).dict() == kept


def test_without_a_draft_the_later_steps_lead_to_the_first(asker: Client) -> None:
    for address in (CHECK, PAPERS):
        assert asker.get(address)["Location"] == HERE


def test_a_sent_draft_is_a_draft_no_more(asker: Client, person: Person) -> None:
    answered(asker)
    pressed(asker, person)
    assert "Not sent yet. What you type is kept" in words(asker.get(HERE))
