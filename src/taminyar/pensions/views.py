"""The pensioner's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taminyar.access.delegates import open_to_delegates
from taminyar.accounts.levels import for_levels
from taminyar.accounts.signed_in import person_of
from taminyar.pensions.models import Pension
from taminyar.persian import jalali


@require_safe
@open_to_delegates("payslips")
@for_levels("pensioner")
def pensions(request: HttpRequest) -> HttpResponse:
    """Every pension of the person, those that ended as well, newest first (A-10)."""
    found = Pension.objects.of(person_of(request)).select_related("branch", "deceased")
    context = {"pensions": found.order_by("-started_on", "-pk"), "today": jalali.today()}
    return render(request, "pensions/pensions.html", context)
