"""The list of a person's requests (لیست کلیه درخواست‌ها): everything sent, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.cartable import kinds, promise, standing, tracking, waiting
from taminyar.cartable.models import Draft, Request, RequestQuerySet
from taminyar.mailbox.my_sections import Section
from taminyar.people.models import Person

PAGE: Final = 20
_NEWEST: Final = 5
SHOWN: Final[dict[str, str | Promise]] = {
    "": _("All"),
    "open": _("Still open"),
    "closed": _("Over"),
}


@dataclass(frozen=True)
class Line:
    """One request as the list shows it; it `waits` for the person, or has an `unread` message.

    An `accountless` one is looked at, and nobody could pay it.
    """

    tracking: str
    title: kinds.Words
    icon: str
    sent_at: datetime
    chip: tuple[str, str]
    whose: str
    promised: date | None
    waits: bool
    accountless: bool
    unread: bool


@dataclass(frozen=True)
class NotSent:
    """A draft: where it is gone on with, at which levels, and where it is thrown away."""

    title: kinds.Words
    saved_at: datetime
    go_on: str
    discard: str
    levels: frozenset[str]


@dataclass(frozen=True)
class RequestPage:
    """A page of the list; `older` is the query string of the next, None on the last."""

    lines: list[Line]
    tabs: list[dict[str, Any]]
    show: str
    first: bool
    older: str | None


def page_of(person: Person, asked: QueryDict) -> RequestPage:
    """The requests that were asked for, newest first; three queries at most.

    `show` is one of `SHOWN`, `before` the tracking code of the request after which it goes on.
    """
    show = asked.get("show", "") if asked.get("show") in SHOWN else ""
    found, before = _chosen(waiting.of(person), show), _before(person, asked.get("before", ""))
    if before:
        same_moment = Q(sent_at=before.sent_at, pk__lt=before.pk)
        found = found.filter(Q(sent_at__lt=before.sent_at) | same_moment)
    requests = list(found.select_related("branch").newest_first()[: PAGE + 1])
    return RequestPage(
        lines=_lines(requests[:PAGE]),
        tabs=[_tab(key, key == show) for key in SHOWN],
        show=show,
        first=before is None,
        older=_query(show, requests[PAGE - 1].tracking) if len(requests) > PAGE else None,
    )


def drafts_of(person: Person) -> list[NotSent]:
    """What was begun and not sent, newest first; of kinds that are still there. One query."""
    known = {kind.slug: kind for kind in kinds.all_kinds()}
    drafts = Draft.objects.of(person).filter(kind__in=known).order_by("-saved_at")
    return [_not_sent(draft, known[draft.kind]) for draft in drafts]


def newest(person: Person) -> dict[str, Any]:
    """What `/my/` shows: the newest, and how many of all wait for the person. Two queries."""
    found = waiting.counted(person).select_related("branch").newest_first()[:_NEWEST]
    requests: list[Any] = list(found)
    return {"lines": _lines(requests), "waiting": requests[0].waiting if requests else 0}


SECTION = Section(10, _("My requests"), "requests", "cartable/requests_section.html", newest)


def _chosen(found: RequestQuerySet, show: str) -> RequestQuerySet:
    over = Q(state__in=waiting.OVER)
    return found.filter(over if show == "closed" else ~over) if show else found


def _before(person: Person, code: str) -> Request | None:
    return Request.objects.of(person).tracked(code).first()


def _lines(requests: list[Request]) -> list[Line]:
    days = promise.all_days() if requests else {}
    return [_line(request, days[request.kind]) for request in requests]


def _line(request: Any, days: promise.Days) -> Line:
    kind = kinds.named(request.kind)
    shown = standing.of(request)
    return Line(
        tracking=tracking.grouped(request.tracking),
        title=kind.title,
        icon=kind.icon,
        sent_at=request.sent_at,
        chip=shown.chip,
        whose=shown.whose,
        # What waits for the person has no end that we could promise.
        promised=None if request.waits or request.held else promise.whole(request, days),
        waits=request.waits,
        accountless=request.accountless,
        unread=request.unread,
    )


def _not_sent(draft: Draft, kind: kinds.RequestKind) -> NotSent:
    go_on, discard = reverse(kind.route), reverse(f"{kind.route}-discard")
    return NotSent(kind.title, draft.saved_at, go_on, discard, kind.levels)


def _query(show: str, before: str = "") -> str:
    asked = QueryDict(mutable=True)
    asked.update({name: text for name, text in (("show", show), ("before", before)) if text})
    return asked.urlencode()


def _tab(show: str, current: bool) -> dict[str, Any]:
    query = _query(show)
    address = reverse("requests")
    return {
        "label": SHOWN[show],
        "url": f"{address}?{query}" if query else address,
        "current": current,
    }
