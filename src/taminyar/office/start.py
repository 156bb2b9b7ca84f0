"""Where staff begin: what waits for them, and the ways on."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taminyar.access.models import AccessDoubt
from taminyar.accounts.models import Role, StaffDuty
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles, roles_of
from taminyar.benefits import known_values
from taminyar.cartable import desks
from taminyar.law import values
from taminyar.office import opened
from taminyar.office.queue_views import Tab, tabs
from taminyar.office.queues import queues_of, sizes
from taminyar.office.views import page_of_file
from taminyar.persian import jalali

# Who hands payments to the bank.
PAYERS: Final = frozenset({Role.FINANCE_OFFICER, Role.ADMINISTRATOR})
# Who works with the values of the law.
_WITH_THE_LAW: Final = frozenset({*desks.OFFICERS, Role.ADMINISTRATOR})


@require_safe
@for_roles()
def start(request: HttpRequest) -> HttpResponse:
    """Who I am here, what waits for me, and the files that are open now."""
    user, roles = user_of(request), roles_of(request)
    duties = StaffDuty.objects.filter(user=user).select_related("branch")
    auditor = Role.ADMINISTRATOR in roles
    context = {
        "person": user.person,
        "duties": list(duties.order_by("role")),
        "queues": _queues(request),
        "payer": bool(roles & PAYERS),
        "auditor": auditor,
        "doubts": AccessDoubt.objects.open().count() if auditor else 0,
        "stale": _stale() if roles & _WITH_THE_LAW else [],
        "files": opened.still_open(request),
        "page_of_file": page_of_file(request),
    }
    return render(request, "office/start.html", context)


def _queues(request: HttpRequest) -> list[Tab]:
    """The queues of who reads requests; none for the others."""
    if not roles_of(request) & set(desks.READERS):
        return []
    user = user_of(request)
    queues = queues_of(user, desks.duties_of(user))
    return tabs(queues, sizes(user, queues))


def _stale() -> list[str]:
    """Titles of the values of the law that nobody has checked for too long."""
    today = jalali.today()
    old = (series for series in values.every().values() if series.stale(today))
    return [known_values.title(series) for series in old]
