"""Giving papers again: only those the office asked for, one at a time."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from taminyar.accounts.signed_in import user_of
from taminyar.cartable import kinds, late, my_request, own, tracking
from taminyar.cartable.give_paper import GivePaper, choices_of
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Attachment, Event, Request
from taminyar.cartable.my_deeds import named, tell_of, to_page
from taminyar.cartable.my_views import mine
from taminyar.cartable.states import State
from taminyar.mailbox.paper_forms import DropsTooLarge


@dataclass(frozen=True)
class Wanted:
    """One paper that is asked for: instead of one that was not good enough, or for the first time.

    `why` is what the officer says about the one that was given, "" for one never given.
    """

    key: str
    paper: Paper
    instead_of: Attachment | None = None
    why: str = ""


@csrf_exempt  # the token is asked for below, once the handler of the file is in place
@require_http_methods(["GET", "HEAD", "POST"])
def give_again(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked for; a POST gives one paper, or says that they are complete."""
    request.upload_handlers.insert(0, DropsTooLarge(request))
    return _give_again(request, code)


@csrf_protect
def _give_again(request: HttpRequest, code: str) -> HttpResponse:
    asked = mine(request, code)
    if asked.state != State.PAPERS_NEEDED:
        return to_page(asked)
    if request.method != "POST":
        return _page(request, asked, wanted_of(asked))
    return _give(request, asked) if "paper" in request.POST else _complete(request, asked)


def wanted_of(asked: Request) -> list[Wanted]:
    """The papers that are still to be given. Three queries at most."""
    again, more = own.asked_papers(asked)
    known = {paper.slug: paper for paper in kinds.named(asked.kind).papers(asked.answers)}
    return [
        *(_instead_of(bad, known.get(bad.paper)) for bad in again),
        *(Wanted(slug, known.get(slug) or Paper(slug, slug)) for slug in more),
    ]


def _instead_of(bad: Attachment, paper: Paper | None) -> Wanted:
    why = my_request.given(bad).fault
    return Wanted(bad.pk.hex, paper or Paper(bad.paper, bad.label), bad, why)


def _give(request: HttpRequest, asked: Request) -> HttpResponse:
    wanted = wanted_of(asked)
    one = next((each for each in wanted if each.key == request.POST["paper"]), None)
    if one is None:  # given already, in another window
        return _back(asked)
    form = GivePaper(one.key, choices_of(asked.person), request)
    if form.is_valid() and form.taken(asked, one.paper, instead_of=one.instead_of):
        messages.success(request, _("“%(paper)s” is added.") % {"paper": one.paper.title})
        return _back(asked)
    return _page(request, asked, wanted, wrong=form)


def _complete(request: HttpRequest, asked: Request) -> HttpResponse:
    said = _("Thank you: your papers have arrived, and the branch goes on.")
    try:
        return tell_of(request, asked, partial(own.give_papers, asked, user_of(request)), said)
    except own.StillMissing:
        return _page(request, asked, wanted_of(asked), too_soon=True)


def _back(asked: Request) -> HttpResponse:
    return redirect("request-papers", tracking.grouped(asked.tracking))


def _page(
    request: HttpRequest,
    asked: Request,
    wanted: list[Wanted],
    *,
    wrong: GivePaper | None = None,
    too_soon: bool = False,
) -> HttpResponse:
    choices = choices_of(asked.person) if wanted else []
    context: dict[str, Any] = named(asked) | {
        "slots": [
            (one, wrong if wrong and wrong.slug == one.key else GivePaper(one.key, choices))
            for one in wanted
        ],
        "until": late.papers_until(asked),
        "words": _words_of_the_officer(asked),
        "wrong": wrong,
        "too_soon": too_soon,
    }
    status = 422 if wrong or too_soon else 200
    return render(request, "cartable/request_papers.html", context, status=status)


def _words_of_the_officer(asked: Request) -> str:
    asking = Event.objects.filter(request=asked, move="ask_papers").order_by("-version")
    return asking.values_list("words", flat=True).first() or ""
