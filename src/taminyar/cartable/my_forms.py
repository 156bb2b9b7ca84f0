"""What members write about a request: an objection, a message."""

import uuid
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST: Final = 2000
_SHORTEST_OBJECTION: Final = 10


def _words(label: Any, help_text: Any, **limits: Any) -> forms.CharField:
    """A long answer. One that is too long is told and never cut by the browser."""
    field = forms.CharField(
        label=label,
        help_text=help_text,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        **limits,
    )
    field.widget.attrs.pop("maxlength")
    return field


class ObjectionForm(forms.Form):
    """Why the refusal is wrong, in own words."""

    use_required_attribute = False

    words = _words(
        _("Why is the decision wrong?"),
        _("Say it in your own words. If a paper proves it, add it below."),
        min_length=_SHORTEST_OBJECTION,
        error_messages={
            "required": _("Write why the decision is wrong, please."),
            "min_length": _("Write a little more, please: at least ten letters."),
            "max_length": _("This is too long. Say it in 2000 letters, please."),
        },
    )


class MessageForm(forms.Form):
    """A message to the office; `key` makes one of it however often it is sent."""

    use_required_attribute = False

    text = _words(
        _("Your message"),
        _("Ask or tell what belongs to this request. Never write a passphrase or a code here."),
        error_messages={
            "required": _("Write your message first, please."),
            "max_length": _("This is too long. Say it in 2000 letters, please."),
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
