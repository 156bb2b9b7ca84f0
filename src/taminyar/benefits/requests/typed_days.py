"""What the forms of the requests share."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.fields import NationalIdField, number_input
from taminyar.people.forms import JalaliDateField
from taminyar.persian import jalali


class PastDays(forms.Form):
    """A form some of whose days cannot be yet to come."""

    past: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        today = jalali.today()
        for name in self.past:
            field, day = self.fields[name], cleaned.get(name)
            if day and day > today and isinstance(field, JalaliDateField):
                self.add_error(name, field.wrong(_("%(label)s: this day is yet to come.")))
        return cleaned


class OthersNationalIdField(NationalIdField):
    """The national ID of somebody else; "" when it may be left empty and is.

    It is empty for a reason that the form tells; "optional" would not be true of all.
    """

    marked_optional = False

    def __init__(self, label: str | Promise, missing: str | Promise, **options: Any) -> None:
        given = {"label": label, "widget": number_input("off")}
        super().__init__(**(given | {"error_messages": {"required": missing}} | options))

    def clean(self, value: Any) -> str:
        if not self.required and not str(value or "").strip():
            return ""
        return super().clean(value)
