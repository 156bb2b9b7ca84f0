"""Files are kept whole or not at all, under names nobody guesses, numbered without a gap."""

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction
from pytest_django import Settings

from taminyar.mailbox import issue, keep, letters
from taminyar.mailbox.models import Issuing, Item, Sort, StoredFile, Verifiable
from taminyar.people.models import Person
from tests.mailbox.document_examples import data
from tests.mailbox.issuing_process import in_a_folder

WRITERS = 12


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = in_a_folder()
    return tmp_path


@pytest.fixture
def full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes the beginning of a file and no more."""

    def save(self: FileSystemStorage, name: str, content: Any, max_length: Any = None) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.read(100))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "save", save)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_names_are_random_and_spread_over_folders(folder: Path) -> None:
    kept = [keep.put(b"content", "application/pdf") for _ in range(3)]
    assert len({one.name for one in kept}) == 3
    assert all(one.name[:2] == one.name.split("/")[1][:2] for one in kept)
    assert all(len(one.name) == 35 for one in kept)


@pytest.mark.django_db
def test_on_a_full_disk_there_is_an_answer_and_no_half_document(
    full_disk: None, folder: Path, person: Person
) -> None:
    with pytest.raises(issue.NotIssued, match=r"\w"):
        issue.issue(person, "relation", data("relation"))
    assert files_in(folder) == []
    for rows in (Item, Verifiable, StoredFile):
        assert not rows.objects.exists()


@pytest.mark.django_db
def test_on_a_full_disk_asking_has_failed_and_can_be_done_again(
    folder: Path, person: Person, request: pytest.FixtureRequest
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FileSystemStorage, "save", _no_space)
        failed = issue.ask(person, "relation", data("relation"))
    assert failed.state == Issuing.State.FAILED
    again = issue.ask_again(person, failed)
    assert (again.state, again.number) == (Issuing.State.MADE, 1)


def _no_space(*args: Any, **named: Any) -> str:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db
def test_when_recording_fails_the_file_goes_too(
    folder: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue, "tell", lambda *args, **named: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        issue.issue(person, "relation", data("relation"))
    assert files_in(folder) == []
    assert not StoredFile.objects.exists()
    assert not Item.objects.exists()


@pytest.mark.django_db
def test_a_file_that_cannot_be_removed_now_is_removed_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    kept = keep.put(b"content", "application/pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FileSystemStorage, "delete", _no_space)
        keep.discard(kept.name)
    assert len(files_in(folder)) == StoredFile.objects.count() == 1
    clock.shift(2 * 60 * 60)
    assert keep.remove_left_files() == 1
    assert files_in(folder) == []


@pytest.mark.django_db
def test_a_file_that_was_cleaned_up_cannot_be_recorded(person: Person) -> None:
    kept = keep.put(b"content", "image/png")
    keep.discard(kept.name)
    with pytest.raises(keep.NotKept):
        keep.add(person, Sort.PAPER, title="x", kept=kept)
    assert not Item.objects.exists()


@pytest.mark.django_db
def test_a_file_with_an_owner_is_never_discarded(person: Person) -> None:
    kept = keep.put(b"content", "image/png")
    item = keep.add(person, Sort.PAPER, title="x", kept=kept)
    keep.discard(kept.name)
    with keep.opened(item) as file:
        assert file.read() == b"content"


@pytest.mark.django_db(transaction=True)
def test_a_paper_is_thrown_away_with_its_file_and_its_number(person: Person) -> None:
    paper = keep.add(person, Sort.PAPER, title="x", kept=keep.put(b"content", "image/png"))
    for _ in range(2):
        keep.throw_away(paper)
    assert not default_storage.exists(paper.file)
    assert not StoredFile.objects.exists()
    assert letters.write(person, "title", "text").number == 2


@pytest.mark.django_db(transaction=True)
def test_a_paper_stays_when_what_threw_it_away_fails(person: Person) -> None:
    paper = keep.add(person, Sort.PAPER, title="x", kept=keep.put(b"content", "image/png"))
    with transaction.atomic():
        keep.throw_away(paper)
        transaction.set_rollback(True)
    assert default_storage.exists(paper.file)
    assert StoredFile.objects.get().settled


@pytest.mark.django_db
def test_only_papers_are_thrown_away(person: Person) -> None:
    item = issue.issue(person, "relation", data("relation"))
    keep.throw_away(item)
    assert default_storage.exists(item.file)
    assert Item.objects.of(person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_nothing_is_stored(person: Person) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        keep.put(b"content", "application/pdf")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_numbered_without_a_gap(person: Person, other_person: Person) -> None:
    meeting = Barrier(WRITERS, timeout=30)

    def write(number: int) -> int:
        try:
            connection.ensure_connection()
            meeting.wait()
            whose = person if number % 3 else other_person
            return letters.write(whose, f"letter {number}", "text").number
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        numbers = list(pool.map(write, range(WRITERS)))
    assert sorted(numbers) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8]
