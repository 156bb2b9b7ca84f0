"""The pages of acting for another person: both lists, giving, answering, ending, acting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taminyar.access import acting, delegates
from taminyar.access.delegates import NotPossible
from taminyar.access.delegation_forms import InvitationForm
from taminyar.access.delegation_models import Delegation, Ender
from taminyar.access.delegation_words import (
    Shown,
    draft_facts,
    in_digits,
    lists_of,
    past_rows,
)
from taminyar.access.held import closed_while_held
from taminyar.accounts import codes
from taminyar.accounts.forms import CodeForm
from taminyar.accounts.fresh import asks_fresh_sign_in
from taminyar.accounts.models import Purpose
from taminyar.accounts.sessions import new_key
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.throttle import TooManyTries
from taminyar.people.models import Person
from taminyar.persian import jalali

_DRAFT = "delegation"


@require_safe
def all_delegations(request: HttpRequest) -> HttpResponse:
    """Who may act for me, for whom I may act, and what was."""
    lists = lists_of(user_of(request).person)
    return render(request, "access/delegates.html", lists | {"past_rows": past_rows(lists["past"])})


@require_safe
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "access/delegation.html", {"shown": _shown(request, pk)})


def _shown(request: HttpRequest, pk: int) -> Shown:
    """One right of the person who asks, whichever side they are on; else 404."""
    person = user_of(request).person
    mine = Delegation.objects.of(person).with_accounts()
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Http404
    return Shown(found, found.principal_id == person.pk)


# ---- giving


@require_http_methods(["GET", "POST"])
@asks_fresh_sign_in
def invite(request: HttpRequest) -> HttpResponse:
    """Whom, for what, until when; the answers wait in the session to be confirmed."""
    draft = request.session.get(_DRAFT, {})
    begun = {name: draft[name] for name in ("national_id", "scopes") if name in draft}
    typed = request.POST if request.method == "POST" else None
    form = InvitationForm(user_of(request).person, typed, initial=begun)
    if form.is_valid():
        request.session[_DRAFT] = form.draft()
        return redirect("delegate-check")
    status = 422 if form.errors else 200
    return render(request, "access/delegate_new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@asks_fresh_sign_in
def check_invitation(request: HttpRequest) -> HttpResponse:
    """The answers once more; confirming them sends a code to the principal's own mobile."""
    draft = request.session.get(_DRAFT)
    if draft is None:
        return redirect("delegate-new")
    context: dict[str, Any] = {"facts": draft_facts(draft), "problem": None}
    if request.method == "POST":
        context["problem"] = _send_invitation_code(request, draft)
        if not context["problem"]:
            return redirect("delegate-code")
    status = 422 if context["problem"] else 200
    return render(request, "access/delegate_check.html", context, status=status)


def _send_invitation_code(request: HttpRequest, draft: dict[str, Any]) -> str | None:
    person = user_of(request).person
    try:
        delegates.INVITATIONS.spend(str(person.pk))
    except TooManyTries as error:
        return _wait(error)
    return _send_code(request, person, invitation=draft)


def _send_code(request: HttpRequest, person: Person, **subject: Any) -> str | None:
    """Sends the code; answers what stood against it, in words."""
    if not person.mobile:
        return _("Your mobile is not on file. Add it to your account first.")
    try:
        codes.send(request.session, Purpose.DELEGATION, person.mobile, **subject)
    except TooManyTries as error:
        return _wait(error)
    return None


def _wait(error: TooManyTries) -> str:
    return ngettext(
        "Too many tries. Wait %(minutes)s minute, please.",
        "Too many tries. Wait %(minutes)s minutes, please.",
        error.minutes,
    ) % {"minutes": in_digits(error.minutes)}


@require_http_methods(["GET", "POST"])
@closed_while_held
def confirm_invitation(request: HttpRequest) -> HttpResponse:
    """The code that makes the invitation. The answer is the same for every national ID."""
    waiting = codes.waiting(request.session, Purpose.DELEGATION)
    if waiting is None or "invitation" not in waiting.subject:
        return redirect("delegates")
    form = _code_form(request)
    if form.is_valid():
        return _give(request, form.subject["invitation"])
    return _code_page(request, form, waiting, "delegate-check")


