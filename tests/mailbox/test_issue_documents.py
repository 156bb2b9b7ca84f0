"""A document is typeset, signed, stored and recorded, and its owner is told."""

import hashlib
import json
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from taminyar.mailbox import codes, issue, keep, letters, signing_key
from taminyar.mailbox.models import Item, Sort, StoredFile, Verifiable
from taminyar.mailbox.sign import is_signed_by
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from taminyar.persian import names
from tests.mailbox.document_examples import data

pytestmark = pytest.mark.django_db


def content_of(item: Item) -> bytes:
    with keep.opened(item) as file:
        return file.read()


def test_a_document_is_signed_kept_and_recorded(person: Person) -> None:
    item = issue.issue(person, "relation", data("relation"), institution="بانک نمونه")
    pdf = content_of(item)
    assert is_signed_by(pdf, signing_key.current().certificates)
    assert (item.sort, item.kind, item.number) == (Sort.DOCUMENT, "relation", 1)
    assert bytes(item.sha256) == hashlib.sha256(pdf).digest()
    assert (item.size, item.content_type) == (len(pdf), "application/pdf")
    assert item.data == data("relation")
    assert StoredFile.objects.get(name=item.file).settled


def test_its_public_face_says_what_was_asked_for(person: Person) -> None:
    item = issue.issue(
        person,
        "relation",
        data("relation", "en"),
        institution="Example Bank",
        receiving_branch="Central",
        language="en",
        shown=("name",),
        valid_days=90,
        open_days=7,
    )
    row = Verifiable.objects.get(person=person, number=item.number)
    assert (row.institution, row.receiving_branch) == ("Example Bank", "Central")
    assert row.shown == [["Name", data("relation", "en")["person"]["name"]]]
    assert row.valid_until == timezone.localdate() + timedelta(days=90)
    assert row.open_until == row.issued_at + timedelta(days=7)
    assert bytes(row.sha256) == bytes(item.sha256)


def test_without_a_wish_it_is_valid_as_long_as_its_kind_and_shows_nothing(person: Person) -> None:
    issue.issue(person, "relation", data("relation"))
    row = Verifiable.objects.get()
    assert row.valid_until == timezone.localdate() + timedelta(days=30)
    assert (row.shown, row.open_until) == ([], None)


def test_the_file_carries_its_code_and_data_for_machines(person: Person) -> None:
    item = issue.issue(person, "relation", data("relation"))
    with pikepdf.open(BytesIO(content_of(item))) as pdf:
        attached = json.loads(pdf.attachments["data.json"].get_file().read_bytes())
    assert attached["code"] == Verifiable.objects.get().code
    assert attached["data"] == data("relation")


def test_the_square_leads_to_the_page_of_the_code() -> None:
    assert issue.verify_address("K7PQ2MXW9RTA4HCD").endswith("/verify/K7PQ2MXW9RTA4HCD/")


def test_the_owner_is_told(person: Person) -> None:
    issue.issue(person, "relation", data("relation"))
    assert [notice.event for notice in Notice.objects.of(person)] == ["document-arrived"]


def test_it_is_found_by_its_title_in_both_languages_and_by_its_addressee(person: Person) -> None:
    item = issue.issue(person, "relation", data("relation"), institution="بانک نمونه")
    for words in ("Statement of active relation", "بانك نمونه"):
        assert names.search_key(words) in item.search_key


def test_a_code_that_is_taken_is_drawn_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["K7PQ2MXW9RTA4HCD", "K7PQ2MXW9RTA4HCD", "ABCDEFGHJKMNPQRS"])
    monkeypatch.setattr(codes, "new", lambda: next(drawn))
    first, second = (issue.issue(person, "relation", data("relation")) for _ in range(2))
    assert set(Verifiable.objects.values_list("code", flat=True)) == {
        "K7PQ2MXW9RTA4HCD",
        "ABCDEFGHJKMNPQRS",
    }
    assert (first.number, second.number) == (1, 2)
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize(
    ("wishes", "error"),
    [
        ({"language": "de"}, ValueError),
        ({"shown": ("wage",)}, ValueError),
        ({"institution": "ب" * 201}, ValueError),
    ],
)
def test_a_wish_nobody_can_fulfil_is_refused(
    person: Person, wishes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        issue.issue(person, "relation", data("relation"), **wishes)
    assert not Item.objects.exists()


def test_an_unknown_kind_is_refused(person: Person) -> None:
    with pytest.raises(KeyError):
        issue.issue(person, "nothing", {})


def test_what_was_issued_cannot_be_changed_or_deleted(person: Person) -> None:
    item = issue.issue(person, "relation", data("relation"))
    mine, faces = Item.objects.of(person), Verifiable.objects.of(person)
    for change in (
        lambda: mine.update(data={}),
        lambda: mine.update(sha256=bytes(32)),
        lambda: mine.update(file="aa/other"),
        lambda: mine.update(number=7),
        lambda: mine.filter(number=item.number).delete(),
        lambda: faces.update(sha256=bytes(32)),
        lambda: faces.update(issued_at=timezone.now()),
        lambda: faces.update(institution="another"),
        lambda: faces.filter(number=item.number).delete(),
    ):
        with pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
            change()


def test_that_it_was_read_is_noted(person: Person) -> None:
    letters.write(person, "عنوان", "متن")
    assert Item.objects.of(person).unread().update(read_at=timezone.now()) == 1
    assert not Item.objects.of(person).unread().exists()


def test_a_letter_lies_in_the_mailbox_and_its_reader_is_told(person: Person) -> None:
    letter = letters.write(person, "Your file moved", "It is in branch 012 now.")
    assert (letter.sort, letter.kind, letter.title) == (Sort.LETTER, "letter", "Your file moved")
    assert letter.data == {"text": "It is in branch 012 now."}
    assert [notice.event for notice in Notice.objects.of(person)] == ["letter-arrived"]


def test_a_letter_goes_with_the_deed_that_wrote_it(person: Person) -> None:
    with transaction.atomic():
        letters.write(person, "Your file moved", "It is in branch 012 now.")
        transaction.set_rollback(True)
    assert not Item.objects.exists()
    assert letters.write(person, "Again", "Text").number == 1


def test_a_document_of_another_is_never_among_mine(person: Person, other_person: Person) -> None:
    issue.issue(other_person, "relation", data("relation"))
    assert not Item.objects.of(person).exists()
    assert not Verifiable.objects.of(person).exists()


def test_without_a_key_nothing_is_issued_and_nothing_is_left(person: Person, settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(issue.NotIssued):
        issue.issue(person, "relation", data("relation"))
    assert not Item.objects.exists()
    assert not StoredFile.objects.exists()
