"""One page of a queue: its rows, and the keys of the pages beside it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import QueryDict
from django.utils import timezone

from taminyar.accounts.models import Role, User
from taminyar.benefits.requests import aids
from taminyar.cartable import decide, kinds
from taminyar.cartable.models import Request, RequestQuerySet
from taminyar.cartable.states import leads_to
from taminyar.office.queue_marks import MARKED, Mark, kind_of_state, marks_of
from taminyar.office.state_words import in_office

PAGE: Final = 25
_NEEDED: Final = (
    *("tracking", "kind", "state", "version", "sent_at", "due_at", "amount", "objected_at"),
    *("desk", "holder_id", "decided_by_id", "refused_by_id", "advised"),
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LARGEST: Final = 2**63 - 1  # number of a row


@dataclass(frozen=True)
class Row:
    """A request as a line of a queue; nothing here tells whose it is."""

    request: Request
    title: Any
    # Which aid, where it is one; rials that were decided, or else worked out at the sending.
    about: Any
    amount: int | None
    state: str
    # The kind of chip in which it stands; nothing for plain words.
    state_kind: str
    marks: list[Mark]
    days: int
    late: bool
    # "mine", "other" or "" for nobody.
    hands: str
    can_claim: bool
    can_release: bool


@dataclass(frozen=True)
class Page:
    """`before` and `after` are the keys of the pages beside it; "" where there is none."""

    rows: list[Row]
    before: str
    after: str


def page_of(
    requests: RequestQuerySet, asked: QueryDict, user: User, roles: set[Role], by: str = "due_at"
) -> Page:
    """The most urgent requests, or those `before` or `after` a key. One query.

    A key that cannot be read counts as left out.
    """
    before, after = _key(asked.get("before", "")), _key(asked.get("after", ""))
    place = Tuple(by, "pk")
    listed = requests.annotate(**_shown()).only(*_NEEDED)
    if before:
        found = list(
            listed.filter(TupleLessThan(place, before)).order_by(f"-{by}", "-pk")[: PAGE + 1]
        )
        shown, more_before, more_after = found[:PAGE][::-1], len(found) > PAGE, True
    else:
        wanted = listed.filter(TupleGreaterThan(place, after)) if after else listed
        found = list(wanted.order_by(by, "pk")[: PAGE + 1])
        shown, more_before, more_after = found[:PAGE], after is not None, len(found) > PAGE
    return Page(
        rows=[_row(request, user, roles) for request in shown],
        before=_key_of(shown[0], by) if shown and more_before else "",
        after=_key_of(shown[-1], by) if shown and more_after else "",
    )


def _shown() -> dict[str, Any]:
    """What a row shows besides the columns of the request."""
    return {**MARKED, "item": F("answers__item"), "worked_out": F("assessment__amount")}


def _key_of(request: Request, by: str) -> str:
    """Its place in the order: microseconds since 1970 and its number."""
    due = getattr(request, by) or _EPOCH
    return f"{(due - _EPOCH) // _MICROSECOND}-{request.pk}"


def _key(written: str) -> tuple[datetime, int] | None:
    due, _dash, number = written[:40].partition("-")
    try:
        place = _EPOCH + int(due) * _MICROSECOND, int(number)
    except (ValueError, OverflowError):
        return None
    return place if place[1] <= _LARGEST else None


def _row(request: Request, user: User, roles: set[Role]) -> Row:
    now, mine = timezone.now(), request.holder_id == user.pk
    return Row(
        request=request,
        title=kinds.named(request.kind).title,
        about=_about(request),
        amount=_amount(request),
        state=in_office(request.state),
        state_kind=kind_of_state(request.state),
        marks=marks_of(request),
        days=(timezone.localdate(now) - timezone.localdate(request.sent_at)).days,
        late=request.due_at is not None and request.due_at < now,
        hands="mine" if mine else "other" if request.holder_id else "",
        can_claim=_claimable(request, user, roles),
        can_release=_releasable(request, mine, roles),
    )


def _about(request: Request) -> Any:
    item = request.item  # type: ignore[attr-defined]
    return aids.TITLES.get(item, "") if request.kind == aids.SLUG else ""


def _amount(request: Request) -> int | None:
    worked_out: int | None = request.worked_out  # type: ignore[attr-defined]
    return worked_out if request.amount is None else request.amount


def _claimable(request: Request, user: User, roles: set[Role]) -> bool:
    """Free, on a desk of mine, and not decided by me before."""
    ours = request.desk in roles and leads_to("claim", request.state, request.desk) is not None
    return ours and request.holder_id is None and not decide.was_first(request, user)


def _releasable(request: Request, mine: bool, roles: set[Role]) -> bool:
    if request.holder_id is None:
        return False
    role = request.desk if mine else Role.ADMINISTRATOR
    return role in roles and leads_to("release", request.state, role) is not None
