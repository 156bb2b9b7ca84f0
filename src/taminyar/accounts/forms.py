"""The forms of signing in and of proving again who one is."""

import time
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import parse_registration_response
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from taminyar.accounts import codes, sign_in
from taminyar.accounts.fields import CodeField, PassphraseField, number_input
from taminyar.accounts.models import Purpose, User
from taminyar.accounts.second_factor import (
    APP_CODE,
    PASSKEY_ASKED_AT,
    PASSKEY_SECONDS,
    SECOND_FACTOR,
    SECOND_FACTOR_A_DAY,
)
from taminyar.accounts.throttle import TooManyTries


def wait(error: TooManyTries) -> ValidationError:
    """How long to wait."""
    return ValidationError(
        ngettext_lazy(
            "Too many tries. Wait %(minutes)s minute, please.",
            "Too many tries. Wait %(minutes)s minutes, please.",
            "minutes",
        ),
        params={"minutes": error.minutes},
        code="too_many",
    )


def wait_or_code(error: TooManyTries) -> list[ValidationError]:
    """How long to wait with the passphrase, and the way that is open meanwhile."""
    return [wait(error), ValidationError(_("You can use a code to your mobile meanwhile."))]


class SignInForm(forms.Form):
    """National ID and passphrase; one answer for every way of being wrong."""

    national_id = forms.CharField(
        label=_("National ID"),
        max_length=20,
        widget=number_input("username"),
        error_messages={"required": _("Enter your national ID.")},
    )
    password = PassphraseField(
        "current-password",
        label=_("Passphrase"),
        error_messages={"required": _("Enter your passphrase.")},
    )
    user: User | None = None

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors:
            self.user = self._try(**answers)
            if self.user is None:
                raise ValidationError(
                    _("The national ID and the passphrase do not match an account.")
                )
        return answers

    def _try(self, national_id: str, password: str) -> User | None:
        try:
            return sign_in.try_passphrase(self.request, national_id, password)
        except TooManyTries as error:
            raise ValidationError(wait_or_code(error)) from error


class CodeForm(forms.Form):
    """A code that was sent to a mobile; `subject` is what it was about, once it is right."""

    code = CodeField()
    subject: dict[str, Any]

    def __init__(self, session: codes.Session, purpose: Purpose, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.session, self.purpose = session, purpose

    def refuse(self, why: ValidationError) -> None:
        """Shows the form with this one reason, whatever was typed."""
        self.full_clean()
        self.errors.clear()
        self.add_error(None, why)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        try:
            self.subject = codes.check(self.session, self.purpose, code)
        except codes.WrongCode as error:
            raise wrong_code(error) from error
        return code


def typed_code(request: HttpRequest, purpose: Purpose) -> CodeForm:
    """The form of a code, filled in if one was typed; a wrong one counts for the address."""
    if "code" not in request.POST:
        return CodeForm(request.session, purpose)
    address = sign_in.address_of(request)
    try:
        sign_in.FROM_AN_ADDRESS.spend(address)
    except TooManyTries as error:
        refused = CodeForm(request.session, purpose, {})
        refused.refuse(wait(error))
        return refused
    form = CodeForm(request.session, purpose, request.POST)
    if form.is_valid():
        sign_in.FROM_AN_ADDRESS.give_back(address)
    return form


def wrong_code(error: codes.WrongCode) -> ValidationError:
    if not error.tries_left:
        return ValidationError(
            _("This code can no longer be used. Ask for a new one."), code="expired"
        )
    return ValidationError(
        ngettext_lazy(
            "This is not the code. You have %(tries)s more try.",
            "This is not the code. You have %(tries)s more tries.",
            "tries",
        ),
        params={"tries": error.tries_left},
        code="wrong",
    )


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the authenticator app, or a recovery code; ten tries in a quarter of an hour."""

    code = CodeField(label=_("Code of your authenticator app"))

    def clean_code(self) -> str:
        who = str(self.user.pk)
        try:
            SECOND_FACTOR.spend(who)
            SECOND_FACTOR_A_DAY.spend(who)
        except TooManyTries as error:
            raise wait(error) from error
        code: str = super().clean_code()
        try:
            APP_CODE.spend(f"{who}:{code}")
        except TooManyTries as error:
            raise get_adapter().validation_error("incorrect_code") from error
        SECOND_FACTOR.clear(who)
        SECOND_FACTOR_A_DAY.clear(who)
        return code


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    code = CodeField(label=_("Code that the app shows now"))


class _CredentialField(forms.JSONField):
    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise ValidationError(NO_PASSKEY) from error


class _ReadableCredential(forms.Form):
    """What a browser gives for a passkey, soon after it was asked.

    Anything else is a wrong answer, not a fault of ours.
    """

    credential = _CredentialField(widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        asked_at = context.request.session.get(PASSKEY_ASKED_AT, 0)
        if time.time() - asked_at > PASSKEY_SECONDS:
            raise ValidationError(NO_PASSKEY)
        try:
            return self._read_credential()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValidationError(NO_PASSKEY) from error

    def _read_credential(self) -> Any:
        return super().clean_credential()  # type: ignore[misc]


class PasskeySignInForm(_ReadableCredential, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of the passphrase."""


class PasskeyStepForm(_ReadableCredential, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class AddPasskeyForm(_ReadableCredential, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey with a name to tell it by; it signs in without a passphrase."""

    name = forms.CharField(label=_("A name for this device"), max_length=60, required=False)
    passwordless = forms.BooleanField(
        required=False, initial=True, widget=forms.HiddenInput(attrs={"value": "on"})
    )

    def _read_credential(self) -> Any:
        credential = self.cleaned_data["credential"]
        parse_registration_response(credential)
        return credential


NO_PASSKEY = _("That did not work with fingerprint or face. Try again, or sign in another way.")


class ConfirmForm(forms.Form):
    """The passphrase again, by who is signed in."""

    password = PassphraseField(
        "current-password",
        label=_("Passphrase"),
        error_messages={"required": _("Enter your passphrase.")},
    )

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        try:
            right = sign_in.try_passphrase(self.request, self.user.national_id, password)
        except TooManyTries as error:
            raise ValidationError(wait_or_code(error)) from error
        if right is None:
            raise ValidationError(_("This is not your passphrase."))
        return password


class PassphraseForm(forms.Form):
    """A new passphrase, twice."""

    password1 = PassphraseField(
        "new-password",
        label=_("New passphrase"),
        error_messages={"required": _("Enter a passphrase.")},
    )
    password2 = PassphraseField(
        "new-password",
        label=_("The same again"),
        error_messages={"required": _("Enter the passphrase a second time.")},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        second: str = self.cleaned_data["password2"]
        if second != self.cleaned_data.get("password1", second):
            raise ValidationError(_("The two are not the same. Type it again."))
        return second
