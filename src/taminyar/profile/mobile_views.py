"""Seeing and changing the mobile: first the number, then the code that was sent to it (P-05)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from taminyar.accounts import codes
from taminyar.accounts.forms import CodeForm
from taminyar.accounts.fresh import asks_fresh_sign_in
from taminyar.accounts.models import Purpose
from taminyar.accounts.signed_in import person_of
from taminyar.people import mobiles
from taminyar.people.bank_accounts import HOLD
from taminyar.people.models import MobileChange
from taminyar.profile import mobile_change
from taminyar.profile.mobile_forms import MobileForm


@require_http_methods(["GET", "POST"])
@asks_fresh_sign_in
def mobile(request: HttpRequest) -> HttpResponse:
    """Both steps at one address: a form with `mobile`, then one with `code`."""
    if request.method != "POST":
        return _page(request, MobileForm(person_of(request)))
    if "code" in request.POST and "mobile" not in request.POST:
        return _check_code(request)
    return _send_code(request)


def _send_code(request: HttpRequest) -> HttpResponse:
    form = MobileForm(person_of(request), request.POST)
    if form.is_valid() and form.send_code(request.session):
        return redirect("mobile")
    return _page(request, form)


def _check_code(request: HttpRequest) -> HttpResponse:
    if codes.waiting(request.session, Purpose.CHANGE_MOBILE) is None:
        # Sent a second time: the page says how things stand.
        return redirect("mobile")
    form = CodeForm(request.session, Purpose.CHANGE_MOBILE, request.POST)
    if form.is_valid():
        mobile_change.change(person_of(request), form.subject["new"])
        return redirect("mobile")
    return _page(request, MobileForm(person_of(request)), code_form=form)


def _page(
    request: HttpRequest, form: MobileForm, code_form: CodeForm | None = None
) -> HttpResponse:
    """The step that is next, with what was wrong in the one that was sent."""
    person = person_of(request)
    waiting = codes.waiting(request.session, Purpose.CHANGE_MOBILE)
    if waiting and waiting.seconds_left and not form.errors:
        code_form = code_form or CodeForm(request.session, Purpose.CHANGE_MOBILE)
    changes = MobileChange.objects.of(person).filter(changed_at__gt=timezone.now() - HOLD)
    context: dict[str, Any] = {
        "current": mobiles.masked(person.mobile) if person.mobile else "",
        "changed": changes.order_by("-changed_at").first(),
        "form": form,
        "code_form": code_form,
        "waiting": waiting,
    }
    wrong = form.errors or (code_form and code_form.errors)
    return render(request, "profile/mobile.html", context, status=422 if wrong else 200)
