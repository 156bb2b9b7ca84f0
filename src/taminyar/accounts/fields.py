"""Fields for what people type to show who they are, in digits of any set."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.passphrases import MOST
from taminyar.persian import digits
from taminyar.persian import mobile as mobiles
from taminyar.persian import national_id as national_ids


def number_input(autocomplete: str) -> forms.TextInput:
    return forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": autocomplete, "dir": "ltr"}
    )


class NationalIdField(forms.CharField):
    """A national ID in any digits; gives its ten ASCII digits."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": _("National ID"),
            "max_length": 20,
            "widget": number_input("username"),
            "error_messages": {"required": _("Enter your national ID.")},
        }
        super().__init__(**(defaults | options))

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return national_ids.normalise(typed)
        except ValueError as error:
            raise ValidationError(
                _("National ID: write the 10 digits of the national card; check each one.")
            ) from error


class MobileField(forms.CharField):
    """A mobile in any digits and any of its forms; gives `09` and nine digits."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": _("Mobile"),
            "max_length": 30,
            "widget": number_input("tel"),
            "error_messages": {"required": _("Enter your mobile number.")},
        }
        super().__init__(**(defaults | options))

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return mobiles.normalise(typed)
        except ValueError as error:
            raise ValidationError(
                _("Mobile: write the 11 digits that begin with 09; check each one.")
            ) from error


class CodeField(forms.CharField):
    """Six digits in any set, with or without spaces, filled in by the phone where it can."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": _("Code"),
            "max_length": 20,
            "widget": number_input("one-time-code"),
            "error_messages": {"required": _("Enter the code.")},
        }
        super().__init__(**(defaults | options))

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return "".join(digits.plain(typed).split()).replace("-", "")


class PassphraseField(forms.CharField):
    """A passphrase as typed, spaces and all; `autocomplete` tells password managers which one."""

    def __init__(self, autocomplete: str, **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"})
        super().__init__(strip=False, max_length=MOST, widget=widget, **options)
