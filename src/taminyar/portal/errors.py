"""Pages shown when something is wrong, each with a way on."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    context = {"status": status, "title": title, "message": message}
    return render(request, "portal/error.html", context, status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 400, _("This request could not be read"), _("Go back and try once more, please.")
    )


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("This page is not for the level you use now"),
        _("If you hold another level, switch to it at the top of the page."),
    )


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
