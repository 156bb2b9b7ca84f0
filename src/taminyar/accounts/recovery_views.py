"""A new passphrase for who lost the old one, in three steps at one address."""

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

from taminyar.accounts import code_sign_in, codes, recovery, sign_in
from taminyar.accounts.fields import NationalIdField
from taminyar.accounts.forms import PassphraseForm, typed_code, wait
from taminyar.accounts.models import Purpose, User
from taminyar.accounts.throttle import TooManyTries
from taminyar.people.forms import JalaliDateField


class WhoseForm(forms.Form):
    """Whose account it is. The answer is the same for everybody."""

    national_id = NationalIdField()
    birth_date = JalaliDateField(label=_("Date of birth"))

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors:
            try:
                _send_code(self.request, **answers)
            except TooManyTries as error:
                raise ValidationError(wait(error).messages) from error
        return answers


def _send_code(request: HttpRequest, national_id: str, birth_date: Any) -> None:
    sign_in.FROM_AN_ADDRESS.spend(sign_in.address_of(request))
    user = recovery.account_with(national_id, birth_date)
    codes.send(
        request.session,
        Purpose.RECOVER,
        user.person.mobile if user else "",
        counted_as=sign_in.subjects(request, national_id),
        to_nobody=user is None,
        user=user.pk if user else 0,
    )


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """The step that comes next: who, the code, the new passphrase."""
    if "restart" in request.POST or "national_id" in request.POST:
        recovery.forget(request.session)
        codes.forget(request.session, Purpose.RECOVER)
    if account := recovery.proved(request.session):
        return _passphrase(request, account)
    if codes.waiting(request.session, Purpose.RECOVER):
        return _code(request)
    return _whose(request)


def _shown(request: HttpRequest, step: str, form: Any, **more: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"accounts/recover_{step}.html", {"form": form} | more, status=status)


def _whose(request: HttpRequest) -> HttpResponse:
    form = WhoseForm(request, request.POST if "national_id" in request.POST else None)
    return redirect("recover") if form.is_valid() else _shown(request, "whose", form)


def _code(request: HttpRequest) -> HttpResponse:
    form = typed_code(request, Purpose.RECOVER)
    if not form.is_valid():
        waiting = codes.waiting(request.session, Purpose.RECOVER)
        return _shown(request, "code", form, waiting=waiting)
    if account := code_sign_in.account_of(form.subject):
        recovery.prove(request.session, account)
    return redirect("recover")


def _passphrase(request: HttpRequest, account: User) -> HttpResponse:
    form = PassphraseForm(account, request.POST if "password1" in request.POST else None)
    if not form.is_valid():
        return _shown(request, "passphrase", form)
    recovery.set_new_passphrase(account, form.cleaned_data["password1"])
    recovery.forget(request.session)
    response: HttpResponse = perform_login(request, account)
    return response
