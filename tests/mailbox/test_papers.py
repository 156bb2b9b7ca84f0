"""Own papers: added, kept within limits, looked at for viruses, thrown away."""

import socket
import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from taminyar.accounts.throttle import Limit
from taminyar.mailbox import clean_paper, keep, papers
from taminyar.mailbox.clean_paper import Clean
from taminyar.mailbox.models import Item, Sort, StoredFile
from taminyar.mailbox.papers import Refused, keep_paper, label_from
from taminyar.people.models import Person
from tests.mailbox import uploads
from tests.mailbox.lying import document, paper
from tests.pages import words

pytestmark = pytest.mark.django_db
NEW = "/my/mailbox/papers/new/"


@pytest.fixture
def english(member: Client) -> Client:
    member.post("/language/", {"language": "en", "next": "/"})
    return member


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps whatever comes, without the other process."""
    monkeypatch.setattr(clean_paper, "clean", lambda data: Clean("application/pdf", data))


def file(data: bytes | None = None, name: str = "scan.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, uploads.picture() if data is None else data)


def sent(client: Client, label: str = "شناسنامه", **more: object) -> HttpResponse:
    return client.post(NEW, {"file": file(**more), "label": label})  # type: ignore[arg-type, return-value]


# ---- adding


@pytest.mark.feature("M-03")
def test_a_paper_is_kept_under_its_label_and_opens_again(english: Client, person: Person) -> None:
    answer = sent(english, "شناسنامه‌ي پسرم")
    item = papers.of(person).get()
    assert answer["Location"] == f"/my/mailbox/{item.number}/"
    assert (item.title, item.content_type, item.sort) == (
        "شناسنامه‌ی پسرم", "image/jpeg", Sort.PAPER,
    )  # fmt: skip
    page = english.get(answer["Location"])
    assert f'src="/my/mailbox/{item.number}/file"' in page.content.decode()
    assert "Only you see it" in words(page)
    opened = english.get(f"/my/mailbox/{item.number}/file")
    assert b"".join(opened.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]


def test_papers_can_be_taken_up_again_and_are_their_owners(
    person: Person, other_person: Person
) -> None:
    first, second = paper(person, "one", b"1"), paper(person, "two", b"2")
    document(person)
    paper(other_person, "theirs", b"3")
    assert [found.number for found in papers.of(person)] == [second.number, first.number]
    assert papers.bytes_of(person) == 2


def test_the_form_says_what_it_takes_and_how_much_is_left(english: Client, person: Person) -> None:
    paper(person, data=b"x" * 3000)
    page = english.get(NEW)
    assert "Your papers take 3 KB of 200 MB" in words(page)
    assert b"multipart/form-data" in page.content


def test_the_same_paper_twice_is_one(person: Person) -> None:
    first = keep_paper(person, file(), "one")
    assert keep_paper(person, file(), "two") == first
    assert papers.of(person).count() == StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("birth_certificate page.1.JPG", "birth certificate page.1"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system"),
        ("invoice\u202egpj.exe", "invoicegpj"),
        ("كارت ملي.pdf", "کارت ملی"),
        ("x" * 300 + ".pdf", "x" * 100),
        (".pdf", ""),
        ("..", ""),
        ("\u200c.jpg", ""),
        ("", ""),
    ],
)
def test_a_name_gives_a_label_and_nothing_else(name: str, label: str) -> None:
    assert label_from(name) == label


def test_without_a_label_the_name_of_the_file_gives_one(english: Client, person: Person) -> None:
    sent(english, "", name="my_card.jpg")
    item = papers.of(person).get()
    assert item.title == "my card"
    assert "card" not in item.file


def test_when_the_name_gives_none_either_it_is_asked_for(english: Client, person: Person) -> None:
    answer = sent(english, " ", name=".jpg")
    assert answer.status_code == 422
    assert "Write what this paper is" in words(answer)
    assert sent(english, "x" * 101).status_code == 422
    assert not papers.of(person).exists()


# ---- refused


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.pdf", "The file is empty"),
        (b"<svg><script/></svg>", "a.svg", "not a PDF, JPEG, PNG or HEIC"),
        (b"<html>", "a.pdf", "not a PDF, JPEG, PNG or HEIC"),
        (uploads.action("JavaScript", JS="1"), "a.pdf", "more than being read"),
        (uploads.locked(user="a", owner="a"), "a.pdf", "locked with a password"),
        (uploads.bomb(), "a.png", "too many points"),
        (uploads.picture(size=(900, 900))[:2000], "a.jpg", "cannot be opened"),
    ],
)
def test_what_is_refused_comes_back_with_the_reason_and_what_to_do(
    data: bytes, name: str, said: str, english: Client, person: Person
) -> None:
    answer = sent(english, data=data, name=name)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "شناسنامه" in answer.content.decode()  # what was typed is still there
    assert not papers.of(person).exists()
    assert not StoredFile.objects.exists()


def test_no_file_is_asked_for(english: Client) -> None:
    answer = english.post(NEW, {"label": "x"})
    assert answer.status_code == 422
    assert "Choose the file" in words(answer)


def test_eleven_megabytes_are_refused_without_filling_the_disk(
    english: Client, person: Person
) -> None:
    answer = sent(english, data=b"%PDF-" + b"x" * 11 * papers.MEGABYTE)
    assert answer.status_code == 422
    assert "larger than 10 MB" in words(answer)
    assert "Choose the file" not in words(answer)
    assert not papers.of(person).exists()


def test_a_deed_called_with_too_much_refuses_it_too(person: Person) -> None:
    with pytest.raises(Refused, match=r"10|۱۰"):
        keep_paper(person, file(b"x" * (papers.MOST + 1)), "x")


def test_a_form_of_another_site_adds_nothing(english: Client, person: Person) -> None:
    english.handler.enforce_csrf_checks = True
    assert sent(english).status_code == 403
    assert not papers.of(person).exists()


def test_too_many_uploads_in_an_hour_have_to_wait(
    person: Person, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "UPLOADS", Limit("own-paper", 1, papers.UPLOADS.period))
    keep_paper(person, file(b"1"), "1")
    with pytest.raises(Refused) as refused:
        keep_paper(person, file(b"2"), "2")
    assert refused.value.reason == "often"


def test_a_storage_that_takes_nothing_is_told_plainly(
    english: Client, person: Person, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(default_storage, "save", lambda *_: 1 / 0)
    answer = sent(english)
    assert answer.status_code == 422
    assert "could not be stored" in words(answer)
    assert not papers.of(person).exists()


# ---- how much


def test_two_hundred_megabytes_are_the_most(
    person: Person, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_OF_A_PERSON", 10)
    keep_paper(person, file(b"x" * 6), "one")
    with pytest.raises(Refused) as refused:
        keep_paper(person, file(b"y" * 5), "two")
    assert refused.value.reason == "full"
    assert StoredFile.objects.count() == 1
    keep_paper(person, file(b"y" * 4), "three")
    with pytest.raises(Refused):
        keep_paper(person, file(b"z"), "four")


UPLOADERS = 6


@pytest.mark.django_db(transaction=True)
def test_uploads_at_once_do_not_pass_the_limit_together(
    person: Person, trusting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each alone would fit; all have passed the first look before any is recorded."""
    monkeypatch.setattr(papers, "MOST_OF_A_PERSON", 10)
    meeting, put = Barrier(UPLOADERS, timeout=30), keep.put

    def put_together(content: bytes, content_type: str) -> keep.Kept:
        kept = put(content, content_type)
        meeting.wait()
        return kept

    monkeypatch.setattr(keep, "put", put_together)

    def upload(number: int) -> bool:
        try:
            keep_paper(person, file(bytes([number]) * 6), str(number))
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(UPLOADERS) as pool:
        assert sum(pool.map(upload, range(UPLOADERS))) == 1
    assert papers.bytes_of(person) == 6
    assert StoredFile.objects.count() == 1


