"""The forms of the finance directorate."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from taminyar.payments import bank_answer
from taminyar.payments.answer_rows import Fault

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_FAULTS: Final = 100


class AnswerFileForm(forms.Form):
    """A file of the bank's answers; `faults` are those of a file that was not taken over."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("The file of the bank"),
        help_text=_("A report in XML or a table in CSV. What they hold stands below."),
        widget=forms.FileInput(attrs={"accept": ".xml,.csv"}),
        error_messages={
            "required": _("Choose the file of the bank."),
            "empty": _("This file is empty."),
        },
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.faults: list[Fault] = []

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 50 MB. Use the command."))
        content: bytes = file.read()
        return content

    def refuse(self, refused: bank_answer.Refused) -> None:
        """Nothing was taken over: the form says so, the page shows why."""
        self.faults = refused.faults[:MOST_FAULTS]
        self.add_error("file", _("Nothing was taken over: the faults are listed below."))


class FindOrderForm(forms.Form):
    """The tracking code of a request, or the ID by which the bank knows its payment."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Tracking code"),
        max_length=60,
        error_messages={"required": _("Write the tracking code.")},
    )
