"""A person's own papers: looked at, made harmless, kept within limits, used again later."""

import hashlib
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.mailbox import clean_paper, keep
from taminyar.mailbox.clean_paper import Clean
from taminyar.mailbox.models import Item, ItemQuerySet, Sort
from taminyar.mailbox.scan import Infected, Unreachable, scan
from taminyar.people.models import Person
from taminyar.persian import names

MEGABYTE: Final = 1024 * 1024
MOST: Final = 10 * MEGABYTE  # bytes of one paper
MOST_OF_A_PERSON: Final = 200 * MEGABYTE
LONGEST_LABEL: Final = 100
# Looking at a paper takes a process of its own for up to 20 seconds.
UPLOADS: Final = Limit("own-paper", 60, timedelta(hours=1))

REASONS: Final = {
    "empty": _("The file is empty. Choose it again, please."),
    "large": _("The file is larger than 10 MB. Take a smaller picture, or divide the paper."),
    "full": _("Your own papers may take 200 MB, and this one is too much. Throw one away first."),
    "type": _("This is not a PDF, JPEG, PNG or HEIC file. Save it as one of them, please."),
    "damaged": _("The file cannot be opened. It may be damaged: save or scan it again, please."),
    "locked": _("The PDF is locked with a password. Save it without one, please."),
    "active": _(
        "The PDF does more than being read: it holds a program, a form to send or another file. "
        "Print it into a new PDF, please."
    ),
    "pixels": _("The picture has too many points. Make it smaller, please."),
    "busy": _("Very many papers come in at this moment. Try again in a minute, please."),
    "infected": _("The virus scanner found something harmful in the file. It was not kept."),
    "unscanned": _("The virus scanner gives no answer, so we keep no papers now. Try again soon."),
    "often": _("You added many papers in a short time. Try again in an hour, please."),
    "storage": _("The paper could not be stored. Nothing was kept; try again later, please."),
}


class Refused(Exception):
    """The paper was not kept; the message tells the person why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(str(REASONS[reason]))
        self.reason = reason


def of(person: Person) -> ItemQuerySet:
    """The papers of this person, newest first: what can be attached to a request."""
    return Item.objects.of(person).filter(sort=Sort.PAPER).newest_first()


def bytes_of(person: Person) -> int:
    """What the papers of this person take."""
    taken: int | None = of(person).order_by().aggregate(taken=Sum("size"))["taken"]
    return taken or 0


def keep_paper(person: Person, upload: "UploadedFile[bytes]", label: str) -> Item:
    """Keeps the paper under the label; the same paper a second time is the one already kept.

    Outside any transaction: the scanner and the storage are asked. Raises `Refused`.
    """
    _check_room(person, 1)
    found = made_harmless(person, upload)
    if same := _same(person, hashlib.sha256(found.data).digest()):
        return same
    try:
        kept = keep.put(found.data, found.content_type)
    except keep.NotKept as error:
        raise Refused("storage") from error
    try:
        return _record(person, label, kept)
    finally:
        keep.discard(kept.name)  # does nothing to a file that has its item


def _record(person: Person, label: str, kept: keep.Kept) -> Item:
    with transaction.atomic():
        # Two uploads of one person wait for each other here, so that both are counted.
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if same := _same(person, kept.sha256):
            return same
        _check_room(person, kept.size)
        return keep.add(person, Sort.PAPER, title=label, kept=kept)


def made_harmless(person: Person, upload: "UploadedFile[bytes]") -> Clean:
    """The paper as it may be kept: scanned, and able to do nothing. Raises `Refused`.

    Outside any transaction: the scanner is asked, and a process of its own looks at it.
    """
    return _harmless(_read(person, upload))


def label_from(file_name: str) -> str:
    """A label from the name of a file: its last part without ending, path and unseen marks."""
    last = PurePosixPath(file_name.replace("\\", "/")).name
    stem = last.rpartition(".")[0] if "." in last else last
    return names.normalise(stem.replace("_", " "))[:LONGEST_LABEL].strip(" .\u200c")


def _read(person: Person, upload: "UploadedFile[bytes]") -> bytes:
    size = upload.size or 0
    if not size:
        raise Refused("empty")
    if size > MOST:
        raise Refused("large")
    try:
        UPLOADS.spend(str(person.pk))
    except TooManyTries as error:
        raise Refused("often") from error
    data: bytes = upload.read()
    return data


def _harmless(data: bytes) -> Clean:
    if settings.CLAMAV_ADDRESS:
        _scan(data)
    try:
        return clean_paper.clean(data)
    except clean_paper.Refused as refused:
        _refuse(refused.reason, refused)


def _scan(data: bytes) -> None:
    try:
        scan(data, settings.CLAMAV_ADDRESS)
    except Infected as error:
        _refuse("infected", error)
    except Unreachable as error:
        _refuse("unscanned", error)


def _refuse(reason: str, cause: Exception) -> NoReturn:
    raise Refused(reason) from cause


def _same(person: Person, digest: bytes) -> Item | None:
    return of(person).filter(sha256=digest).first()


def _check_room(person: Person, more: int) -> None:
    """Raises `Refused` when so many bytes more would be too much."""
    if bytes_of(person) + more > MOST_OF_A_PERSON:
        raise Refused("full")
