"""What the layout of every page needs: who is signed in, under which level, where they can go."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts import levels
from taminyar.accounts.models import Role
from taminyar.accounts.staff import roles_of
from taminyar.cartable import desks


@dataclass(frozen=True)
class NavItem:
    """One place of the bottom bar."""

    label: str | Promise
    route: str
    icon: str
    # Addresses under which the item is the current one.
    area: tuple[str, ...]
    # One more address, that one alone.
    also: str = ""
    current: bool = False

    @property
    def url(self) -> str:
        return reverse(self.route)

    def on(self, path: str) -> "NavItem":
        return replace(self, current=path == self.also or path.startswith(self.area))


_HOME = (
    "/home/",
    "/desk/",
    "/records/",
    "/employer/",
    "/benefits/",
    "/calculators/",
    "/law/",
    "/pensions/",
)
_ACCOUNT = NavItem(_("My account"), "account", "circle-user", ("/account/",))
NAV = (
    NavItem(_("Home"), "home", "house", _HOME),
    NavItem(_("Request tray"), "requests", "inbox", ("/my/requests/",), also="/my/"),
    NavItem(_("Mailbox"), "mailbox", "mail", ("/my/mailbox/",)),
    _ACCOUNT,
)
_OFFICE_AREA = ("/office/people/", "/office/access/", "/office/search/", "/office/dashboard/")
_OFFICE = NavItem(_("Office"), "office", "house", _OFFICE_AREA, also="/office/")
_QUEUE = NavItem(_("Queue"), "office-queue", "inbox", ("/office/queue/", "/office/requests/"))
_PAYMENTS = NavItem(_("Payments"), "office-payments", "banknote", ("/office/payments/",))


def _places(request: HttpRequest) -> tuple[NavItem, ...]:
    if getattr(request, "acting_for", None):
        return ()  # the bar of the one acted for has its own links
    return _of_staff(request) if levels.current(request).name == "staff" else NAV


def _of_staff(request: HttpRequest) -> tuple[NavItem, ...]:
    """The places of the duties held. Costs a query where the page has not asked for them."""
    roles = roles_of(request)
    queue = (_QUEUE,) if roles & set(desks.READERS) else ()
    payments = (_PAYMENTS,) if roles & {Role.FINANCE_OFFICER, Role.ADMINISTRATOR} else ()
    return (_OFFICE, *queue, *payments, _ACCOUNT)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page. Costs a member no query."""
    signed_in = request.user.is_authenticated
    language = translation.get_language() or "fa"
    return {
        "LANGUAGE_CODE": language,
        "LANGUAGE_BIDI": translation.get_language_bidi(),
        "user": request.user,
        "nav_items": [item.on(request.path) for item in _places(request)] if signed_in else [],
        "level": levels.current(request) if signed_in else None,
        "levels": levels.others(request) if signed_in else [],
        "acting_for": getattr(request, "acting_for", None),
        "idle": settings.SESSION_IDLE_SECONDS,
    }
