"""The second step of asking for something: the papers."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts.signed_in import person_of
from taminyar.cartable import drafts, paper_file, papers
from taminyar.cartable.check_page import Papers
from taminyar.cartable.give_paper import GivePaper, choices_of
from taminyar.cartable.kinds import Paper, RequestKind
from taminyar.cartable.models import Attachment, Draft
from taminyar.cartable.opening import for_its_kind
from taminyar.cartable.steps import Step, steps_of
from taminyar.mailbox.paper_forms import DropsTooLarge


@require_safe
@for_its_kind
def paper(request: HttpRequest, kind: RequestKind, pk: UUID) -> HttpResponseBase:
    """The file of a paper of the person's own draft."""
    mine = Attachment.objects.filter(draft__person=person_of(request), draft__kind=kind.slug)
    return paper_file.respond(request, get_object_or_404(mine, pk=pk))


@csrf_exempt  # the token is asked for below, once the handler of the file is in place
@require_http_methods(["GET", "HEAD", "POST"])
@for_its_kind
def papers_step(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    """What is needed and what was given; a POST gives one, takes one off, or goes on."""
    request.upload_handlers.insert(0, DropsTooLarge(request))
    return _papers_step(request, kind)


@csrf_protect
def _papers_step(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    draft = drafts.of(person_of(request), kind.slug)
    if draft is None:
        return redirect(kind.route)
    form = kind.form(draft.person, drafts.as_data(draft.typed))
    if not form.is_valid():
        return redirect(f"{reverse(kind.route)}?faults")
    given = Papers(kind, draft, form.answers())
    if request.method != "POST":
        return _page(request, given)
    if "take_off" in request.POST:
        return _take_off(request, kind, draft)
    return _give(request, given) if "paper" in request.POST else _go_on(request, given)


def _go_on(request: HttpRequest, given: Papers) -> HttpResponse:
    if not given.missing:
        return redirect(f"{given.kind.route}-check")
    return _page(request, given, asked_to_go_on=True)


def _take_off(request: HttpRequest, kind: RequestKind, draft: Draft) -> HttpResponse:
    found = next(
        (each for each in draft.papers.all() if str(each.pk) == request.POST["take_off"]), None
    )
    if found:
        papers.take_off(found)
        messages.success(request, _("“%(paper)s” is taken off.") % {"paper": found.label})
    return redirect(f"{kind.route}-papers")


def _give(request: HttpRequest, given: Papers) -> HttpResponse:
    paper = next((each for each in given.needed if each.slug == request.POST["paper"]), None)
    if paper is None:  # other answers, given in another window, do not ask for it
        return redirect(f"{given.kind.route}-papers")
    form = GivePaper(paper.slug, choices_of(given.draft.person), request)
    if form.is_valid() and form.taken(given.draft, paper):
        messages.success(request, _("“%(paper)s” is added.") % {"paper": paper.title})
        return redirect(reverse(f"{given.kind.route}-papers") + f"#paper-{paper.slug}")
    return _page(request, given, wrong=form)


def _page(
    request: HttpRequest,
    given: Papers,
    *,
    wrong: GivePaper | None = None,
    asked_to_go_on: bool = False,
) -> HttpResponse:
    choices = choices_of(given.draft.person)
    slots: list[tuple[Paper, forms.Form]] = [
        (each, wrong if wrong and wrong.slug == each.slug else GivePaper(each.slug, choices))
        for each in given.needed
    ]
    context: dict[str, Any] = {
        "kind": given.kind,
        "draft": given.draft,
        "papers": given,
        "slots": slots,
        "wrong": wrong,
        "asked_to_go_on": asked_to_go_on,
        "steps": steps_of(given.kind, Step.PAPERS),
    }
    status = 422 if wrong or asked_to_go_on else 200
    return render(request, "cartable/asking_papers.html", context, status=status)
