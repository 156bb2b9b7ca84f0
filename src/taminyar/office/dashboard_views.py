"""The dashboard of the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from taminyar.accounts.models import Role
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles
from taminyar.cartable import desks
from taminyar.office import charts, dashboard


@require_safe
@for_roles(*desks.READERS)
def figures(request: HttpRequest) -> HttpResponse:
    """What waits in the own trays and what became of the rest; the administrator sees all."""
    duties = desks.duties_of(user_of(request))
    made = dashboard.of(duties)
    rtl, decided = translation.get_language_bidi(), [[d.approved, d.refused] for d in made.days]
    context = {
        "figures": made,
        "ages": dashboard.AGES,
        "by_age": charts.columns([[number] for number in made.waiting], rtl),
        "by_day": charts.columns(decided, rtl),
        "lines": charts.lines(decided),
        "chart": charts,
        # A reviewer decides nothing.
        "decides": any(duty.role != Role.MEDICAL_REVIEWER for duty in duties),
        "everywhere": any(duty.role == Role.ADMINISTRATOR for duty in duties),
    }
    return render(request, "office/dashboard.html", context)
