"""Signing in and out, and choosing the level."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taminyar.accounts import code_sign_in, codes, idle, kept_form, levels, sessions
from taminyar.accounts.code_sign_in import CodeSignInForm
from taminyar.accounts.forms import SignInForm, typed_code
from taminyar.accounts.models import Purpose, User
from taminyar.accounts.second_factor_views import authenticate
from taminyar.accounts.signed_in import person_of, user_of


def next_page(request: HttpRequest) -> str:
    """The page asked for before this step, if it is one of ours; else the home page."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else reverse(settings.LOGIN_REDIRECT_URL)


def _shown(request: HttpRequest, template: str, form: Any, **more: Any) -> HttpResponse:
    """A page of signing in, with what must come along to the next one."""
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "kept": request.POST.get("kept", ""),
    }
    return render(request, template, context | more, status=422 if form.errors else 200)


def _was_filled_in(request: HttpRequest) -> bool:
    """Whether the form was sent, and not only brought here with a kept one."""
    brought = not {"begin", "kept"}.isdisjoint(request.POST)
    return request.method == "POST" and ("national_id" in request.POST or not brought)


@login_not_required
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """National ID and passphrase; then the second factor where there is one."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_page(request))
    form = SignInForm(request, request.POST if _was_filled_in(request) else None)
    if not (form.is_valid() and form.user):
        return _shown(request, "accounts/login.html", form)
    login = Login(user=form.user, redirect_url=_after_sign_in(request, form.user))
    response: HttpResponse = perform_password_login(request, form.cleaned_data, login)
    # A second factor sent along is looked at here and now.
    return authenticate(request) if request.POST.get("code") and _half_way(request) else response


def _half_way(request: HttpRequest) -> bool:
    return not request.user.is_authenticated


def _after_sign_in(request: HttpRequest, user: User) -> str:
    """Where to go now: on with a form that came along, if it is the user's."""
    waits = kept_form.let_wait(request, request.POST.get("kept", ""), user.pk)
    return reverse("go-on") if waits else next_page(request)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_with_code(request: HttpRequest) -> HttpResponse:
    """A code to the mobile on file instead of the passphrase. Never says who has an account."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_page(request))
    if "code" in request.POST:
        return _try_code(request)
    form = CodeSignInForm(request, request.POST if _was_filled_in(request) else None)
    if not form.is_valid():
        return _shown(request, "accounts/code_sign_in.html", form)
    waiting = codes.waiting(request.session, Purpose.SIGN_IN)
    context = {"waiting": waiting, "national_id": form.cleaned_data["national_id"]}
    empty = typed_code(request, Purpose.SIGN_IN)
    return _shown(request, "accounts/code_sign_in_code.html", empty, **context)


def _try_code(request: HttpRequest) -> HttpResponse:
    waiting = codes.waiting(request.session, Purpose.SIGN_IN)
    form = typed_code(request, Purpose.SIGN_IN)
    user = code_sign_in.account_of(form.subject) if form.is_valid() else None
    if user is None:
        context = {"waiting": waiting, "national_id": request.POST.get("national_id", "")}
        return _shown(request, "accounts/code_sign_in_code.html", form, **context)
    onward = _after_sign_in(request, user)
    response: HttpResponse = perform_login(request, user, redirect_url=onward)
    return response


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session on the server, and forgets the sign of life."""
    logout(request)
    response = redirect("landing")
    idle.forget(response)
    return response


@require_POST
def choose_level(request: HttpRequest) -> HttpResponse:
    """Switches to another level the person holds, with a new session key, and leads on.

    A form that was begun on the page one leaves is kept, and offered on the home page.
    """
    wanted = request.POST.get("level", "")
    levels.remember(request, user_of(request).person, levels.current(request).name)
    if wanted not in request.session["levels"]:
        raise PermissionDenied
    if draft := kept_form.draft_of(request):
        kept_form.let_wait(request, draft.sealed(), request.user.pk)
    sessions.new_key(request)
    levels.remember(request, person_of(request), wanted)
    return HttpResponseRedirect(next_page(request))


@require_safe
def stay(request: HttpRequest) -> HttpResponse:
    """A sign of life, asked for by the warning that the session is about to end."""
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest) -> HttpResponse:
    """What was typed earlier, one press away from being sent; another press forgets it."""
    kept = kept_form.waiting(request)
    if kept is None or request.method == "POST":
        kept_form.forget(request)
        return redirect("home")
    return render(request, "accounts/go_on.html", {"kept": kept})
