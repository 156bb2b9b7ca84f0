"""Pages shown when something is wrong, each with a way on."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taminyar.accounts import levels
from taminyar.accounts.levels import Level, OtherLevel


def _page(
    request: HttpRequest, status: int, title: str, message: str, switch: Sequence[Level] = ()
) -> HttpResponse:
    context = {"status": status, "title": title, "message": message, "switch": switch}
    return render(request, "portal/error.html", context, status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 400, _("This request could not be read"), _("Go back and try once more, please.")
    )


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, OtherLevel):
        return _other_level(request, exception.levels)
    return _page(
        request,
        403,
        _("This is not open to you"),
        _("Go back, or start from the home page."),
    )


def _other_level(request: HttpRequest, needed: list[Level]) -> HttpResponse:
    """Offers the levels that open the page, of those the person holds."""
    switch = [level for level in levels.others(request) if level in needed]
    names = _(" or ").join(_("“%(level)s”") % {"level": level.label} for level in needed)
    current = _("“%(level)s”") % {"level": levels.current(request).label}
    if switch:
        message = _("You act as %(level)s now. Press the button to go on to this page.")
    else:
        told = _("You act as %(level)s; your account does not hold the other role.")
        message = " ".join([told, *(str(level.how) for level in needed)])
    title = _("This page is for the role %(levels)s") % {"levels": names}
    return _page(request, 403, title, message % {"level": current}, switch)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("The page had been open for too long"),
        _("Nothing was sent. Open the page again and repeat the last step, please."),
    )


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("This page does not exist"),
        _("Check the address, or start from the home page."),
    )


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    request.user = AnonymousUser()  # who is signed in may be just what could not be found out
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        _("Nothing you sent was lost. Try again in a few minutes, please."),
    )