def _give(request: HttpRequest, draft: dict[str, Any]) -> HttpResponse:
    until = jalali.parse_date(draft["until"])
    person = user_of(request).person
    try:
        delegates.give(person, draft["national_id"], draft["scopes"], until)
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        told = _("The invitation waits for an answer for 7 days. Tell the person about it.")
        messages.success(request, told)
    request.session.pop(_DRAFT, None)
    return redirect("delegates")


def _code_form(request: HttpRequest) -> CodeForm:
    typed = request.POST if request.method == "POST" and "code" in request.POST else None
    return CodeForm(request.session, Purpose.DELEGATION, typed)


def _code_page(
    request: HttpRequest, form: CodeForm, waiting: codes.Waiting, again: str, *args: Any
) -> HttpResponse:
    """`again` is the route (with its arguments) to which a POST sends a new code."""
    context = {"form": form, "waiting": waiting, "again": again, "again_args": args}
    status = 422 if form.errors else 200
    return render(request, "access/delegation_code.html", context, status=status)


# ---- answering


@require_http_methods(["GET", "POST"])
@closed_while_held
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST sends a code to the invited person's own mobile; a POST of the code accepts."""
    shown = _shown(request, pk)
    if not shown.can_answer:
        return redirect("delegation", pk)
    waiting = codes.waiting(request.session, Purpose.DELEGATION)
    waits = waiting is not None and waiting.subject.get("accept") == pk
    if request.method == "POST" and not ("code" in request.POST and waits):
        return _send_acceptance_code(request, shown, pk)
    if waiting is None or not waits:
        return redirect("delegation", pk)
    form = _code_form(request)
    if form.is_valid():
        return _accepted(request, shown)
    return _code_page(request, form, waiting, "delegation-accept", pk)


def _send_acceptance_code(request: HttpRequest, shown: Shown, pk: int) -> HttpResponse:
    if problem := _send_code(request, user_of(request).person, accept=pk):
        messages.error(request, problem)
        return redirect("delegation", pk)
    return redirect("delegation-accept", pk)


def _accepted(request: HttpRequest, shown: Shown) -> HttpResponse:
    try:
        delegates.accept(shown.delegation, user_of(request).person)
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("You may act for %(name)s now.") % {"name": shown.name})
    return redirect("delegates")


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _shown(request, pk)
    delegates.decline(shown.delegation, user_of(request).person)
    return redirect("delegates")


# ---- ending


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then ends the right at once."""
    shown = _shown(request, pk)
    if not shown.can_end:
        return redirect("delegation", pk)
    if request.method == "POST":
        delegates.end(shown.delegation, Ender.PRINCIPAL if shown.mine else Ender.DELEGATE)
        messages.success(request, _("The right has ended."))
        return redirect("delegates")
    return render(request, "access/delegation_end.html", {"shown": shown})


@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Ends everything the person has given, with one press."""
    delegates.freeze(user_of(request).person)
    messages.success(request, _("Nobody may act for you any more."))
    return redirect("delegates")


# ---- acting


@require_POST
@closed_while_held
def act(request: HttpRequest) -> HttpResponse:
    """From here on this session is about the principal's file."""
    pk = request.POST.get("delegation", "")
    known = pk.isascii() and pk.isdecimal() and len(pk) < 19
    mine = Delegation.objects.in_force(jalali.today()).filter(delegate=user_of(request).person)
    right = get_object_or_404(mine.select_related("principal"), pk=pk if known else None)
    acting.begin(request, right)
    return redirect(right.starts[0][1] if right.starts else "delegates")


@require_POST
def stop_acting(request: HttpRequest) -> HttpResponse:
    acting.finish(request)
    new_key(request)
    return redirect("delegates")
