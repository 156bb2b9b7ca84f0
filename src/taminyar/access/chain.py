"""Checking the access log: every row against its hash, every chain, every sealed day.

Worked out here and not by the database that is being checked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any, Final, NamedTuple

from django.utils import timezone

from taminyar.access.models import AccessEntry, AccessSeal

BEFORE_THE_FIRST: Final = bytes(32)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Fault(NamedTuple):
    """Something that is not as it was written: an entry, or the rows of a day."""

    reason: str
    person: int | None = None
    number: int | None = None
    day: date | None = None


@dataclass
class _Day:
    entries: int = 0
    hashes: Any = field(default_factory=sha256)

    def add(self, row_hash: bytes) -> None:
        self.entries += 1
        self.hashes.update(row_hash)


def expected_hash(entry: AccessEntry) -> bytes:
    """The hash of the entry's fields, in the encoding that log.sql describes."""
    fields = (
        *(entry.person_id, entry.number, (entry.at - _EPOCH) // timedelta(microseconds=1)),
        *("" if entry.actor_id is None else entry.actor_id, entry.actor_name, entry.role),
        *(entry.what, entry.purpose, entry.detail, bytes(entry.previous).hex()),
    )
    texts = (str(value).encode() for value in fields)
    return sha256(b"".join(b"%d:%b" % (len(text), text) for text in texts)).digest()


def seal_digest(before: bytes, day: date, entries: int, hashes: bytes) -> bytes:
    """The digest of a day: of the seal before it, the day, its number of entries, their hashes."""
    return sha256(b"%b%b%d:%b" % (before, day.isoformat().encode(), entries, hashes)).digest()


def faults(entries: Iterable[AccessEntry], seals: Iterable[AccessSeal] = ()) -> Iterator[Fault]:
    """What is wrong with entries in the order of person and number, then with the seals by day.

    Of each person's chain the first fault alone, since those after it follow from it.
    """
    days: defaultdict[date, _Day] = defaultdict(_Day)
    for _person, chain in groupby(entries, key=lambda entry: entry.person_id):
        yield from _first_fault(chain, days)
    yield from _broken_seals(seals, days)


def _first_fault(chain: Iterable[AccessEntry], days: dict[date, _Day]) -> Iterator[Fault]:
    before, fault = BEFORE_THE_FIRST, None
    for number, entry in enumerate(chain, 1):
        fault = fault or _fault(entry, number, before)
        before = bytes(entry.hash)
        days[timezone.localdate(entry.at)].add(before)
    if fault:
        yield fault


def _fault(entry: AccessEntry, number: int, before: bytes) -> Fault | None:
    if entry.number != number:
        return Fault("missing", entry.person_id, number)
    if bytes(entry.hash) != expected_hash(entry):
        return Fault("changed", entry.person_id, number)
    if bytes(entry.previous) != before:
        return Fault("unlinked", entry.person_id, number)
    return None


def _broken_seals(seals: Iterable[AccessSeal], days: dict[date, _Day]) -> Iterator[Fault]:
    """The first day whose rows are not those that were sealed; later seals hang on it."""
    before, due = BEFORE_THE_FIRST, None
    for seal in seals:
        found = days.get(seal.day, _Day())
        digest = seal_digest(before, seal.day, found.entries, found.hashes.digest())
        if due and seal.day != due:
            yield Fault("seal missing", day=due)
            return
        if (seal.entries, bytes(seal.digest)) != (found.entries, digest):
            yield Fault("day changed", day=seal.day)
            return
        before, due = digest, seal.day + timedelta(days=1)
