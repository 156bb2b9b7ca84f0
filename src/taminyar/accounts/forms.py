"""The sign-in form."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User


class SignInForm(forms.Form):
    """National ID and passphrase; one answer for every way of being wrong."""

    national_id = forms.CharField(
        label=_("National ID"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "username", "dir": "ltr"}
        ),
        error_messages={"required": _("Enter your national ID.")},
    )
    password = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
        error_messages={"required": _("Enter your passphrase.")},
    )
    user: User | None = None

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors:
            self.user = authenticate(self.request, **answers)
            if self.user is None:
                raise forms.ValidationError(
                    _("The national ID and the passphrase do not match an account.")
                )
        return answers
