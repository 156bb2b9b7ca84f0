"""The pages on which anybody verifies a document; each look stands in its owner's log."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from taminyar.access import log
from taminyar.access.models import AccessEntry
from taminyar.accounts.models import Tally
from taminyar.mailbox import codes, issue, keep, looks, permission
from taminyar.mailbox.models import Item, Verifiable
from taminyar.people.models import Person
from tests.mailbox.document_examples import data
from tests.pages import words

pytestmark = pytest.mark.django_db
NONE = "ABCDEFGHJKMNPQRS"


@pytest.fixture
def row(person: Person) -> Verifiable:
    issue.issue(person, "relation", data("relation", "en"), language="en", shown=("name",))
    return Verifiable.objects.get()


@pytest.fixture
def pdf(row: Verifiable) -> bytes:
    with keep.opened(Item.objects.get()) as file:
        return file.read()


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def send(client: Client, content: bytes, name: str = "document.pdf") -> Any:
    return client.post("/verify/", {"file": SimpleUploadedFile(name, content)})


def entries() -> list[AccessEntry]:
    return list(AccessEntry.objects.all())


def test_a_typed_number_leads_to_the_page_of_the_document(english: Client, row: Verifiable) -> None:
    typed = codes.grouped(row.code).lower()
    response = english.post("/verify/", {"code": typed}, follow=True)
    assert response.redirect_chain == [(f"/verify/{row.code}/", 302)]
    shown = words(response)
    assert "This document is authentic" in shown
    assert data("relation", "en")["person"]["name"] in shown
    assert codes.grouped(row.code) in shown


def test_only_what_the_owner_chose_is_on_the_page(english: Client, row: Verifiable) -> None:
    permission.set_shown(row.person, row.number, [])
    shown = words(english.get(f"/verify/{row.code}/"))
    told = data("relation", "en")
    for private in (told["person"]["name"], told["person"]["national_id"], told["verdict"]):
        assert private not in shown
    assert "shows nothing more" in shown


def test_a_file_is_verified_without_being_kept(english: Client, pdf: bytes) -> None:
    response = send(english, pdf)
    assert "to the last letter" in words(response)
    assert "was altered" in words(send(english, pdf + b" "))
    assert Item.objects.count() == 1


@pytest.mark.parametrize("code", [NONE, "x", "' --", "ی" * 16])
def test_unknown_numbers_have_one_answer(english: Client, row: Verifiable, code: str) -> None:
    response = english.get(f"/verify/{code}/")
    assert response.status_code == 404
    assert "No document of ours has this number" in words(response)


def test_a_foreign_file_is_not_ours(english: Client) -> None:
    response = send(english, b"%PDF-1.7 something else")
    assert response.status_code == 404
    assert "not a document of ours" in words(response)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (lambda row: permission.revoke(row.person, row.number), "was taken back"),
        (lambda row: permission.set_open_until(row.person, row.number, 0), "not open"),
    ],
)
def test_what_the_owner_decided_is_said(
    english: Client, row: Verifiable, deed: Any, told: str, clock: Any
) -> None:
    deed(row)
    clock.shift(1)
    shown = words(english.get(f"/verify/{row.code}/"))
    assert told in shown
    assert data("relation", "en")["person"]["name"] not in shown


def test_after_its_last_day_it_is_said_to_be_no_longer_valid(
    english: Client, row: Verifiable, clock: Any
) -> None:
    clock.shift(32 * 24 * 60 * 60)
    assert "no longer valid" in words(english.get(f"/verify/{row.code}/"))


@pytest.mark.parametrize("typed", ["", "ABC", "A" * 99])
def test_a_number_that_cannot_be_one_is_asked_for_again(client: Client, typed: str) -> None:
    response = client.post("/verify/", {"code": typed})
    assert response.status_code == 422
    assert b"error-summary" in response.content


def test_a_file_of_more_than_ten_megabytes_is_refused(english: Client) -> None:
    response = send(english, b"%PDF" + bytes(10 * 1024 * 1024))
    assert response.status_code == 422
    assert "longer than 10 MB" in words(response)


def test_an_empty_file_is_not_ours(english: Client) -> None:
    assert send(english, b"").status_code == 404


@pytest.mark.parametrize("way", ["code", "file", "form"])
def test_the_pages_are_kept_nowhere(client: Client, row: Verifiable, pdf: bytes, way: str) -> None:
    response = {
        "code": lambda: client.get(f"/verify/{row.code}/"),
        "file": lambda: send(client, pdf),
        "form": lambda: client.get("/verify/"),
    }[way]()
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_each_look_stands_in_the_owners_log(client: Client, row: Verifiable) -> None:
    client.get(f"/verify/{row.code}/")
    (entry,) = entries()
    assert entry.person_id == row.person_id
    assert (entry.actor_id, entry.role, entry.what) == (None, "verification", "document-verified")
    assert row.code[:4] in entry.detail
    assert row.code not in entry.detail


def test_it_is_told_once_an_hour_for_an_address(
    client: Client, row: Verifiable, pdf: bytes, clock: Any
) -> None:
    for _ in range(3):
        client.get(f"/verify/{row.code}/")
    send(client, pdf)
    assert len(entries()) == 1
    client.get(f"/verify/{row.code}/", REMOTE_ADDR="192.0.2.7")
    assert len(entries()) == 2
    Tally.objects.all().delete()
    client.get(f"/verify/{row.code}/")
    assert len(entries()) == 3


def test_when_the_look_cannot_be_told_nothing_is_shown(
    client: Client, row: Verifiable, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(log, "record", lambda *args, **named: 1 // 0)
        assert client.get(f"/verify/{row.code}/").status_code == 500
    client.get(f"/verify/{row.code}/")
    assert len(entries()) == 1


def test_what_says_nothing_is_not_told(client: Client, row: Verifiable, clock: Any) -> None:
    permission.set_open_until(row.person, row.number, 0)
    clock.shift(1)
    client.get(f"/verify/{row.code}/")
    client.get(f"/verify/{NONE}/")
    assert entries() == []


def test_ones_own_look_is_not_told(member: Client, row: Verifiable) -> None:
    assert member.get(f"/verify/{row.code}/").status_code == 200
    assert entries() == []


def test_the_owner_reads_in_the_log_that_it_was_verified(member: Client, row: Verifiable) -> None:
    Client().get(f"/verify/{row.code}/")
    member.cookies["django_language"] = "en"
    shown = words(member.get("/account/access/"))
    assert "Verified a document of yours" in shown
    assert "Whoever holds the document" in shown


def test_one_address_verifies_so_many_numbers_and_then_waits(
    english: Client, monkeypatch: pytest.MonkeyPatch, row: Verifiable
) -> None:
    monkeypatch.setattr(looks, "BY_CODE", looks.LookLimit("few", 2, looks.BY_CODE.period))
    for code in (NONE, NONE):
        assert english.get(f"/verify/{code}/").status_code == 404
    response = english.get(f"/verify/{row.code}/")
    assert response.status_code == 429
    assert "Go on in 10 minutes" in words(response)
    assert english.get(f"/verify/{row.code}/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_one_address_verifies_so_many_files_and_then_waits(
    english: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "BY_FILE", looks.LookLimit("few", 1, looks.BY_FILE.period))
    assert send(english, b"one").status_code == 404
    response = send(english, b"two")
    assert response.status_code == 429
    assert "Go on in" in words(response)


def test_without_our_certificate_the_number_is_asked_for(
    english: Client, pdf: bytes, settings: Any
) -> None:
    settings.DEMONSTRATION = False
    response = send(english, pdf)
    assert response.status_code == 503
    assert "Type the number of the document" in words(response)


def test_the_form_asks_for_its_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/verify/", {"code": NONE}).status_code == 403


def test_a_page_takes_few_queries(
    client: Client, row: Verifiable, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(7):
        client.get(f"/verify/{row.code}/")
