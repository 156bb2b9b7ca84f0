"""The forms of the office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taminyar.access import deeds, log
from taminyar.accounts.fields import NationalIdField
from taminyar.office.purposes import CHOICES, OTHER


class OpenFileForm(forms.Form):
    """Whose file, and what for. `purpose_kept` is the purpose as the access log keeps it."""

    national_id = NationalIdField(
        label=_("National ID of the person"),
        error_messages={"required": _("Enter the national ID of the person.")},
    )
    purpose = forms.ChoiceField(
        label=_("What for?"),
        choices=lambda: [*CHOICES.items(), (OTHER, _("Something else"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("What for: choose one; the person will read it."),
            "invalid_choice": _("What for: choose one; the person will read it."),
        },
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("In your own words: shorten it, please.")},
    )

    def clean_words(self) -> str:
        return log.plain(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("purpose") == OTHER and not answers.get("words"):
            self.add_error("words", _("In your own words: write what you need the file for."))
        return answers

    @property
    def purpose_kept(self) -> str:
        return deeds.purpose_of(self.cleaned_data["purpose"], self.cleaned_data["words"])


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Your answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Your answer: write it; the person will read it."),
            "max_length": _("Your answer: shorten it, please."),
        },
    )
