"""The security of one's own account: passphrase, open sessions, proving again who one is."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts import fresh, kept_form, sessions
from taminyar.accounts.forms import (
    ConfirmForm,
    PasskeyStepForm,
    PassphraseForm,
    SecondFactorForm,
)
from taminyar.accounts.fresh import asks_fresh_sign_in
from taminyar.accounts.models import User
from taminyar.accounts.second_factor import asks_for_a_passkey
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.views import next_page
from taminyar.notices.tell import tell


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Passphrase, second step and passkeys as they are now."""
    kinds: dict[str, list[Any]] = {kind: [] for kind in Authenticator.Type.values}
    for held in Authenticator.objects.filter(user=user_of(request)).order_by("created_at"):
        kinds[held.type].append(held)
    context = {
        "app": kinds["totp"],
        "passkeys": [(held.pk, held.wrap().name, held.created_at) for held in kinds["webauthn"]],
        "has_codes": bool(kinds["recovery_codes"]),
        "changed": request.GET.get("changed", "") == "passphrase",
    }
    return render(request, "accounts/security.html", context)


@asks_fresh_sign_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_passphrase(request: HttpRequest) -> HttpResponse:
    """A new passphrase; the other devices are signed out."""
    user = user_of(request)
    form = PassphraseForm(user, request.POST or None)
    if not form.is_valid():
        context = {"form": form}
        return render(
            request, "accounts/passphrase.html", context, status=422 if form.errors else 200
        )
    _set(user, form.cleaned_data["password1"])
    _keep_this_session_alone(request, user)
    return redirect("/account/security/?changed=passphrase")


def _set(user: User, passphrase: str) -> None:
    user.set_password(passphrase)
    user.save(update_fields=["password"])
    tell(user.person, "passphrase-changed")


def _keep_this_session_alone(request: HttpRequest, user: User) -> None:
    sessions.end_others(user, request.session.session_key)
    with sessions.following(request):
        update_session_auth_hash(request, user)


@require_http_methods(["GET", "POST"])
def open_sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is open; each can be ended, or all but this one."""
    user, key = user_of(request), request.session.session_key
    if request.method == "GET":
        found = sessions.open_sessions(user, key)
        return render(request, "accounts/sessions.html", {"sessions": found})
    if request.POST.get("deed") == "others":
        sessions.end_others(user, key)
    elif not sessions.end(user, _number(request.POST.get("session", ""))):
        raise Http404
    return redirect("sessions")


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


@sensitive_post_parameters("password", "code", "credential")
@asks_for_a_passkey
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Proving again who one is, and on to where one was going.

    With the second step where there is one, else with the passphrase; never with a code by text
    message alone, which whoever holds the phone can read.
    """
    user = user_of(request)
    has_second_step = is_mfa_enabled(user)
    form, passkey = _proofs(request, user, second_step=has_second_step)
    if any(proof is not None and proof.is_valid() for proof in (form, passkey)):
        return _confirmed(request, user)
    context = {
        "form": form,
        "by_second_step": has_second_step,
        "passkey": passkey,
        "passkey_options": begin_authentication(user) if passkey is not None else {},
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "kept": request.POST.get("kept", ""),
    }
    wrong = form.errors or (passkey is not None and passkey.errors)
    return render(request, "accounts/confirm.html", context, status=422 if wrong else 200)


def _proofs(request: HttpRequest, user: User, *, second_step: bool) -> tuple[Form, Form | None]:
    """The forms that may prove it, each filled in if it was sent."""
    sent = request.POST
    if not second_step:
        return ConfirmForm(request, user, sent if "password" in sent else None), None
    code = SecondFactorForm(user=user, data=sent if "code" in sent else None)
    if not is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]):
        return code, None
    passkey = PasskeyStepForm(user=user, data=sent if "credential" in sent else None)  # type: ignore[call-arg]
    return code, passkey


def _confirmed(request: HttpRequest, user: User) -> HttpResponse:
    sessions.new_key(request)
    fresh.note(request)
    waits = kept_form.let_wait(request, request.POST.get("kept", ""), user.pk)
    return HttpResponseRedirect(reverse("go-on") if waits else next_page(request))
