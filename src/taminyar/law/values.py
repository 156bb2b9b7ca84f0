"""Dated values of the law, read from `parameters/*.yaml`.

A value is asked for by name and day. Yearly values end with their year: the next year's must be
decreed first, and asking for one that is not known is an error, never a guess.
"""

import hashlib
import json
import os
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from taminyar.persian import jalali
from taminyar.persian.messages import N_

type Known = int | Fraction

FOLDER = Path(__file__).with_name("parameters")
# How long a value stands before it must be checked against its source again.
CONFIRM_WITHIN_MONTHS = 18
UNITS = (
    *(N_("days"), N_("months"), N_("years"), N_("persons"), N_("share"), N_("times")),
    *(N_("rials"), N_("rials a day"), N_("rials a month"), N_("rials a person and month")),
)
"""Every unit of the files, marked for whoever shows one; the schema allows no other."""


class MissingValue(LookupError):
    """No value of this parameter is known for this day (Jalali, 1404-01-01)."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(f"No value of {name} is known for {day}.")
        self.name, self.day = name, day


@dataclass(frozen=True, slots=True)
class Used:
    """A value with its day of effect (Jalali), where it comes from, and how sure it is (H/M/L)."""

    value: Known
    start: str
    source: str
    confidence: str

    def to_json(self) -> dict[str, Any]:
        exact = self.value
        written = str(exact) if isinstance(exact, Fraction) else exact
        return {
            "value": written,
            "from": self.start,
            "source": self.source,
            "confidence": self.confidence,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Used":
        value = stored["value"]
        known = Fraction(value) if isinstance(value, str) else value
        return cls(known, stored["from"], stored["source"], stored["confidence"])


@dataclass(frozen=True, slots=True)
class Series:
    """All known values of one parameter, oldest first."""

    name: str
    title: str
    title_fa: str
    unit: str
    yearly: bool
    # Days since year 1 of each value's first day, for a quick search.
    starts: tuple[int, ...]
    values: tuple[Used, ...]
    # Jalali days, of each value: when it was announced, where known, and last checked.
    published_on: tuple[str | None, ...]
    confirmed_on: tuple[str, ...]
    confirm_within_months: int

    @property
    def confirm_by(self) -> date:
        """The day by which the newest value must be checked again."""
        year, month, day = map(int, self.confirmed_on[-1].split("-"))
        due = jalali.JalaliMonth(year, month) + self.confirm_within_months
        return jalali.date_of(due.year, due.month, min(day, due.days))

    def stale(self, today: date) -> bool:
        """Whether the newest value has gone unchecked for too long."""
        return today > self.confirm_by

    def on(self, day: date) -> Used:
        place = bisect_right(self.starts, day.toordinal()) - 1
        if place < 0 or (self.yearly and not self._same_year(place, day)):
            raise MissingValue(self.name, jalali.iso(day))
        return self.values[place]

    def _same_year(self, place: int, day: date) -> bool:
        return day.toordinal() <= _year_end(int(self.values[place].start[:4]))


@cache
def _year_end(year: int) -> int:
    last = jalali.month_days(year, 12)
    return jalali.date_of(year, 12, last).toordinal()


@cache
def _sources() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.yaml"))}


@cache
def version() -> str:
    """Changes whenever any value of the law does."""
    return hashlib.sha256(
        b"\0".join(part for name, text in _sources().items() for part in (name.encode(), text))
    ).hexdigest()[:16]


@cache
def every() -> dict[str, Series]:
    """All parameters by name."""
    on.cache_clear()
    insured_daily_ceiling.cache_clear()
    return {name: _series(name, entry) for name, entry in _entries().items()}


def _entries() -> dict[str, Any]:
    """Every series as it is written in the files.

    Reading YAML costs more than all the rest, so what was read is kept as JSON under the hash of
    the files: another state of them has another name, so it cannot go stale.
    """
    kept = FOLDER / "__pycache__" / f"{version()}.json"
    with suppress(OSError, ValueError):
        found: dict[str, Any] = json.loads(kept.read_bytes())
        return found
    entries = _read()
    with suppress(OSError):
        _keep(kept, json.dumps(entries))
    return entries


def _read() -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = {}
    for source in _sources().values():
        found |= yaml.load(source, Loader=yaml.CSafeLoader)
    return found


def _keep(kept: Path, written: str) -> None:
    """In one stroke, for others may be reading; a folder that cannot be written stays as it is."""
    kept.parent.mkdir(exist_ok=True)
    for old in kept.parent.glob("*.json"):
        old.unlink(missing_ok=True)
    new = kept.with_suffix(f".{os.getpid()}")
    new.write_text(written)
    new.replace(kept)


def _series(name: str, entry: Mapping[str, Any]) -> Series:
    rows = sorted(entry["values"], key=lambda row: str(row["from"]))
    common = {"source": entry.get("source", ""), "confidence": entry.get("confidence", "")}
    return Series(
        name=name,
        title=entry["title"],
        title_fa=entry["title_fa"],
        unit=entry["unit"],
        yearly=entry.get("yearly", False),
        starts=tuple(jalali.parse_date(row["from"]).toordinal() for row in rows),
        values=tuple(_used(common | row) for row in rows),
        published_on=tuple(row.get("published_on") for row in rows),
        confirmed_on=tuple(row.get("confirmed_on", entry["confirmed_on"]) for row in rows),
        confirm_within_months=entry.get("confirm_within_months", CONFIRM_WITHIN_MONTHS),
    )


def _used(row: Mapping[str, Any]) -> Used:
    return Used(_exact(row["value"]), row["from"], row["source"], row["confidence"])


def _exact(written: int | str) -> Known:
    """Whole numbers as they stand; rates written as 3/4, 0.55 or 7 %."""
    if isinstance(written, int):
        return written
    if written.endswith("%"):
        return Fraction(written[:-1].strip()) / 100
    return Fraction(written)


@lru_cache(8192)  # an answer asks for dozens of values, mostly of the same days as the last one
def on(name: str, day: date) -> Used:
    """The value of a parameter on a (Gregorian) day. Raises MissingValue; KeyError if unknown."""
    return every()[name].on(day)


def periods(first: date, last: date, *names: str) -> list[tuple[date, date]]:
    """The days from first to last, both included, split where one of the parameters changes."""
    changes = {date.fromordinal(start) for name in names for start in every()[name].starts}
    starts = [first, *sorted(day for day in changes if first < day <= last)]
    ends = [day - timedelta(days=1) for day in starts[1:]]
    return list(zip(starts, [*ends, last], strict=True))


def minimum_daily_wage(month: int) -> int:
    """Minimum daily wage in rials on the first day of a Jalali month given as 140305."""
    return int(on("wage.minimum_daily", jalali.date_of(month // 100, month % 100, 1)).value)


@cache
def insured_daily_ceiling(month: int) -> int:
    """Ceiling of the insured wage in rials a day (article 35). Raises MissingValue."""
    day = jalali.date_of(month // 100, month % 100, 1)
    return int(on("wage.ceiling_factor", day).value) * minimum_daily_wage(month)
