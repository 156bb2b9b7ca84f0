"""The form that asks for the new mobile."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from taminyar import registries
from taminyar.accounts import codes
from taminyar.accounts.throttle import TooManyTries
from taminyar.people.models import Person
from taminyar.persian import mobile as mobiles
from taminyar.profile import mobile_change


class MobileForm(forms.Form):
    """The new mobile, in any digits, with or without the country's code."""

    mobile = forms.CharField(
        label=gettext_lazy("New mobile number"),
        help_text=gettext_lazy("It must be registered in your own name."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "tel-national", "dir": "ltr"}
        ),
        error_messages={"required": gettext_lazy("Enter the new mobile number.")},
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_mobile(self) -> str:
        try:
            number = mobiles.normalise(self.cleaned_data["mobile"])
        except ValueError as error:
            raise ValidationError(_(str(error))) from error
        if number == self.person.mobile:
            raise ValidationError(_("This is the number we have already."))
        return number

    def send_code(self, session: codes.Session) -> bool:
        """Sends a code to the new number if it is the person's; else says what is wrong."""
        try:
            mobile_change.send_code(session, self.person, self.cleaned_data["mobile"])
        except mobile_change.NotYours:
            self.add_error("mobile", _not_yours())
        except registries.Unavailable:
            self.add_error("mobile", _no_answer())
        except TooManyTries as error:
            self.add_error("mobile", _wait(error))
        return not self.errors


def _not_yours() -> ValidationError:
    return ValidationError(
        gettext_lazy(
            "This number is registered in another person's name. Give one that is in your own"
            " name, or have this one put in your name by its operator first."
        )
    )


def _no_answer() -> ValidationError:
    return ValidationError(
        gettext_lazy(
            "We could not ask whose number this is; nothing was changed. Try again in a few"
            " minutes."
        )
    )


def _wait(error: TooManyTries) -> ValidationError:
    return ValidationError(
        ngettext_lazy(
            "That was tried often. Try again in %(minutes)s minute.",
            "That was tried often. Try again in %(minutes)s minutes.",
            "minutes",
        ),
        params={"minutes": error.minutes},
    )
