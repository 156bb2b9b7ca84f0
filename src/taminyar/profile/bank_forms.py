"""The form in which a bank account is declared."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from taminyar import registries
from taminyar.accounts.throttle import TooManyTries
from taminyar.people.bank_accounts import Overtaken
from taminyar.people.models import BankAccount, Person, Refusal
from taminyar.persian import iban as ibans
from taminyar.profile import bank_inquiry

# What the answer of the bank means and what to do now.
ADVICE = {
    Refusal.NOT_YOURS: gettext_lazy(
        "The bank has this account in another name. Payments go only to an account that is in"
        " your own name, with your national ID and date of birth. Give another account, or, if"
        " this one is yours, ask the bank to correct your national ID or date of birth."
    ),
    Refusal.UNKNOWN: gettext_lazy(
        "The bank has no such account. Compare the number with the one in the bank's app."
    ),
    Refusal.CLOSED: gettext_lazy("This account is closed. Give one that is in use."),
    Refusal.BLOCKED: gettext_lazy(
        "The bank has blocked this account. Ask the bank to open it, or give another one."
    ),
    Refusal.NO_ANSWER: gettext_lazy("The bank gave no answer in three days. Declare it again."),
}


class BankAccountForm(forms.Form):
    """The IBAN, with or without IR, spaces and dashes, in any digits."""

    iban = forms.CharField(
        label=gettext_lazy("Bank account number (IBAN)"),
        help_text=gettext_lazy(
            "IR and 24 digits; your bank's app shows it. The account must be in your own name."
        ),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "dir": "ltr",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": gettext_lazy("Enter the number of the account.")},
    )

    # Whether it was registered already and is confirmed anew, after a payment came back.
    anew = False

    def clean_iban(self) -> str:
        try:
            return ibans.normalise(self.cleaned_data["iban"])
        except ValueError as error:
            raise ValidationError(_(str(error))) from error

    def declare(self, person: Person) -> BankAccount | None:
        """Declares the account; None when it cannot be registered, which the form then says."""
        iban = self.cleaned_data["iban"]
        try:
            if given_back := bank_inquiry.given_back(person, iban):
                self.anew = True
                return bank_inquiry.confirm_anew(given_back)
            return bank_inquiry.declare(person, iban)
        except bank_inquiry.NotRegistered as answer:
            self.add_error("iban", ValidationError(ADVICE[answer.why]))
        except registries.Unavailable:
            self.add_error("iban", _no_answer())
        except bank_inquiry.NoBirthDate:
            self.add_error("iban", _no_birth_date())
        except TooManyTries as error:
            self.add_error("iban", _wait(error))
        except Overtaken:
            self.add_error("iban", _overtaken())
        return None


def _no_answer() -> ValidationError:
    return ValidationError(
        gettext_lazy(
            "This is the account from which the bank gave a payment back, and the bank gives no"
            " answer about it now. Try again later, or give another account."
        )
    )


def _no_birth_date() -> ValidationError:
    return ValidationError(
        gettext_lazy(
            "Your date of birth is not on file with us, and the bank asks for it. Call 1420, or"
            " have it entered at a branch."
        )
    )


def _wait(error: TooManyTries) -> ValidationError:
    hours = -(-error.minutes // 60)
    return ValidationError(
        ngettext_lazy(
            "You have tried many accounts today. Try again in %(hours)s hour.",
            "You have tried many accounts today. Try again in %(hours)s hours.",
            "hours",
        ),
        params={"hours": hours},
    )


def _overtaken() -> ValidationError:
    return ValidationError(
        gettext_lazy(
            "Another account was registered for you in this very moment. This one was not."
            " Look at your bank account first."
        )
    )
