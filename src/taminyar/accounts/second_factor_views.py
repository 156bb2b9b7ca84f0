"""The second step of signing in, and choosing which one to have."""

from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import (
    can_generate_recovery_codes,
    generate_recovery_codes,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taminyar.accounts import sign_in
from taminyar.accounts.forms import (
    ActivateAppForm,
    AddPasskeyForm,
    PasskeySignInForm,
    PasskeyStepForm,
    SecondFactorForm,
)
from taminyar.accounts.fresh import asks_fresh_sign_in
from taminyar.accounts.levels import View
from taminyar.accounts.second_factor import asks_for_a_passkey, may_enrol, note_asked
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.throttle import TooManyTries

SECURITY = reverse_lazy("security")

# A code of the app, a recovery code or a passkey, after the passphrase.
authenticate = asks_for_a_passkey(
    AuthenticateView.as_view(
        form_class=SecondFactorForm,
        webauthn_form_class=PasskeyStepForm,
        template_name="accounts/second_factor.html",
    )
)
_with_passkey = LoginWebAuthnView.as_view(form_class=PasskeySignInForm)


@login_not_required
@require_http_methods(["GET", "POST"])
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """A passkey instead of the passphrase; the page asks for its options without reloading."""
    if request.user.is_authenticated or request.method == "GET":
        return redirect("account_login")
    if "begin" not in request.POST:
        response: HttpResponse = _with_passkey(request)
        return response
    try:
        sign_in.FROM_AN_ADDRESS.spend(sign_in.address_of(request))
    except TooManyTries:
        return JsonResponse({}, status=429)
    note_asked(request)
    return JsonResponse({"request_options": begin_authentication(user=None)})


def _with_permit(view: View) -> View:
    """Closes the setting up of a first second step to staff without a permit for it."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_enrol(user_of(request)):
            return view(request, *args, **kwargs)
        return render(request, "accounts/no_permit.html", status=403)

    return handle


class _ActivateApp(ActivateTOTPView):  # type: ignore[misc]
    form_class = ActivateAppForm
    template_name = "accounts/app_activate.html"
    success_url = reverse_lazy("recovery-codes")

    def get_success_url(self) -> str:
        return str(self.success_url)


class _DeactivateApp(DeactivateTOTPView):  # type: ignore[misc]
    template_name = "accounts/app_deactivate.html"
    success_url = SECURITY


class _AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    form_class = AddPasskeyForm
    template_name = "accounts/passkey_add.html"

    def get_success_url(self) -> str:
        return str(SECURITY)


class _RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "accounts/passkey_remove.html"
    success_url = SECURITY

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if get_adapter().can_delete_authenticator(self.get_object()):
            response: HttpResponse = super().form_valid(form)
            return response
        form.add_error(None, _("Staff keep at least one second step. Add another one first."))
        return render(
            self.request, self.template_name, self.get_context_data(form=form), status=422
        )


activate_app = asks_fresh_sign_in(_with_permit(_ActivateApp.as_view()))
deactivate_app = asks_fresh_sign_in(_DeactivateApp.as_view())
add_passkey = asks_fresh_sign_in(_with_permit(asks_for_a_passkey(_AddPasskey.as_view())))
remove_passkey = asks_fresh_sign_in(_RemovePasskey.as_view())


@asks_fresh_sign_in
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many are left; a press shows them, another makes new ones."""
    if request.POST.get("deed") == "new" and can_generate_recovery_codes(user_of(request)):
        generate_recovery_codes(request)
    found = Authenticator.objects.filter(
        user=user_of(request), type=Authenticator.Type.RECOVERY_CODES
    ).first()
    codes = found.wrap().get_unused_codes() if found else []
    context = {"codes": codes if request.method == "POST" else [], "left": len(codes)}
    return render(request, "accounts/recovery_codes.html", context)
