"""The pages that belong to no subject: the front page, home, the service desk, health."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from taminyar.accounts import kept_form, levels
from taminyar.accounts.idle import asks_nobody
from taminyar.accounts.signed_in import person_of
from taminyar.cartable import desk
from taminyar.portal import home_cards, showcase


@require_safe
@login_not_required
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "portal/landing.html")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    level = levels.current(request).name
    if level == "staff":
        return redirect("office")
    person = person_of(request)
    context = {
        "services": desk.first_of(desk.services_of(level), person),
        "cards": home_cards.of(person, level),
        "form_waits": kept_form.waiting(request) is not None,
    }
    return render(request, "portal/home.html", context)


@require_safe
def service_desk(request: HttpRequest) -> HttpResponse:
    """Every service of the level in use, or those that match the words searched for."""
    words = request.GET.get("q", "").strip()[:100]
    services = desk.services_of(levels.current(request).name)
    found = desk.search(services, words) if words else services
    context = {"q": words, "groups": _by_group(found), "count": len(found)}
    return render(request, "portal/desk.html", context)


def _by_group(services: list[desk.Service]) -> list[tuple[str, list[desk.Service]]]:
    groups: dict[str, list[desk.Service]] = {}
    for service in services:
        groups.setdefault(str(service.group), []).append(service)
    return list(groups.items())


@require_safe
@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages; not part of the service."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    return render(request, "portal/components_page.html", showcase.examples())


@asks_nobody
@require_safe
@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@asks_nobody
@require_safe
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready", content_type="text/plain")
