"""Acting for another person: one session, one day, and only the pages the right opens."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.access import held, log
from taminyar.access.deeds import Deed, Words
from taminyar.access.delegates import opens
from taminyar.access.delegation_models import Delegation, Scope
from taminyar.access.models import DELEGATE
from taminyar.accounts import levels, recovery
from taminyar.accounts.levels import View
from taminyar.accounts.sessions import new_key
from taminyar.accounts.signed_in import person_of, user_of
from taminyar.notices.tell import tell
from taminyar.persian import jalali

type Handler = Callable[[HttpRequest], HttpResponse]

DEEDS = (
    Deed("delegate-record", gettext_lazy("Looked at your insurance record")),
    Deed("delegate-payslips", gettext_lazy("Looked at your pensions and payslips")),
    Deed("delegate-health", gettext_lazy("Looked at your treatment cover")),
    Deed("delegate-requests", gettext_lazy("Looked at your requests")),
)
PURPOSE: Final = "delegation"
PURPOSES: dict[str, Words] = {PURPOSE: gettext_lazy("Acting for you, by a right you gave")}

# Open whoever one acts for: none of them shows anybody's file.
_ALWAYS_OPEN: Final = {"logout", "set_language", "stay", "alive", "ready", "acting-stop"}
_KEY: Final = "acting"
# All a right opens so far. A page that changes something is written down before it does.
_LOOKING: Final = ("GET", "HEAD")
# Levels that belong to the person, never to who acts for them. A pensioner's pages come first,
# for the level cannot be switched while acting, and they include the record.
_LEVELS: Final = ("pensioner", "insured")


def begin(request: HttpRequest, delegation: Delegation) -> None:
    """The session acts for the principal from here on, until stopped or the day is over."""
    kept = {"delegation": delegation.pk, "day": jalali.iso(jalali.today())}
    own = request.session.get("level", "")
    new_key(request)
    # Raises when the sign-in was ended from elsewhere meanwhile.
    name = user_of(request).person.full_name
    levels.remember(request, delegation.principal)
    open_levels = [level for level in _LEVELS if level in request.session["levels"]] or ["insured"]
    request.session["level"] = open_levels[0]
    request.session["levels"] = [open_levels[0]]
    request.session[_KEY] = kept | {"level": own}
    # Acting ends with the day, so that the first use of each day passes here.
    key = f"{delegation.pk}/{kept['day']}"
    tell(delegation.principal, "delegation-used", key=key, name=name)


def finish(request: HttpRequest) -> None:
    """Back to one's own file and level. The caller gives the session a new key."""
    own = request.session.pop(_KEY, {}).get("level", "")
    # Of an account that was closed meanwhile nobody is left to remember anything about.
    if request.user.is_authenticated:
        levels.remember(request, request.user.person, own)


def _loaded(request: HttpRequest) -> Delegation | None:
    """Whom this session acts for, if the right still holds; one query."""
    # Who is signed in comes first: on the page of a broken service that is nobody, without a query.
    if not request.user.is_authenticated:
        return None
    kept, today = request.session.get(_KEY), jalali.today()
    if not kept or kept["day"] != jalali.iso(today):
        return None
    rights = Delegation.objects.in_force(today).select_related("principal")
    return rights.filter(pk=kept["delegation"], delegate=request.user.person_id).first()


class _Gate:
    """Closes every page while one acts for another, except those the right opens."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting_for = SimpleLazyObject(partial(_loaded, request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if getattr(request, "acting_has_ended", False):
            # Here, outside the guard that lets no GET write.
            new_key(request)
        elif response.status_code != HTTPStatus.NOT_FOUND:
            # Before anything leaves; of a page that is not there, nothing was seen.
            _write_down(request)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if (match and match.url_name in _ALWAYS_OPEN) or _KEY not in request.session:
            return None
        delegation: Delegation = request.acting_for  # type: ignore[attr-defined]
        if not delegation:
            return _ended(request)
        if until := recovery.held_until(user_of(request)):
            _stop(request)
            return held.page(request, until)
        scope = opens(view, delegation)
        if scope is None:
            return render(request, "access/acting_closed.html", status=403)
        if request.method not in _LOOKING:
            return HttpResponseNotAllowed(_LOOKING)
        request.principal, request.acting_scope = delegation.principal, scope  # type: ignore[attr-defined]
        return None


def acts_for(get_response: Handler) -> _Gate:
    """Middleware: sets `request.acting_for`, and `request.principal` on the pages it opens."""
    return _Gate(get_response)


def _write_down(request: HttpRequest) -> None:
    scope: Scope | None = getattr(request, "acting_scope", None)
    if scope is None:
        return
    log.record(
        person_of(request),
        actor=user_of(request),
        role=DELEGATE,
        what=f"delegate-{scope}",
        purpose=PURPOSE,
    )


def _ended(request: HttpRequest) -> HttpResponse:
    """The right was ended or ran out meanwhile: nothing is shown and nothing done."""
    messages.warning(request, _("You no longer act for the other person: the right has ended."))
    _stop(request)
    return redirect("delegates")


def _stop(request: HttpRequest) -> None:
    finish(request)
    request.acting_for, request.acting_has_ended = None, True  # type: ignore[attr-defined]
