"""One thing of the mailbox: its page, its file, what others may check of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from taminyar.mailbox import kinds, letters
from taminyar.mailbox.models import Item
from taminyar.people.models import Person
from tests.mailbox.lying import PDF, document, paper, public_face
from tests.pages import words

pytestmark = pytest.mark.django_db
PARTS = ("", "file", "open/", "permission/", "revoke/", "throw-away/")


@pytest.fixture(autouse=True)
def _english(member: Client) -> None:
    member.post("/language/", {"language": "en", "next": "/"})


def at(item: Item, part: str = "") -> str:
    return f"/my/mailbox/{item.number}/{part}"


def body(response: object) -> bytes:
    chunks: Iterator[bytes] = response.streaming_content  # type: ignore[attr-defined]
    return b"".join(chunks)


# ---- whose it is


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_another_persons_is_not_there(
    part: str, method: str, member: Client, person: Person, other_person: Person
) -> None:
    for thing in (document(other_person), paper(other_person)):
        answer = getattr(member, method)(at(thing, part))
        wrong_method = (part == "open/" and method != "post") or (
            part in ("", "file") and method == "post"
        )
        assert answer.status_code == (405 if wrong_method else 404)
    assert not Item.objects.exclude(read_at=None).exists()
    assert Item.objects.count() == 2


@pytest.mark.parametrize("number", ["0", "999", "9" * 30])
def test_what_there_never_was_is_not_there(number: str, member: Client) -> None:
    assert member.get(f"/my/mailbox/{number}/").status_code == 404
    assert member.get(f"/my/mailbox/{number}/file").status_code == 404


@pytest.mark.parametrize("part", ["permission/", "revoke/"])
def test_only_documents_can_be_checked(part: str, member: Client, person: Person) -> None:
    assert member.get(at(paper(person), part)).status_code == 404


def test_documents_and_letters_are_not_thrown_away(member: Client, person: Person) -> None:
    for thing in (document(person), letters.write(person, "A", "B")):
        assert member.post(at(thing, "throw-away/")).status_code == 404
    assert Item.objects.count() == 2


# ---- a document


def test_the_page_of_a_document_says_what_it_is_and_how_it_is_checked(
    member: Client, person: Person
) -> None:
    item = document(person, receiving_branch="شعبه مرکزی")
    page = words(member.get(at(item)))
    code = str(public_face(item))
    for said in ("Statement of active relation", "بانک لاله", "شعبه مرکزی", "Authentic", code):
        assert said in page
    assert f"/verify/{code.replace('-', '')}/" in page
    assert "مریم کریمی" in page  # shown to who checks it
    assert "9990000018" not in page


@pytest.mark.parametrize(
    ("public", "said"),
    [
        ({"valid_until": timezone.localdate() - timedelta(days=1)}, "no longer valid"),
        ({"open_until": timezone.now() - timedelta(days=1)}, "Not open for checking"),
    ],
)
def test_a_document_that_is_not_open_says_why(
    public: dict[str, object], said: str, member: Client, person: Person
) -> None:
    assert said in words(member.get(at(document(person, **public))))


def test_a_document_whose_kind_is_registered_no_more_is_still_shown(
    member: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = document(person)
    monkeypatch.setattr(kinds, "_KINDS", {})
    assert "relation" in words(member.get(at(item)))
    assert member.get(at(item, "permission/")).status_code == 200
    assert member.get(at(item, "file")).status_code == 200


# ---- opening


def test_looking_does_not_make_it_read(member: Client, person: Person) -> None:
    item = document(person)
    member.get(at(item))
    member.get(at(item, "file"))
    item.refresh_from_db()
    assert item.read_at is None


@pytest.mark.parametrize(
    ("to", "leads"), [("", ""), ("file", "file"), ("download", "file?download"), ("x", "")]
)
def test_pressing_open_makes_it_read_once_and_leads_on(
    to: str, leads: str, member: Client, person: Person
) -> None:
    item = document(person)
    answer = member.post(at(item, "open/"), {"to": to})
    assert answer["Location"] == at(item, leads)
    item.refresh_from_db()
    first = item.read_at
    assert first is not None
    member.post(at(item, "open/"))
    item.refresh_from_db()
    assert item.read_at == first


def test_an_unread_file_is_opened_by_a_form_and_a_read_one_by_a_link(
    member: Client, person: Person
) -> None:
    item = document(person)
    assert f'href="{at(item, "file")}"' not in member.get(at(item)).content.decode()
    member.post(at(item, "open/"))
    assert f'href="{at(item, "file")}"' in member.get(at(item)).content.decode()


# ---- the file


def test_the_file_comes_as_it_is_and_is_kept_by_nobody(member: Client, person: Person) -> None:
    item = document(person)
    answer = member.get(at(item, "file"), headers={"accept-encoding": "gzip"})
    found = body(answer)
    assert found == PDF + public_face(item).code.encode()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(found))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_paper_is_shown_in_a_sandbox(member: Client, person: Person) -> None:
    answer = member.get(at(paper(person), "file"))
    body(answer)
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_name_of_a_saved_file_is_safe(member: Client, person: Person) -> None:
    item = paper(person, 'a/b\\c: "d"\r\n%\u202egnp.')
    answer = member.get(at(item, "file?download"))
    body(answer)
    assert answer["Content-Disposition"].startswith('attachment; filename="a b c d gnp ')
    assert answer["Content-Disposition"].endswith('.jpg"')


def test_head_gives_the_same_headers_and_nothing_else(member: Client, person: Person) -> None:
    item = document(person)
    whole, head = member.get(at(item, "file")), member.head(at(item, "file"))
    assert body(whole)
    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "Content-Disposition", "ETag"):
        assert head[name] == whole[name]


def test_who_has_it_already_is_told_that_it_is_the_same(member: Client, person: Person) -> None:
    item = document(person)
    mark = member.head(at(item, "file"))["ETag"]
    answer = member.get(at(item, "file"), headers={"if-none-match": mark})
    assert answer.status_code == 304
    assert answer["ETag"] == mark
    assert member.get(at(item, "file"), headers={"if-match": '"other"'}).status_code == 412


def test_a_file_the_storage_has_lost_is_told_plainly(member: Client, person: Person) -> None:
    item = document(person)
    default_storage.delete(item.file)
    answer = member.get(at(item, "file"))
    assert answer.status_code == 503
    assert "The file cannot be opened now" in words(answer)


# ---- what others may check


def test_the_fields_and_the_period_are_changed_together(member: Client, person: Person) -> None:
    item = document(person)
    sent = {"fields_shown": ["national-id", "verdict"], "period": "30"}
    answer = member.post(at(item, "permission/"), sent)
    assert answer["Location"] == at(item)
    face = public_face(item)
    assert [value for _label, value in face.shown] == ["۹۹۹۰۰۰۰۰۱۸", "ارتباط فعال است."]
    assert face.open_until is not None
    assert timedelta(days=29) < face.open_until - timezone.now() < timedelta(days=31)


def test_nothing_need_be_shown_and_the_period_may_stay(member: Client, person: Person) -> None:
    until = timezone.now() + timedelta(days=3)
    item = document(person, open_until=until)
    member.post(at(item, "permission/"), {"period": "keep"})
    face = public_face(item)
    assert (face.shown, face.open_until) == ([], until)
    assert "Nothing: only that it is authentic" in words(member.get(at(item)))


def test_without_an_end_is_a_choice(member: Client, person: Person) -> None:
    item = document(person, open_until=timezone.now())
    member.post(at(item, "permission/"), {"period": "always"})
    assert public_face(item).open_until is None


def test_the_form_shows_what_is_chosen_now(member: Client, person: Person) -> None:
    page = member.get(at(document(person), "permission/")).content.decode()
    ticked = [line for line in page.split("<input") if " checked>" in line]
    assert ['value="name"' in ticked[0], 'value="always"' in ticked[1]] == [True, True]
    assert "Name: \u2068مریم کریمی\u2069" in page


def test_a_wrong_choice_comes_back_and_changes_nothing(member: Client, person: Person) -> None:
    item = document(person)
    before = public_face(item).shown
    for sent in ({"fields_shown": ["wage"], "period": "30"}, {"period": ""}, {"period": "keep"}):
        assert member.post(at(item, "permission/"), sent).status_code == 422
    face = public_face(item)
    assert (face.shown, face.open_until) == (before, None)


def test_taking_a_document_back_asks_once_more_and_is_for_good(
    member: Client, person: Person
) -> None:
    item = document(person)
    assert "Take the document back?" in words(member.get(at(item, "revoke/")))
    assert public_face(item).revoked_at is None
    assert member.post(at(item, "revoke/"))["Location"] == at(item)
    taken = public_face(item).revoked_at
    assert taken is not None
    member.post(at(item, "revoke/"))
    assert public_face(item).revoked_at == taken
    page = words(member.get(at(item)))
    assert "You took this document back" in page
    assert "Change what may be checked" not in page
    assert "nothing of it can be checked" in words(member.get(at(item, "permission/")))
