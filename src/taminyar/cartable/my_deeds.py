"""What members do with a request of theirs: withdraw it, object, write, read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taminyar.accounts.signed_in import user_of
from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.cartable import conversation, kinds, own, standing, tracking
from taminyar.cartable.give_paper import GivePaper, Wanted, anything_chosen, choices_of
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Request
from taminyar.cartable.move import NotAllowed, Overtaken
from taminyar.cartable.my_forms import MessageForm, ObjectionForm
from taminyar.cartable.my_views import mine, page
from taminyar.cartable.papers import OBJECTION, TITLES
from taminyar.cartable.states import MEMBER
from taminyar.cartable.submit import AlreadyAsked

MESSAGES: Final = Limit("request-message", 30, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Asks once more, then takes the request back for good."""
    asked = mine(request, code)
    if request.method == "POST":
        said = _("Your request is withdrawn. You may send a new one at any time.")
        return tell_of(request, asked, lambda: own.withdraw(asked, user_of(request)), said)
    if not asked.is_undecided:
        return to_page(asked)
    return render(request, "cartable/request_withdraw.html", named(asked))


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, code: str) -> HttpResponse:
    """Objects to a refusal, in own words, with a paper that proves it if there is one."""
    asked = mine(request, code)
    form, until = ObjectionForm(request.POST or None), own.objection_until(asked)
    proof = _proof(request, asked)
    if form.is_valid() and (until is None or _is_given(proof, asked)):
        words = form.cleaned_data["words"]
        said = _("Your objection has arrived. Another officer than the first looks at it.")
        return tell_of(request, asked, lambda: own.object_to(asked, user_of(request), words), said)
    if until is None and request.method != "POST":
        return to_page(asked)
    context = named(asked) | {"form": form, "proof": proof, "until": until}
    status = 422 if form.errors or proof.errors else 200
    context |= {"standing": standing.of(asked)}
    return render(request, "cartable/request_objection.html", context, status=status)


def _proof(request: HttpRequest, asked: Request) -> GivePaper:
    """The paper of an objection; one need not be given."""
    chosen = anything_chosen(request, OBJECTION)
    return GivePaper(OBJECTION, choices_of(asked.person), request if chosen else None)


def _is_given(proof: GivePaper, asked: Request) -> bool:
    """Whether the paper was taken, or none was chosen; if not, the form says why."""
    if proof.is_bound:
        proof.give(asked, Wanted(OBJECTION, Paper(OBJECTION, TITLES[OBJECTION])))
    return not proof.errors


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """A message to the office; the same key twice is one message. A GET leads to the request."""
    asked, form = mine(request, code), MessageForm(request.POST)
    if request.method != "POST":
        return to_page(asked, "#messages")
    if not standing.can_write(asked):
        messages.error(request, _("This request is over: no message is taken any more."))
        return to_page(asked)
    if not form.is_valid() or not _may_write_more(request, form):
        return page(request, asked, form)
    text, key = form.cleaned_data["text"], form.cleaned_data["key"]
    conversation.write(asked, user_of(request), MEMBER, text, key)
    messages.success(request, _("Your message is sent. You are told when the office answers."))
    return to_page(asked, "#messages")


def _may_write_more(request: HttpRequest, form: MessageForm) -> bool:
    """Counts the message; when there were too many, the form says so."""
    try:
        MESSAGES.spend(str(user_of(request).pk))
    except TooManyTries:
        form.add_error("text", _("You wrote many messages. Write again in an hour, please."))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, code: str) -> HttpResponse:
    """The person has read what the office wrote. Looking never writes, so it is a button."""
    asked = mine(request, code)
    if request.method == "POST":
        conversation.mark_read(asked, MEMBER)
    return to_page(asked, "#messages")


def named(asked: Request) -> dict[str, Any]:
    """What the smaller pages about a request name it by."""
    title, code = kinds.named(asked.kind).title, tracking.grouped(asked.tracking)
    return {"asked": asked, "title": title, "tracking": code}


def tell_of(
    request: HttpRequest, asked: Request, deed: Callable[[], None], said: str
) -> HttpResponse:
    """Does the deed and leads to the fresh page, which tells what came of it."""
    try:
        deed()
    except Overtaken:
        told = _("Something was done with this request meanwhile. See how it stands now.")
        messages.warning(request, told)
    except AlreadyAsked:
        told = _("You have asked for the same again since, so this request stays as it is.")
        messages.error(request, told)
    except NotAllowed:
        messages.error(request, _("This cannot be done any more. See how the request stands now."))
    else:
        messages.success(request, said)
    return to_page(asked)


def to_page(asked: Request, place: str = "") -> HttpResponse:
    response = redirect("request", tracking.grouped(asked.tracking))
    response["Location"] += place
    return response
