"""Giving papers again: only those the office asked for."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taminyar.accounts.signed_in import user_of
from taminyar.cartable import kinds, late, my_request, own, tracking
from taminyar.cartable.give_paper import GivePaper, Wanted, choices_of, take
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Attachment, Event, Request
from taminyar.cartable.my_deeds import named, tell_of, to_page
from taminyar.cartable.my_views import mine
from taminyar.cartable.states import State


@require_http_methods(["GET", "HEAD", "POST"])
def give_again(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked for; a POST gives what was chosen, the last of all says they are complete."""
    asked = mine(request, code)
    if asked.state != State.PAPERS_NEEDED:
        return to_page(asked)
    if request.method != "POST":
        return _page(request, asked, wanted_of(asked))
    tried = take(request, asked, wanted_of(asked))
    return _go_on(request, asked, [form for form in tried if form.errors])


def _go_on(request: HttpRequest, asked: Request, wrong: list[GivePaper]) -> HttpResponse:
    """With the last paper the request goes back to the branch by itself: nobody is lost here."""
    left = wanted_of(asked)
    if not left:
        said = _("Thank you: your papers have arrived, and the branch goes on.")
        return tell_of(request, asked, partial(own.give_papers, asked, user_of(request)), said)
    if wrong := [form for form in wrong if form.key in {one.key for one in left}]:
        return _page(request, asked, left, wrong)
    if "paper" in request.POST:
        return redirect("request-papers", tracking.grouped(asked.tracking))
    return _page(request, asked, left, too_soon=True)


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


def _page(
    request: HttpRequest,
    asked: Request,
    wanted: list[Wanted],
    wrong: Sequence[GivePaper] = (),
    *,
    too_soon: bool = False,
) -> HttpResponse:
    choices = choices_of(asked.person) if wanted else []
    failed = {form.key: form for form in wrong}
    context: dict[str, Any] = named(asked) | {
        "slots": [(one, failed.get(one.key) or GivePaper(one.key, choices)) for one in wanted],
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
