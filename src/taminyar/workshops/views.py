"""The employer's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.workshops.models import MonthlyList

PAGE = 24


@require_safe
@for_levels("employer")
def received_lists(request: HttpRequest) -> HttpResponse:
    """The lists of the employer's workshops that reached us, newest first, paged by key."""
    lists = MonthlyList.objects.of(person_of(request)).select_related("workshop")
    found = list(lists.before(request.GET.get("before", "")).newest_first()[: PAGE + 1])
    if not found and "before" in request.GET:
        # Nothing is older; that is not to say that nothing has come.
        return redirect("employer-lists")
    older = found[PAGE - 1].key if len(found) > PAGE else None
    context = {"lists": found[:PAGE], "older": older, "first": "before" not in request.GET}
    return render(request, "workshops/lists.html", context)
