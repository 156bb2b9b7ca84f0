"""Examples for the living page of components. All of it is made up."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taminyar.cartable import desk
from taminyar.people.forms import JalaliDateField
from taminyar.persian import jalali

_MONTHS = range(1, 13)
_FIRST_MONTH, _LAST_MONTH = (1375, 4), (1404, 8)
_GAPS = (((1381, 5), (1381, 9)), ((1392, 8), (1392, 12)))


class _Example(forms.Form):
    """One field of every kind."""

    code = forms.CharField(
        label=_("Workshop code"),
        help_text=_("Ten digits, on top of every list"),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric"}),
    )
    secret = forms.CharField(
        label=_("Passphrase"),
        widget=forms.PasswordInput(attrs={"dir": "ltr", "autocomplete": "new-password"}),
    )
    born = JalaliDateField(label=_("Date of birth"))
    branch = forms.ChoiceField(
        label=_("Branch"), choices=[("", ""), ("1", _("Branch one")), ("2", _("Branch two"))]
    )
    married = forms.ChoiceField(
        label=_("Are you married?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    true = forms.BooleanField(label=_("What I wrote is true"))
    remark = forms.CharField(label=_("Remark"), widget=forms.Textarea, required=False)


def _career_year(year: int) -> Any:
    return SimpleNamespace(year=year, months=[_career_month(year, month) for month in _MONTHS])


def _career_month(year: int, month: int) -> Any:
    if not _FIRST_MONTH <= (year, month) <= _LAST_MONTH:
        return SimpleNamespace(days=None, state="outside")
    if any(first <= (year, month) <= last for first, last in _GAPS):
        return SimpleNamespace(days=0, state="none")
    if (year * 7 + month * 3) % 17 == 0:
        return SimpleNamespace(days=12, state="part")
    return SimpleNamespace(days=jalali.month_days(year, month), state="full")


def _stages(*states: str) -> list[dict[str, Any]]:
    labels = (_("Sent"), _("With the branch"), _("With finance"), _("Paid"))
    notes = {"current": _("An answer is due by 5 Dey"), "stopped": _("A paper is missing")}
    pairs = zip(labels, states, strict=True)
    return [{"label": text, "state": state, "note": notes.get(state)} for text, state in pairs]


def _years() -> list[tuple[object, ...]]:
    full, part, none = (_("Full"), "full"), (_("Part"), "part"), (_("No record"), "none")
    return [
        (("1403", "#y"), "پارس", "1234567890", full, 366, 1_234_567_890),
        (("1402", "#y"), "سپهر و آوند", "1234567890", part, 214, 98_700_000),
        (("1401", "#y"), "آوند", "1234567890", none, 0, 0),
        (("1400", "#y"), "تولیدی صنعتی نگین خاور و شرکا", "1234567890", full, 365, 456_000_000),
    ]


def _services() -> list[desk.Service]:
    group = _("Services")
    every, numbers = _("Every year and month you worked"), _("Identity and numbers")
    return [
        desk.Service("records", _("All records"), every, "desk", "calendar-days", group),
        desk.Service("account", _("My account"), numbers, "account", "circle-user", group),
    ]


def examples() -> dict[str, Any]:
    """Context of the page: two forms, a career of 30 years, stages, rows, services."""
    return {
        "form": _Example({"wrong-born_day": "31", "wrong-born_month": "7"}, prefix="wrong"),
        "clean_form": _Example(),
        "career": [_career_year(year) for year in range(1375, 1405)],
        "stage_bars": [
            _stages("done", "current", "todo", "todo"),
            _stages("done", "stopped", "todo", "todo"),
            _stages("done", "done", "done", "done"),
        ],
        "years": _years(),
        "services": _services(),
    }
