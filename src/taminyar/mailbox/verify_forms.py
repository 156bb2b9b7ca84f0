"""What somebody has of a document they want to verify: its code, or its file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taminyar.accounts.throttle import TooManyTries
from taminyar.mailbox import codes


class VerifyForm(forms.Form):
    """One of the two. The file is dropped while it arrives when it is longer than 10 MB."""

    use_required_attribute = False

    code = forms.CharField(
        label=gettext_lazy("Number of the document"),
        help_text=gettext_lazy(
            "The sixteen letters and digits beside the square, in groups or without."
        ),
        max_length=100,
        required=False,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("The PDF as you received it, of 10 MB at most. We do not keep it."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        asked = request.method == "POST"
        super().__init__(request.POST if asked else None, request.FILES if asked else None)
        # One of them is needed, so that neither is called optional.
        for field in self.fields.values():
            field.marked_optional = False  # type: ignore[attr-defined]
        self.too_large = getattr(request, "too_large", False)

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if not typed:
            return ""
        try:
            return codes.normalised(typed)
        except ValueError as error:
            raise ValidationError(
                _("This cannot be a number of a document: it has sixteen letters and digits.")
            ) from error

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.too_large:
            self.add_error("file", _("The file is longer than 10 MB: it is not one of ours."))
        elif not self.errors and not answers["code"] and answers["file"] is None:
            self.add_error("code", _("Type the number of the document, or choose its file."))
        return answers

    def cannot_now(self, told: str) -> None:
        """What stands in the way just now, said in the place of the field that was used."""
        self.add_error("file" if self.files else "code", told)


def wait(error: TooManyTries) -> str:
    """How long to wait after too many documents were verified."""
    minutes = error.minutes
    return ngettext(
        "Too many documents were verified from here. Go on in %(minutes)s minute.",
        "Too many documents were verified from here. Go on in %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}
