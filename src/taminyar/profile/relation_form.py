"""To whom the statement of relation is addressed (P-03)."""

from functools import cache
from importlib.resources import files
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taminyar.persian import names
from taminyar.profile.models import LONGEST_NAME


@cache
def institutions() -> tuple[str, ...]:
    """Names to choose from; any other may be typed."""
    lines = files("taminyar.profile").joinpath("institutions.csv").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


class _NameField(forms.CharField):
    """A name as it is stored: Persian letters, single spaces."""

    def to_python(self, value: Any) -> str:
        return names.normalise(super().to_python(value) or "")


class RelationForm(forms.Form):
    institution = _NameField(
        label=_("Institution"),
        help_text=_("Whom you hand the statement to. Choose a name or type another."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "institutions", "autocomplete": "off"}),
        error_messages={
            "required": _("Institution: write whom the statement is for."),
            "max_length": _("Institution: write at most %(limit_value)d letters."),
        },
    )
    receiving_branch = _NameField(
        label=_("Receiving branch"),
        help_text=_("The branch or office of the institution, such as its central branch."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Receiving branch: write the name of the branch."),
            "max_length": _("Receiving branch: write at most %(limit_value)d letters."),
        },
    )
