"""Dated values of the law, read from `parameters/*.yaml`.

A value is asked for by name and day. Yearly values end with their year: the next year's must be
decreed first, and asking for one that is not known is an error, never a guess.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from taminyar.persian import jalali

type Known = int | Fraction


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
    unit: str
    yearly: bool
    # Days since year 1 of each value's first day, for a quick search.
    starts: tuple[int, ...]
    values: tuple[Used, ...]
    published_on: tuple[str | None, ...]
    confirmed_on: tuple[str | None, ...]

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
    folder = files("taminyar.law").joinpath("parameters")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {name: folder.joinpath(name).read_bytes() for name in names}


@cache
def version() -> str:
    """Changes whenever any value of the law does."""
    return hashlib.sha256(b"".join(_sources().values())).hexdigest()[:16]


@cache
def every() -> dict[str, Series]:
    """All parameters by name."""
    found: dict[str, Series] = {}
    for source in _sources().values():
        entries: dict[str, Any] = yaml.load(source, Loader=yaml.CSafeLoader)
        found |= {name: _series(name, entry) for name, entry in entries.items()}
    return found


def _series(name: str, entry: Mapping[str, Any]) -> Series:
    rows = sorted(entry["values"], key=lambda row: str(row["from"]))
    common = {"source": entry.get("source", ""), "confidence": entry.get("confidence", "")}
    return Series(
        name=name,
        title=entry["title"],
        unit=entry["unit"],
        yearly=entry.get("yearly", False),
        starts=tuple(jalali.parse_date(row["from"]).toordinal() for row in rows),
        values=tuple(_used(common | row) for row in rows),
        published_on=tuple(row.get("published_on") for row in rows),
        confirmed_on=tuple(row.get("confirmed_on", entry.get("confirmed_on")) for row in rows),
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


def on(name: str, day: date) -> Used:
    """The value of a parameter on a (Gregorian) day. Raises MissingValue; KeyError if unknown."""
    return every()[name].on(day)


def minimum_daily_wage(month: int) -> int:
    """Minimum daily wage in rials on the first day of a Jalali month given as 140305."""
    return int(on("wage.minimum_daily", jalali.date_of(month // 100, month % 100, 1)).value)


def insured_daily_ceiling(month: int) -> int:
    """Ceiling of the insured wage in rials a day (article 35). Raises MissingValue."""
    day = jalali.date_of(month // 100, month % 100, 1)
    return int(on("wage.ceiling_factor", day).value) * minimum_daily_wage(month)
