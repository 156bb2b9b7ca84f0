"""What the form of an aid asks for while it is filled in: the list, and what was paid last."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.benefits.requests import aids
from taminyar.persian import jalali


@require_safe
@for_levels("insured", "pensioner")
def aid_list(request: HttpRequest) -> HttpResponse:
    """The search box of the list; or what the words typed into it find, each in sight.

    Nothing stays chosen out of sight: what is chosen, and what is not any more, is said.
    """
    if "words" not in request.GET:
        return render(request, "benefits/aid_search.html")
    every = {str(key): title for key, title in aids.TITLES.items()}
    words, before = request.GET["words"].strip()[:100], request.GET.get("item", "")
    hits = dict(aids.found(words)) if words else {}
    chosen = _chosen(before if before in every else "", hits)
    dropped = every.get(before, "") if chosen != before else ""
    context = {"words": words, "hits": hits, "every": every, "chosen": chosen, "dropped": dropped}
    return render(request, "benefits/aid_list.html", context)


def _chosen(before: str, hits: Mapping[str, Any]) -> str:
    """What was chosen, where it is in sight still; the only hit; "" while one is to be chosen."""
    if not hits or before in hits:
        return before
    return next(iter(hits)) if len(hits) == 1 else ""


@require_safe
@for_levels("insured", "pensioner")
def renewal(request: HttpRequest) -> HttpResponse:
    """The tariff of an aid today, and what the person's own requests had paid for.

    No national ID is in the address: everybody the aid was paid for is told of.
    """
    item = request.GET.get("item", "")
    known = item in aids.TITLES
    context = {
        "known": known,
        "tariff": aids.tariff(item, jalali.today()) if known else None,
        "paid": aids.paid_to(person_of(request), item) if known else [],
    }
    return render(request, "benefits/renewal.html", context)
