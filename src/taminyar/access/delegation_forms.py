"""Giving another person the right to act."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.access import delegates
from taminyar.access.delegation_models import STARTS
from taminyar.accounts.fields import NationalIdField, number_input
from taminyar.people.forms import JalaliDateField
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

_CHOSEN_DAY = "day"


def _scopes() -> list[tuple[str, Any]]:
    """The scopes that have pages, each as one sentence."""
    return [(scope, words) for scope, words in delegates.SENTENCES.items() if scope in STARTS]


def _last_day(period: str) -> datetime.date:
    today = jalali.today()
    match period:
        case "tomorrow":
            return today + datetime.timedelta(days=1)
        case "month":
            return today + datetime.timedelta(days=30)
        case "half-year":
            month = JalaliMonth.of(today) + 6
            return jalali.date_of(month.year, month.month, min(jalali.parts(today)[2], month.days))
    return jalali.add_years(today, 1)


class InvitationForm(forms.Form):
    """Whom, for what, and until when. `until` is the last day, a Gregorian date."""

    use_required_attribute = False

    national_id = NationalIdField(
        label=gettext_lazy("National ID of the person who may act for you"),
        widget=number_input("off"),
        error_messages={"required": gettext_lazy("Enter the national ID of the other person.")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What may they do?"),
        choices=_scopes,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They can never see or change your bank account or mobile."),
        error_messages={"required": gettext_lazy("Choose what the person may do, please.")},
    )
    period = forms.ChoiceField(
        label=gettext_lazy("For how long?"),
        choices=[
            ("tomorrow", gettext_lazy("Until the end of tomorrow")),
            ("month", gettext_lazy("For 30 days")),
            ("half-year", gettext_lazy("For six months")),
            ("year", gettext_lazy("For one year")),
            (_CHOSEN_DAY, gettext_lazy("Until a day I choose")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for how long, please.")},
    )
    until = JalaliDateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Only if you choose the day yourself; at most one year from today."),
        required=False,
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        vars(self.fields["until"])["marked_optional"] = False

    def clean_until(self) -> datetime.date | None:
        period = self.cleaned_data.get("period")
        day: datetime.date | None = self.cleaned_data.get("until")
        if not period:
            return day
        if period != _CHOSEN_DAY:
            return _last_day(period)
        if day is None:
            raise forms.ValidationError(_("Enter day, month and year of the last day."))
        if not jalali.today() <= day <= _last_day("year"):
            raise forms.ValidationError(_("Choose a last day from today to one year from now."))
        return day

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors:
            reason = delegates.why_not(self.person, answers["national_id"], answers["until"])
            if reason:
                raise forms.ValidationError(reason)
        return answers

    def draft(self) -> dict[str, Any]:
        """The answers as the session keeps them until they are confirmed."""
        answers = self.cleaned_data
        return {
            "national_id": answers["national_id"],
            "scopes": answers["scopes"],
            "until": jalali.iso(answers["until"]),
        }
