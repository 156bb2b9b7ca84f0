"""The second step of asking for something: the papers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts.signed_in import person_of
from taminyar.cartable import drafts, paper_file, papers
from taminyar.cartable.check_page import Papers
from taminyar.cartable.give_paper import GivePaper, Wanted, choices_of, take
from taminyar.cartable.kinds import Paper, RequestKind
from taminyar.cartable.models import Attachment, Draft
from taminyar.cartable.opening import for_its_kind
from taminyar.cartable.steps import Step, steps_of


@require_safe
@for_its_kind
def paper(request: HttpRequest, kind: RequestKind, pk: UUID) -> HttpResponseBase:
    """The file of a paper of the person's own draft."""
    mine = Attachment.objects.filter(draft__person=person_of(request), draft__kind=kind.slug)
    return paper_file.respond(request, get_object_or_404(mine, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_kind
def papers_step(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    """What is needed and what was given; a POST gives what was chosen, and what its button says."""
    draft = drafts.of(person_of(request), kind.slug)
    if draft is None:
        return redirect(kind.route)
    form = kind.form(draft.person, drafts.as_data(draft.typed))
    if not form.is_valid():
        return redirect(f"{reverse(kind.route)}?faults")
    given = Papers(kind, draft, form.answers())
    return _given(request, given) if request.method == "POST" else _page(request, given)


def _given(request: HttpRequest, given: Papers) -> HttpResponse:
    """Gives what was chosen, takes off what the button names, and goes on if it says so."""
    tried = take(request, given.draft, [Wanted(each.slug, each) for each in given.needed])
    if "take_off" in request.POST:
        _take_off(request, given.draft)
    if any(form.errors for form in tried):
        return _page(request, given, tried)
    return _go_on(request, given)


def _go_on(request: HttpRequest, given: Papers) -> HttpResponse:
    here = f"{given.kind.route}-papers"
    if slug := request.POST.get("paper"):
        known = any(each.slug == slug for each in given.needed)
        return redirect(reverse(here) + (f"#title-{slug}" if known else ""))
    if "take_off" in request.POST:
        return redirect(here)
    if not given.missing:
        return redirect(f"{given.kind.route}-check")
    return _page(request, given, asked_to_go_on=True)


def _take_off(request: HttpRequest, draft: Draft) -> None:
    found = next(
        (each for each in draft.papers.all() if str(each.pk) == request.POST["take_off"]), None
    )
    if found:
        papers.take_off(found)
        messages.success(request, _("“%(paper)s” is taken off.") % {"paper": found.label})


def _page(
    request: HttpRequest,
    given: Papers,
    tried: Sequence[GivePaper] = (),
    *,
    asked_to_go_on: bool = False,
) -> HttpResponse:
    choices = choices_of(given.draft.person)
    wrong = {form.key: form for form in tried if form.errors}
    slots: list[tuple[Paper, GivePaper]] = [
        (each, wrong.get(each.slug) or GivePaper(each.slug, choices)) for each in given.needed
    ]
    context: dict[str, Any] = {
        "kind": given.kind,
        "draft": given.draft,
        "papers": given,
        "slots": slots,
        "wrong": list(wrong.values()),
        "asked_to_go_on": asked_to_go_on,
        "steps": steps_of(given.kind, Step.PAPERS),
    }
    status = 422 if wrong or asked_to_go_on else 200
    return render(request, "cartable/asking_papers.html", context, status=status)
