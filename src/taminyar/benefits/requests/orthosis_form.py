"""What is asked about an aid that was bought."""

from typing import Any, Final, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taminyar.benefits.requests import aids
from taminyar.benefits.requests.typed_days import OthersNationalIdField, PastDays
from taminyar.cartable.request_form import RequestForm
from taminyar.people.forms import AmountField, JalaliDateField
from taminyar.persian import digits

ME, DEPENDANT = "me", "dependant"
_TAX_ID_DIGITS: Final = range(10, 15)


def _aids() -> list[tuple[str, str | Promise]]:
    return [("", ""), *aids.found("")]


class OrthosisRequestForm(PastDays, RequestForm):
    fields_template = "benefits/orthosis_fields.html"
    past = ("bought_on",)

    beneficiary = forms.ChoiceField(
        label=_("Who is it for?"),
        choices=[(ME, _("For me")), (DEPENDANT, _("For my husband, wife or child"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Who is it for: choose one, please.")},
    )
    dependant_national_id = OthersNationalIdField(
        _("National ID of your husband, wife or child"),
        "",
        required=False,
        help_text=_("Only if it is not for you"),
    )
    item = forms.ChoiceField(
        label=_("What was bought?"),
        choices=_aids,
        error_messages={"required": _("What was bought: choose one, please.")},
    )
    bought_on = JalaliDateField(label=_("Date of the invoice"))
    invoice = AmountField(label=_("Price on the invoice (rials)"), least=1)
    seller_tax_id = forms.CharField(
        label=_("Tax number of the seller"),
        help_text=_("10 to 14 digits, if the invoice has it"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )

    def clean_seller_tax_id(self) -> str:
        typed = "".join(digits.plain(self.cleaned_data["seller_tax_id"]).split())
        if typed and not (typed.isdecimal() and len(typed) in _TAX_ID_DIGITS):
            raise forms.ValidationError(
                gettext("Tax number of the seller: write its 10 to 14 digits, or leave it empty.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("beneficiary") == ME:
            # What was typed for a dependant before does not matter any more.
            self.errors.pop("dependant_national_id", None)
            cleaned["dependant_national_id"] = ""
        elif "dependant_national_id" not in self.errors:
            self._check_dependant(cleaned)
        return cleaned

    def _check_dependant(self, cleaned: dict[str, Any]) -> None:
        typed = cast("str", cleaned.get("dependant_national_id"))
        if cleaned.get("beneficiary") == DEPENDANT and not typed:
            told = gettext("Enter the national ID of your husband, wife or child.")
            self.add_error("dependant_national_id", told)
        elif typed and typed == self.person.national_id:
            told = gettext("This is your own national ID; if it is for you, choose so above.")
            self.add_error("dependant_national_id", told)
