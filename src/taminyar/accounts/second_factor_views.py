"""The second step of signing in, and choosing which one to have."""

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import (
    can_generate_recovery_codes,
    generate_recovery_codes,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from taminyar.accounts.forms import (
    ActivateAppForm,
    AddPasskeyForm,
    PasskeySignInForm,
    PasskeyStepForm,
    SecondFactorForm,
)
from taminyar.accounts.fresh import asks_fresh_sign_in
from taminyar.accounts.signed_in import user_of

SECURITY = reverse_lazy("security")

# A code of the app, a recovery code or a passkey, after the passphrase.
authenticate = AuthenticateView.as_view(
    form_class=SecondFactorForm,
    webauthn_form_class=PasskeyStepForm,
    template_name="accounts/second_factor.html",
)
# Signing in with a passkey alone; the page asks for its options without reloading.
passkey_sign_in = login_not_required(LoginWebAuthnView.as_view(form_class=PasskeySignInForm))


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


activate_app = asks_fresh_sign_in(_ActivateApp.as_view())
deactivate_app = asks_fresh_sign_in(_DeactivateApp.as_view())
add_passkey = asks_fresh_sign_in(_AddPasskey.as_view())
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
