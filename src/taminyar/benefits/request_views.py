"""What the form of an aid asks for while it is filled in: the list, and what was paid last."""

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
    """The search box of the list; or the options that hold every word typed into it.

    What is chosen already stays among them.
    """
    if "words" not in request.GET:
        return render(request, "benefits/aid_search.html")
    chosen = request.GET.get("item", "")
    shown = dict(aids.found(request.GET["words"][:100]))
    kept = {chosen: aids.TITLES[chosen]} if chosen in aids.TITLES else {}
    context = {"aids": shown | kept, "chosen": chosen, "count": len(shown)}
    return render(request, "benefits/aid_list.html", context)


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
