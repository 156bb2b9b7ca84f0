"""Reads the facts of a question into the dataclass a rule asks for, naming what is wrong."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from taminyar.law.career import Career, Row
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

MOST_MONTHS = 5_000  # rows of one career; nobody has had more


class BadInput(ValueError):
    """One thing wrong with a question: the field, and what is expected of it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field, self.message = field, message


def read(kind: Any, given: object, at: str = "facts") -> Any:
    """The facts as the dataclass; BadInput for a wrong, missing or unknown field."""
    if not isinstance(given, Mapping):
        raise BadInput(at, "must be an object")
    hints, known = _shape(kind)
    for name in given:
        if name not in known:
            raise BadInput(f"{at}.{name}", "is not a fact of this rule")
    found = {name: _one(field, hints[name], given, f"{at}.{name}") for name, field in known.items()}
    try:
        return kind(**found)
    except BadInput as wrong:
        raise BadInput(f"{at}.{wrong.field}", wrong.message) from None


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    return get_type_hints(kind), {field.name: field for field in fields(kind)}


def _one(field: Field[Any], hint: Any, given: Mapping[str, Any], at: str) -> Any:
    if field.name in given:
        return _value(hint, given[field.name], at)
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    raise BadInput(at, "is missing")


def _value(hint: Any, given: Any, at: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _optional(hint, given, at)
    if origin is Literal:
        return _word(get_args(hint), given, at)
    if origin is tuple:
        return _several(get_args(hint)[0], given, at)
    if hint in _READERS:
        return _READERS[hint](given, at)
    return read(hint, given, at)


def _optional(hint: Any, given: Any, at: str) -> Any:
    if given is None:
        return None
    [kind] = [part for part in get_args(hint) if part is not NoneType]
    return _value(kind, given, at)


def _word(words: tuple[object, ...], given: Any, at: str) -> Any:
    if isinstance(given, bool) or given not in words:
        raise BadInput(at, "must be one of " + ", ".join(map(str, words)))
    return given


def _several(hint: Any, given: Any, at: str) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise BadInput(at, "must be a list")
    return tuple(_value(hint, each, f"{at}[{place}]") for place, each in enumerate(given))


def _whole(given: Any, at: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise BadInput(at, "must be a whole number")
    if not 0 <= given < 10**15:
        raise BadInput(at, "must be from 0 to below 10^15")
    return given


def _exact(given: Any, at: str) -> Fraction:
    """A number such as 1, 1.1 or "1.1"; taken as it is written, never as a float."""
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise BadInput(at, "must be a number")
    try:
        return Fraction(str(given))
    except (ValueError, ZeroDivisionError):
        raise BadInput(at, "must be a number") from None


def _truth(given: Any, at: str) -> bool:
    if not isinstance(given, bool):
        raise BadInput(at, "must be true or false")
    return given


def _day(given: Any, at: str) -> date:
    try:
        return jalali.parse_date(_words(given, at))
    except ValueError as wrong:
        raise BadInput(at, str(wrong)) from None


def _month(given: Any, at: str) -> JalaliMonth:
    try:
        return JalaliMonth.parse(_words(given, at))
    except ValueError as wrong:
        raise BadInput(at, str(wrong)) from None


def _words(given: Any, at: str) -> str:
    if not isinstance(given, str) or len(given) > 200:
        raise BadInput(at, "must be text")
    return given


_READERS: dict[Any, Any] = {
    int: _whole,
    Fraction: _exact,
    bool: _truth,
    date: _day,
    JalaliMonth: _month,
    str: _words,
}


def read_career(given: object) -> Career:
    """The rows of a career; BadInput naming the row and field."""
    if not isinstance(given, list):
        raise BadInput("career", "must be a list of months")
    if len(given) > MOST_MONTHS:
        raise BadInput("career", f"must have at most {MOST_MONTHS} rows")
    return Career(_row(each, f"career[{place}]") for place, each in enumerate(given))


def _row(given: object, at: str) -> Row:
    row: Row = read(Row, given, at)
    if row.days > row.month.days:
        raise BadInput(f"{at}.days", f"must be at most the {row.month.days} days of the month")
    if row.wage and not row.days:
        raise BadInput(f"{at}.wage", "must be 0 in a month without paid days")
    return row
