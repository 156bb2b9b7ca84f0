"""Sealing finished days of the access log, so that rows cut from the end of a chain are missed."""

import logging
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.db.models import Min
from django.utils import timezone

from taminyar.access.chain import BEFORE_THE_FIRST, seal_digest
from taminyar.access.models import AccessEntry, AccessSeal

logger = logging.getLogger(__name__)


def seal_days_before(today: date) -> int:
    """Seals every finished day not yet sealed, in order; returns how many days were new.

    Twice at once makes the same seals once. Each seal is also written to the log of the machine:
    who could change both tables cannot change what was written elsewhere.
    """
    last = AccessSeal.objects.order_by("day").last()
    day = last.day + timedelta(days=1) if last else _first_day()
    before = bytes(last.digest) if last else BEFORE_THE_FIRST
    made = 0
    while day and day < today:
        before = _seal(day, before)
        day, made = day + timedelta(days=1), made + 1
    return made


def _first_day() -> date | None:
    first = AccessEntry.objects.aggregate(first=Min("at"))["first"]
    return timezone.localdate(first) if first else None


def _seal(day: date, before: bytes) -> bytes:
    entries, hashes = 0, sha256()
    start, end = (_midnight(day + timedelta(days=days)) for days in (0, 1))
    rows = AccessEntry.objects.filter(at__gte=start, at__lt=end).order_by("person_id", "number")
    for row_hash in rows.values_list("hash", flat=True).iterator():
        hashes.update(row_hash)
        entries += 1
    digest = seal_digest(before, day, entries, hashes.digest())
    made = {"entries": entries, "digest": digest}
    seal, _new = AccessSeal.objects.get_or_create(day=day, defaults=made)
    # As a warning, so that it leaves the machine wherever logs are kept at all.
    logger.warning("Access log of %s sealed: %d entries, %s", day, entries, digest.hex())
    return bytes(seal.digest)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
