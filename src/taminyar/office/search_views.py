"""Searching requests. What was searched for stands in no address."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from taminyar.access import deeds, log
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles
from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.cartable import desks
from taminyar.office.note import branch_of, role_of
from taminyar.office.purposes import HANDLING, REQUEST_SEARCH
from taminyar.office.search import MOST, Hits, SearchForm, find

SEARCHES: Final = Limit("office-search", 120, timedelta(hours=1))


@require_http_methods(["GET", "POST"])
@for_roles(*desks.READERS)
def search(request: HttpRequest) -> HttpResponse:
    """Requests of the own trays. Each person who is shown is on record before the answer."""
    form = SearchForm(request.POST or None)
    if not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    try:
        SEARCHES.spend(str(user_of(request).pk))
    except TooManyTries as error:
        return _page(request, form, wait=error.minutes, status=429)
    hits = find(user_of(request), form.cleaned_data["words"])
    _note(request, hits)
    return _page(request, form, hits)


def _note(request: HttpRequest, hits: Hits) -> None:
    """On record with the duty under which it was searched: the first that reads requests."""
    if not hits.lines:
        return
    role = role_of(request, desks.READERS)
    log.record_all(
        hits.persons,
        actor=user_of(request),
        role=role,
        what=REQUEST_SEARCH.slug,
        purpose=HANDLING,
        detail=deeds.of_branch(branch_of(request, role)),
    )


def _page(
    request: HttpRequest,
    form: SearchForm,
    hits: Hits | None = None,
    *,
    wait: int = 0,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "hits": hits, "wait": wait, "most": MOST}
    return render(request, "office/search.html", context, status=status)
