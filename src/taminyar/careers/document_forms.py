"""Which part of the record a document shall hold; without wages unless they are asked for."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from taminyar.careers.documents import Extent
from taminyar.careers.history import History
from taminyar.mailbox.asking import OrderForm, UsualChoice, language_here
from taminyar.persian.digits import to_persian

KINDS: Final = (
    ("record-summary", _("A summary: a line for each year, and the total")),
    ("record", _("Everything, month by month")),
)


def _year_field(label: Any, wrong: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": wrong},
    )


class RecordOrderForm(OrderForm):
    """The order, and which part of the record."""

    kind = UsualChoice(
        lambda: "record-summary",
        label=_("What it shall hold"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("What it shall hold: choose one of the two, please.")},
    )
    with_wages = forms.BooleanField(
        label=_("With wages and premiums"),
        required=False,
        help_text=_("Most institutions need none."),
    )
    first_year = _year_field(_("From the year"), _("From the year: choose one of your record."))
    last_year = _year_field(_("To the year"), _("To the year: choose one of your record."))

    def __init__(self, data: Any = None, *, record: History) -> None:
        super().__init__(data)
        years = _years(record)
        self._choose_from("first_year", [("", _("From the start")), *years])
        self._choose_from("last_year", [("", _("Up to today")), *reversed(years)])

    def _choose_from(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        field.marked_optional = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("To the year: it is before the first year."))
        return cleaned

    @property
    def chosen_kind(self) -> str:
        return str(self.cleaned_data["kind"])

    @property
    def extent(self) -> Extent:
        chosen = self.cleaned_data
        return Extent(chosen["first_year"], chosen["last_year"], chosen["with_wages"])


def _years(record: History) -> list[tuple[str, str]]:
    """Every year from the first of the record to its last, for choosing."""
    if not record.lines:
        return []
    first, last = record.lines[0].month.year, record.lines[-1].month.year
    persian = language_here() == "fa"
    return [
        (str(year), to_persian(year) if persian else str(year)) for year in range(first, last + 1)
    ]
