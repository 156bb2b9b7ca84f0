"""Reads the facts of a question into the dataclass a rule asks for, naming what is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from taminyar.law.career import Career, Row
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

MOST_MONTHS = 5_000  # rows of one career; nobody has had more

# No exponents: 1e999999999 is a short way to write a number that fills the memory.
_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,12}|/[1-9][0-9]{0,14})?")

# Reads one value; its BadInput names the way from there: "", ".days", "[2].days".
type Reader = Callable[[Any], Any]


class BadInput(ValueError):
    """One thing wrong with a question: the field, and what is expected of it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field, self.message = field, message

    def under(self, place: str) -> "BadInput":
        """The same fault, seen from the place that holds it."""
        return BadInput(place + self.field, self.message)


def read(kind: Any, given: object, at: str = "facts") -> Any:
    """The facts as the dataclass; BadInput for a wrong, missing or unknown field."""
    try:
        return _object(kind, given)
    except BadInput as wrong:
        raise wrong.under(at) from None


def read_career(given: object) -> Career:
    """The rows of a career; BadInput naming the row and field."""
    if not isinstance(given, list):
        raise BadInput("career", "must be a list of months")
    if len(given) > MOST_MONTHS:
        raise BadInput("career", f"must have at most {MOST_MONTHS} rows")
    try:
        return Career(_several(_row, given))
    except BadInput as wrong:
        raise wrong.under("career") from None


def _row(given: object) -> Row:
    row: Row = _object(Row, given)
    if row.days > row.month.days:
        raise BadInput(".days", f"must be at most the {row.month.days} days of the month")
    if row.wage and not row.days:
        raise BadInput(".wage", "must be 0 in a month without paid days")
    return row


def _object(kind: Any, given: object) -> Any:
    if not isinstance(given, Mapping):
        raise BadInput("", "must be an object")
    readers, needed = _shape(kind)
    found = {}
    for name, value in given.items():
        if name not in readers:
            raise BadInput(f".{name}", "is not a fact of this rule")
        try:
            found[name] = readers[name](value)
        except BadInput as wrong:
            raise wrong.under(f".{name}") from None
    for name in needed:
        if name not in found:
            raise BadInput(f".{name}", "is missing")
    try:
        return kind(**found)
    except BadInput as wrong:
        raise wrong.under(".") from None


class _Shape(NamedTuple):
    readers: dict[str, Reader]
    needed: tuple[str, ...]


@cache
def _shape(kind: Any) -> _Shape:
    """How each field of a dataclass is read, and those that have no default."""
    hints = get_type_hints(kind)
    needed = (f.name for f in fields(kind) if f.default is f.default_factory is MISSING)
    return _Shape({f.name: _reader(hints[f.name]) for f in fields(kind)}, tuple(needed))


def _reader(hint: Any) -> Reader:
    hint = getattr(hint, "__value__", hint)  # what a `type` alias stands for
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        [kind] = [part for part in parts if part is not NoneType]
        return partial(_optional, _reader(kind))
    if origin is Literal:
        return partial(_word, parts)
    if origin is tuple:
        return partial(_several, _reader(parts[0]))
    return _READERS.get(hint) or partial(_object, hint)


def _optional(reader: Reader, given: Any) -> Any:
    return None if given is None else reader(given)


def _word(words: tuple[object, ...], given: Any) -> Any:
    if isinstance(given, bool) or given not in words:
        raise BadInput("", "must be one of " + ", ".join(map(str, words)))
    return given


def _several(reader: Reader, given: Any) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise BadInput("", "must be a list")
    return tuple(_each(reader, place, value) for place, value in enumerate(given))


def _each(reader: Reader, place: int, value: object) -> Any:
    try:
        return reader(value)
    except BadInput as wrong:
        raise wrong.under(f"[{place}]") from None


def _whole(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise BadInput("", "must be a whole number")
    if not 0 <= given < 10**15:
        raise BadInput("", "must be from 0 to below 10^15")
    return given


def _exact(given: Any) -> Fraction:
    """A number such as 1, 1.1, "1.1" or "2/3"; taken as it is written, never as a float."""
    if isinstance(given, bool) or not _NUMBER.fullmatch(str(given)):
        raise BadInput("", "must be a number")
    return Fraction(str(given))


def _truth(given: Any) -> bool:
    if not isinstance(given, bool):
        raise BadInput("", "must be true or false")
    return given


def _day(given: Any) -> date:
    try:
        return jalali.parse_date(_words(given))
    except ValueError as wrong:
        raise _told(wrong) from None


def _month(given: Any) -> JalaliMonth:
    try:
        return _parsed_month(_words(given))
    except ValueError as wrong:
        raise _told(wrong) from None


@lru_cache(4096)  # rows of one year name the same twelve
def _parsed_month(written: str) -> JalaliMonth:
    return JalaliMonth.parse(written)


def _told(wrong: ValueError) -> BadInput:
    return wrong if isinstance(wrong, BadInput) else BadInput("", str(wrong))


def _words(given: Any) -> str:
    if not isinstance(given, str) or len(given) > 200:
        raise BadInput("", "must be text")
    return given


_READERS: dict[Any, Reader] = {
    int: _whole,
    Fraction: _exact,
    bool: _truth,
    date: _day,
    JalaliMonth: _month,
    str: _words,
}