# ---- viruses


@contextmanager
def scanner(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that speaks as ClamAV does; gives its address and what it was sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            caller, _address = door.accept()
            with caller, caller.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                while length := struct.unpack("!L", stream.read(4))[0]:
                    heard.append(stream.read(length))
                caller.sendall(answer)

        server = Thread(target=serve)
        server.start()
        yield f"127.0.0.1:{door.getsockname()[1]}", heard
        server.join(10)


def test_the_scanner_sees_the_file_as_it_was_sent(
    person: Person, trusting: None, settings: Settings
) -> None:
    data = bytes(range(256)) * 1000
    with scanner(b"stream: OK\0") as (settings.CLAMAV_ADDRESS, heard):
        keep_paper(person, file(data), "one")
    assert b"".join(heard) == data


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", "infected"),
        (b"INSTREAM size limit exceeded. ERROR\0", "unscanned"),
        (b"", "unscanned"),
        (b"stream: OK\0 and more", "unscanned"),
    ],
)
def test_what_the_scanner_does_not_pass_is_not_kept(
    answer: bytes, reason: str, person: Person, trusting: None, settings: Settings
) -> None:
    with scanner(answer) as (settings.CLAMAV_ADDRESS, _heard), pytest.raises(Refused) as refused:
        keep_paper(person, file(), "one")
    assert refused.value.reason == reason
    assert not Item.objects.exists()


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nowhere", "127.0.0.1:x"])
def test_without_an_answer_of_the_scanner_nothing_is_kept(
    address: str, english: Client, person: Person, trusting: None, settings: Settings
) -> None:
    settings.CLAMAV_ADDRESS = address
    answer = sent(english)
    assert answer.status_code == 422
    assert "The virus scanner gives no answer" in words(answer)
    assert not papers.of(person).exists()


# ---- thrown away


def test_throwing_away_asks_once_more_and_takes_the_file_too(
    english: Client, person: Person, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    item = paper(person)
    address = f"/my/mailbox/{item.number}/throw-away/"
    assert "Throw this paper away?" in words(english.get(address))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        assert english.post(address)["Location"] == "/my/mailbox/"
    assert not papers.of(person).exists()
    assert not default_storage.exists(item.file)
    assert english.post(address).status_code == 404
