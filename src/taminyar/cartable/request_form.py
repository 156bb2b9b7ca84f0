"""The form of a kind: read as it was typed, kept as it was typed, turned into plain answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Self, cast

from django import forms
from django.forms.utils import ErrorDict

from taminyar.people.forms import JalaliDateField
from taminyar.people.models import Person
from taminyar.persian import jalali

# Never kept with a draft.
_NOT_TYPED = frozenset({"csrfmiddlewaretoken"})


class RequestForm(forms.Form):
    """Base of every kind's form: made for one person, for choices and checks that depend on them.

    Fields with names of their own in the contract keep them; dates are `JalaliDateField`.
    """

    use_required_attribute = False
    # How the questions stand on the page; it finds the form as `form`.
    fields_template: ClassVar[str] = "cartable/asking_fields.html"

    def __init__(self, person: Person, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.person = person

    @classmethod
    def as_typed(cls, person: Person, typed: Mapping[str, Any]) -> Self:
        """The form with what was typed before, whatever it is, and without telling faults yet."""
        form = cls(person, typed or None)
        vars(form)["_errors"] = ErrorDict()
        return form

    @classmethod
    def from_answers(cls, person: Person, answers: Mapping[str, Any]) -> Self:
        """The form with answers that were kept, to be read by `stated`; nothing is checked again.

        Answers to fields the form does not have any more are left out.
        """
        form = cls(person)
        kept = {name: answers[name] for name in form.fields if name in answers}
        form.cleaned_data = {name: _read(form.fields[name], kept[name]) for name in kept}
        return form

    def typed(self) -> dict[str, str | list[str]]:
        """What was typed in the fields of this form, and in nothing else."""
        return {name: self._values(name) for name in self.data if self._is_ours(name)}

    def answers(self) -> dict[str, Any]:
        """The valid answers as plain JSON: days as 1404-01-01, all else as it is."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}

    def stated(self) -> list[tuple[str, Any]]:
        """Question and answer of each field that was answered, for reading them once more."""
        return [
            (str(field.label), _as_read(field, value))
            for name, field in self.fields.items()
            if (value := self.cleaned_data.get(name)) not in (None, "")
        ]

    def _values(self, name: str) -> str | list[str]:
        values: Any = self.data.getlist(name) if hasattr(self.data, "getlist") else self.data[name]
        one: str | list[str] = (
            values[0] if isinstance(values, list) and len(values) == 1 else values
        )
        return one

    def _is_ours(self, name: str) -> bool:
        parts = ("_day", "_month", "_year")
        stem = next((name.removesuffix(part) for part in parts if name.endswith(part)), name)
        return name not in _NOT_TYPED and (name in self.fields or stem in self.fields)


def _plain(value: Any) -> Any:
    return jalali.iso(value) if isinstance(value, date) else value


def _read(field: forms.Field, value: Any) -> Any:
    """The opposite of `_plain`."""
    is_day = isinstance(field, JalaliDateField) and isinstance(value, str)
    return jalali.parse_date(value) if is_day else value


def _as_read(field: forms.Field, value: Any) -> Any:
    """The words of a choice; every other value as it is, for the page to write."""
    if isinstance(field, forms.ChoiceField):
        return str(_labels(cast("Any", field.choices)).get(str(value), value))
    return value


def _labels(choices: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """The words of each choice, those in groups among them."""
    found: dict[str, Any] = {}
    for key, label in choices:
        found |= _labels(label) if isinstance(label, list | tuple) else {str(key): label}
    return found
