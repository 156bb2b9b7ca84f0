"""Sentences of the law's explanations: English templates with named values.

Whoever shows a text translates the template and writes the values in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth
from taminyar.persian.messages import N_

__all__ = ["N_", "Text", "Value", "percent", "plain", "text"]

# Whole numbers, exact fractions, days, months, words. Never a float.
type Value = int | str | Fraction | date | JalaliMonth


@dataclass(frozen=True, slots=True)
class Text:
    """A template such as `%(days)s days in the five years before` and its values."""

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        """In English, numbers without separators, Jalali dates as 1404-01-01."""
        return self.template % {name: plain(value) for name, value in self.values.items()}


def text(template: str, **values: Value) -> Text:
    return Text(template, values)


def percent(rate: Fraction) -> Value:
    """A rate as people say it: 7/100 as 7, 2/125 as 1.6; a rate like 1/3 stays a fraction."""
    hundred = 100 * rate
    if hundred.is_integer():
        return int(hundred)
    tenths = 10 * hundred
    if tenths.is_integer():
        return "{}.{}".format(*divmod(int(tenths), 10))
    return hundred


def plain(value: Value) -> str:
    """A value in ASCII: 1234, 2/3, 1404-01-01, 1404-01."""
    return jalali.iso(value) if isinstance(value, date) else str(value)


def _written_day(written: str) -> date:
    """A day as `iso` writes it; a forecast may lie beyond the years people may type."""
    return jalali.date_of(*map(int, written.split("-")))


_CODES: dict[str, Any] = {
    "fraction": Fraction,
    "date": _written_day,
    "month": JalaliMonth.parse,
}


def to_json(told: Text) -> dict[str, Any]:
    """The text for storing; `from_json` gives the same one back."""
    return {"template": told.template, "values": {k: _coded(v) for k, v in told.values.items()}}


def from_json(stored: Mapping[str, Any]) -> Text:
    return Text(stored["template"], {k: _decoded(v) for k, v in stored["values"].items()})


def _coded(value: Value) -> Any:
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    if isinstance(value, date):
        return {"date": jalali.iso(value)}
    if isinstance(value, JalaliMonth):
        return {"month": str(value)}
    return value


def _decoded(value: Any) -> Value:
    if isinstance(value, dict):
        [(kind, written)] = value.items()
        decoded: Value = _CODES[kind](written)
        return decoded
    known: Value = value
    return known
