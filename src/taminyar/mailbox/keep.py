"""Keeping files: the row first, then the file, then the item, so that nothing is left half."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

import structlog
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction
from django.utils import timezone

from taminyar.mailbox.models import Item, Sort, StoredFile
from taminyar.people.models import Person
from taminyar.persian import names

# A file without an owner for so long will have none: whoever wrote it died.
LEFT_AFTER: Final = timedelta(hours=1)
_KEY_LENGTH: Final = 400
_log = structlog.get_logger(__name__)


class NotKept(Exception):
    """The storage did not take the file, or lost it; no item and no file is left."""


class HasFile(Protocol):
    """What owns a file: an item of the mailbox, a paper given with a request."""

    file: Any
    content_type: Any
    size: Any  # bytes
    sha256: Any


@dataclass(frozen=True)
class Kept:
    """A file in the storage that no item owns yet; `size` in bytes."""

    name: str
    content_type: str
    size: int
    sha256: bytes


def put(content: bytes, content_type: str) -> Kept:
    """Writes the file under a random name, for `add` to give it its owner.

    Outside any transaction, since the row that knows of the file must be there before it:
    RuntimeError otherwise. Raises `NotKept` when the storage refuses, as a full disk does.
    """
    token = secrets.token_hex(16)
    name = f"{token[:2]}/{token}"
    with transaction.atomic(durable=True):
        StoredFile.objects.create(name=name, started_at=timezone.now())
    try:
        _write(name, content)
    # Each storage has its own errors: a full disk, a network, a bucket that is gone.
    except Exception as error:
        _log.exception("a file could not be stored", name=name)
        discard(name)
        raise NotKept(str(error)) from error
    return Kept(name, content_type, len(content), hashlib.sha256(content).digest())


def _write(name: str, content: bytes) -> None:
    saved = default_storage.save(name, ContentFile(content))
    if saved != name:
        default_storage.delete(saved)
        raise OSError(f"The storage has a file {name} already.")
    _settle_on_disk(name)


def _settle_on_disk(name: str) -> None:
    """The row of the item waits for the disk, so its file must not be lost in a power cut."""
    if not isinstance(default_storage, FileSystemStorage):
        return
    path = Path(default_storage.path(name))
    for written in (path, path.parent):
        handle = os.open(written, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def add(
    person: Person,
    sort: Sort,
    *,
    kind: str = "",
    title: str = "",
    words: str = "",
    data: Mapping[str, Any] | None = None,
    kept: Kept | None = None,
) -> Item:
    """Records an item under the person's next number; `words` are what a search finds it by.

    In the caller's transaction or its own. Writers about one person wait for each other. Raises
    `NotKept` when the file was cleaned up meanwhile.
    """
    with transaction.atomic():
        if kept:
            settle(kept)
        return Item.objects.create(
            person=person,
            number=_next_number(person),
            sort=sort,
            kind=kind,
            title=title,
            search_key=names.search_key(f"{title} {words}")[:_KEY_LENGTH],
            created_at=timezone.now(),
            data=data or {},
            **_of_file(kept),
        )


def settle(kept: Kept) -> None:
    """Says that the file has an owner, in the transaction that writes the owner down.

    Raises `NotKept` when the file was cleaned up meanwhile.
    """
    if not StoredFile.objects.filter(name=kept.name, settled=False).update(settled=True):
        raise NotKept(f"{kept.name} is gone.")


def _of_file(kept: Kept | None) -> dict[str, Any]:
    if kept is None:
        return {}
    return {
        "file": kept.name,
        "content_type": kept.content_type,
        "size": kept.size,
        "sha256": kept.sha256,
    }


def _next_number(person: Person) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_NUMBER, [person.pk])
        number: int = cursor.fetchone()[0]
    return number


_NEXT_NUMBER: Final = """
    INSERT INTO mailbox_lastnumber AS last (person_id, number) VALUES (%s, 1)
    ON CONFLICT (person_id) DO UPDATE SET number = last.number + 1
    RETURNING number
"""


def opened(owner: HasFile) -> "File[bytes]":
    """The file of an item or of another owner, to be read and closed. Raises FileNotFoundError."""
    return default_storage.open(owner.file)


def throw_away(item: Item) -> None:
    """Removes one of the person's own papers, with its file; a second time changes nothing."""
    with transaction.atomic():
        paper = Item.objects.filter(pk=item.pk, sort=Sort.PAPER)
        if paper.delete()[0]:
            let_go(item.file)


def let_go(name: str) -> None:
    """Removes a file with its owner, in whose transaction this is: gone once that is committed."""
    StoredFile.objects.filter(name=name).update(settled=False)
    transaction.on_commit(partial(discard, name))


def discard(name: str) -> None:
    """Removes a file that nobody owns; one that cannot be removed now is left to the clean-up."""
    try:
        # The lock on the row keeps an item from taking the file while it goes.
        with transaction.atomic():
            if StoredFile.objects.filter(name=name, settled=False).delete()[0]:
                default_storage.delete(name)
    except Exception:
        _log.exception("a file could not be removed", name=name)


def remove_left_files() -> int:
    """Removes what dead processes left in the storage more than an hour ago; returns how many."""
    before = timezone.now() - LEFT_AFTER
    left = StoredFile.objects.filter(settled=False, started_at__lt=before)
    found = list(left.values_list("name", flat=True))
    for name in found:
        discard(name)
    return len(found)
