"""The security of one's own account: passphrase, open sessions, proving again who one is."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts import codes, fresh, kept_form, sessions
from taminyar.accounts.forms import CodeForm, ConfirmForm, PassphraseForm, wait
from taminyar.accounts.fresh import asks_fresh_sign_in
from taminyar.accounts.models import Purpose, User
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.throttle import TooManyTries
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


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Proving again who one is, by passphrase or by a code, and on to where one was going."""
    user, sent = user_of(request), request.POST
    by_code = "code" in sent or sent.get("deed") == "send-code"
    form: Any = (
        CodeForm(request.session, Purpose.CONFIRM, sent if "code" in sent else None)
        if by_code
        else ConfirmForm(request, user, sent if "password" in sent else None)
    )
    if form.is_valid():
        return _confirmed(request, user)
    trouble = _send_code(request, user) if sent.get("deed") == "send-code" else None
    context = {
        "form": form,
        "by_code": by_code,
        "waiting": codes.waiting(request.session, Purpose.CONFIRM),
        "has_mobile": bool(user.person.mobile),
        "trouble": trouble,
        "next": sent.get("next") or request.GET.get("next", ""),
        "kept": sent.get("kept", ""),
    }
    wrong = form.errors or trouble
    return render(request, "accounts/confirm.html", context, status=422 if wrong else 200)


def _send_code(request: HttpRequest, user: User) -> str | None:
    """Sends a code to the mobile on file; what stood in the way, or None."""
    try:
        codes.send(request.session, Purpose.CONFIRM, user.person.mobile)
    except TooManyTries as error:
        return str(wait(error).messages[0])
    return None


def _confirmed(request: HttpRequest, user: User) -> HttpResponse:
    sessions.new_key(request)
    fresh.note(request)
    waits = kept_form.let_wait(request, request.POST.get("kept", ""), user.pk)
    return redirect("go-on" if waits else next_page(request))
