"""Registering in three steps at one address: who you are, the code, a passphrase.

Whether the person has an account already is said to nobody but the holder of their mobile.
"""

import time
from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from taminyar import registries
from taminyar.accounts import (
    codes,
    fresh,
    recovery,
    registration,
    registration_wishes,
    sign_in,
)
from taminyar.accounts.fields import MobileField, NationalIdField
from taminyar.accounts.forms import CodeForm, PassphraseForm, typed_code, wait
from taminyar.accounts.models import Purpose, User
from taminyar.accounts.registration import Applicant
from taminyar.accounts.throttle import TooManyTries
from taminyar.people.forms import JalaliDateField

KEY = "registration"
# How long the steps may take together; afterwards it begins anew.
SECONDS = 15 * 60


class WhoForm(forms.Form):
    """Who registers: the three facts that the registries are asked about."""

    national_id = NationalIdField()
    birth_date = JalaliDateField(label=_("Date of birth"))
    mobile = MobileField()
    applicant: Applicant | None = None
    # Whether a registry did not answer: then nothing is wrong with what was typed.
    no_answer = False

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors:
            try:
                self.applicant = self._identified(**answers)
            except TooManyTries as error:
                raise wait(error) from error
        return answers

    def _identified(self, **answers: Any) -> Applicant | None:
        address, person = sign_in.address_of(self.request), answers["national_id"]
        registration.FROM_AN_ADDRESS.spend(address)
        registration.OF_ONE_PERSON_FROM_AN_ADDRESS.spend(f"{person}@{address}")
        registration.OF_ONE_PERSON.spend(person)
        try:
            return registration.identify(**answers)
        except registration.NotTheSame:
            self.add_error("birth_date", NOT_THE_SAME)
        except registration.NotTheirMobile:
            self.add_error("mobile", NOT_THEIRS)
        except registries.Unavailable:
            self.no_answer = True
            raise ValidationError(NO_ANSWER) from None
        return None


NOT_THE_SAME = _(
    "The civil registry does not know this national ID with this date of birth."
    " Compare both with your national card."
)
NOT_THEIRS = _(
    "This mobile is not registered to your national ID. Use one that is in your own name."
)
NO_ANSWER = _(
    "The registry does not answer just now. Nothing is wrong with what you typed and nothing was"
    " lost: press the button again in a few minutes."
)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The step that comes next, whichever it is."""
    if request.user.is_authenticated:
        return redirect("home")
    if "restart" in request.POST or "national_id" in request.POST:
        _forget(request)
    kept = request.session.get(KEY)
    if kept is None or time.time() - kept["at"] > SECONDS:
        _forget(request)
        return _who(request)
    if not kept["confirmed"]:
        return _code(request, Applicant.of(kept["applicant"]))
    return _passphrase(request, Applicant.of(kept["applicant"]))


def _forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
    codes.forget(request.session, Purpose.REGISTER)


def _shown(request: HttpRequest, step: str, form: Any, **more: Any) -> HttpResponse:
    status = 503 if getattr(form, "no_answer", False) else 422 if form.errors else 200
    context = {"form": form} | more
    return render(request, f"accounts/register_{step}.html", context, status=status)


def _who(request: HttpRequest) -> HttpResponse:
    form = WhoForm(request, request.POST if "national_id" in request.POST else None)
    if not (form.is_valid() and form.applicant):
        if form.no_answer and "tell" in request.POST:
            return _keep_wish(request, form)
        return _shown(request, "who", form)
    try:
        _send_code(request, form.applicant)
    except TooManyTries as error:
        form.add_error(None, wait(error))
        return _shown(request, "who", form)
    _keep(request, form.applicant, confirmed=False)
    return redirect("register")


def _keep(request: HttpRequest, applicant: Applicant, *, confirmed: bool) -> None:
    kept = {"applicant": applicant.kept(), "confirmed": confirmed, "at": time.time()}
    request.session[KEY] = kept


def _send_code(request: HttpRequest, applicant: Applicant) -> None:
    counted_as = sign_in.subjects(request, applicant.national_id)
    codes.send(request.session, Purpose.REGISTER, applicant.mobile, counted_as=counted_as)


def _keep_wish(request: HttpRequest, form: WhoForm) -> HttpResponse:
    """The registry is still silent: a message will come when it is not."""
    typed = form.cleaned_data
    try:
        registration_wishes.keep(typed["national_id"], typed["birth_date"], typed["mobile"])
    except TooManyTries as error:
        form.add_error(None, wait(error))
        return _shown(request, "who", form)
    return render(request, "accounts/register_later.html", {"mobile": typed["mobile"]})


def _code(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    if "resend" in request.POST:
        return _resend(request, applicant)
    form = typed_code(request, Purpose.REGISTER)
    if not form.is_valid():
        waiting = codes.waiting(request.session, Purpose.REGISTER)
        return _shown(request, "code", form, waiting=waiting, mobile=applicant.mobile)
    _keep(request, applicant, confirmed=True)
    return redirect("register")


def _resend(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    form = CodeForm(request.session, Purpose.REGISTER, {})
    try:
        _send_code(request, applicant)
    except TooManyTries as error:
        form.refuse(wait(error))
        waiting = codes.waiting(request.session, Purpose.REGISTER)
        return _shown(request, "code", form, waiting=waiting, mobile=applicant.mobile)
    return redirect("register")


def _passphrase(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """A passphrase makes the account; who has one already is told so now, and only now."""
    account = sign_in.account_of(applicant.national_id)
    if account is not None:
        return _already_there(request, applicant, account)
    typed = request.POST if "password1" in request.POST else None
    form = PassphraseForm(applicant.unsaved_user(), typed)
    if not form.is_valid():
        return _shown(request, "passphrase", form, applicant=applicant)
    try:
        user = registration.open_account(applicant, form.cleaned_data["password1"])
    except registration.AlreadyThere:
        return redirect("register")
    except registration.AnotherOnFile:
        _forget(request)
        return render(request, "accounts/register_another.html", status=409)
    _forget(request)
    response: HttpResponse = perform_login(request, user)
    fresh.note(request)
    return response


def _already_there(request: HttpRequest, applicant: Applicant, account: User) -> HttpResponse:
    """The code proved the mobile on file, so a new passphrase may be set; else sign in."""
    _forget(request)
    same = account.person.mobile == applicant.mobile and account.is_active
    if same:
        recovery.prove(request.session, account)
    return render(request, "accounts/register_already.html", {"may_recover": same})
