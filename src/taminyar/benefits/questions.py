"""How the facts of a rule are asked for: each kind makes its form fields and reads them back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.people.forms import (
    AmountField,
    JalaliDateField,
    JalaliMonthField,
    WholeNumberField,
)
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

type Label = str | Promise
type Fields = dict[str, forms.Field]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact of a rule: its name in the law, and what the visitor is asked."""

    name: str = field(kw_only=False)
    label: Label = field(kw_only=False)
    hint: Label = ""
    required: bool = True
    # A value the field starts with, or a function that gives it on the day of asking.
    initial: Any = None
    # Which macro of the page writes it: "field", "date" or "group".
    look = "field"
    # Length of the expected answer: "short", "medium" or "".
    width = ""

    def fields(self) -> Fields:
        """The form fields by name."""
        return {self.name: self.made(**self._options())}

    def _options(self) -> dict[str, Any]:
        start = self.initial() if callable(self.initial) else self.initial
        return {
            "label": self.label,
            "help_text": self.hint,
            "required": self.required,
            "initial": start,
        }

    def made(self, **options: Any) -> forms.Field:
        raise NotImplementedError

    def told(self, cleaned: Mapping[str, Any]) -> Any:
        """The fact as `calculate` reads it; None when it was left empty."""
        return cleaned.get(self.name)

    def field_behind(self, cleaned: Mapping[str, Any], row: int, part: str | None) -> str:
        """The form field of a part of the fact, such as the days of its third row."""
        return f"{self.name}_{part}" if part else self.name


class Day(Fact):
    look = "date"

    def made(self, **options: Any) -> forms.Field:
        return JalaliDateField(**options)

    def told(self, cleaned: Mapping[str, Any]) -> str | None:
        day: date | None = cleaned.get(self.name)
        return jalali.iso(day) if day else None


class Month(Fact):
    look = "date"

    def made(self, **options: Any) -> forms.Field:
        return JalaliMonthField(**options)

    def told(self, cleaned: Mapping[str, Any]) -> str | None:
        month: JalaliMonth | None = cleaned.get(self.name)
        return str(month) if month else None


class Money(Fact):
    width = "medium"

    def made(self, **options: Any) -> forms.Field:
        return AmountField(**options)


@dataclass(frozen=True, kw_only=True)
class Number(Fact):
    least: int = 0
    most: int = 100
    width = "short"

    def made(self, **options: Any) -> forms.Field:
        return WholeNumberField(least=self.least, most=self.most, **options)


class Tick(Fact):
    """Yes or no; never required, because no is an answer."""

    def made(self, **options: Any) -> forms.Field:
        return forms.BooleanField(**(options | {"required": False}))


@dataclass(frozen=True, kw_only=True)
class Choice(Fact):
    """One of a few words; the keys are those of the law."""

    choices: Mapping[Any, Label]

    def made(self, **options: Any) -> forms.Field:
        kinds = {str(key): label for key, label in self.choices.items()}
        few = len(kinds) < 6
        listed = list(kinds.items()) if few else [("", ""), *kinds.items()]
        missing = {"required": _("%(label)s: choose one, please.") % {"label": self.label}}
        return forms.ChoiceField(
            choices=listed,
            widget=forms.RadioSelect if few else forms.Select,
            error_messages=missing,
            **options,
        )

    def told(self, cleaned: Mapping[str, Any]) -> Any:
        keys = {str(key): key for key in self.choices}
        return keys.get(cleaned.get(self.name, ""))


def _unmarked(made: WholeNumberField) -> WholeNumberField:
    """One of many of which any may be left empty: that is said once, not beside each."""
    made.required = made.marked_optional = False
    return made


@dataclass(frozen=True, kw_only=True)
class Counts(Fact):
    """How many of each word: the fact is the list of the words."""

    choices: Mapping[str, Label]
    most: int = 12
    look = "group"
    width = "short"

    def fields(self) -> Fields:
        return {
            f"{self.name}_{word}": _unmarked(WholeNumberField(label=label, most=self.most))
            for word, label in self.choices.items()
        }

    def told(self, cleaned: Mapping[str, Any]) -> list[str]:
        return [
            word
            for word in self.choices
            for _each in range(cleaned.get(f"{self.name}_{word}") or 0)
        ]


@dataclass(frozen=True, kw_only=True)
class Amounts(Fact):
    """An amount for each word; the fact is the words that have one, with it."""

    choices: Mapping[str, Label]
    look = "group"
    width = "medium"

    def fields(self) -> Fields:
        return {
            f"{self.name}_{word}": _unmarked(AmountField(label=label))
            for word, label in self.choices.items()
        }

    def told(self, cleaned: Mapping[str, Any]) -> dict[str, int]:
        given = {word: cleaned.get(f"{self.name}_{word}") for word in self.choices}
        return {word: amount for word, amount in given.items() if amount is not None}


@dataclass(frozen=True, kw_only=True)
class Repeated(Fact):
    """A few rows of the same columns, the later ones folded away. A row left empty is no row."""

    columns: Sequence[Fact]
    times: int = 5
    read: Callable[[Mapping[str, Any]], Any] = dict
    look = "rows"

    def fields(self) -> Fields:
        return {name: field for row in range(1, self.times + 1) for name, field in self._row(row)}

    def _row(self, row: int) -> list[tuple[str, forms.Field]]:
        made = []
        for column in self.columns:
            [field] = column.fields().values()
            # Which rows are needed is known only when all are there.
            field.required = False
            field.marked_optional = not column.required  # type: ignore[attr-defined]
            field.initial = field.initial if row == 1 else None
            made.append((self.field_name(row, column), field))
        return made

    def field_name(self, row: int, column: Fact) -> str:
        return f"{self.name}{row}_{column.name}"

    def field_behind(self, cleaned: Mapping[str, Any], row: int, part: str | None) -> str:
        """Empty rows are left out of the fact, but not of the form."""
        begun = [number for number, given in enumerate(self.rows(cleaned), 1) if _begun(given)]
        return f"{self.name}{begun[row]}_{part}"

    def rows(self, cleaned: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The values of each row by column; None where nothing was typed."""
        return [
            {column.name: cleaned.get(self.field_name(row, column)) for column in self.columns}
            for row in range(1, self.times + 1)
        ]

    def gaps(self, cleaned: Mapping[str, Any]) -> list[tuple[str, Fact]]:
        """Fields that were left empty in a row that has others, or in the first one."""
        return [
            (self.field_name(row, column), column)
            for row, given in enumerate(self.rows(cleaned), 1)
            if _begun(given) or (row == 1 and self.required)
            for column in self.columns
            if column.required and given[column.name] is None
        ]

    def told(self, cleaned: Mapping[str, Any]) -> list[Any]:
        return [self.read(row) for row in self.rows(cleaned) if _begun(row)]


def _begun(row: Mapping[str, Any]) -> bool:
    return any(value is not None for value in row.values())
