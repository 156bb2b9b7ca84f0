"""Signing in and out, and choosing the level."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from taminyar.accounts import levels
from taminyar.accounts.forms import SignInForm
from taminyar.accounts.signed_in import person_of


def _next_page(request: HttpRequest) -> str:
    """The page asked for before this step, if it is one of ours; else the home page."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else settings.LOGIN_REDIRECT_URL


@login_not_required
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_next_page(request))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.user:
        login(request, form.user)
        levels.remember(request, form.user.person)
        return redirect(_next_page(request))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "portal/login.html", context, status=422 if form.errors else 200)


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("landing")


@require_POST
def choose_level(request: HttpRequest) -> HttpResponse:
    """Switches to another level the person holds, with a new session key, and leads on."""
    wanted = request.POST.get("level", "")
    if wanted not in levels.held_by(person_of(request)):
        raise PermissionDenied
    request.session.cycle_key()
    levels.remember(request, person_of(request), wanted)
    return redirect(_next_page(request))
