"""One page of a queue: its filters, its rows, and the keys of the pages beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django import forms
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import Role, User
from taminyar.cartable import decide, kinds
from taminyar.cartable.models import Request, RequestQuerySet
from taminyar.cartable.states import AT_A_DESK, leads_to
from taminyar.office.state_words import in_office

PAGE: Final = 25
_NEEDED: Final = (
    *("tracking", "kind", "state", "version", "sent_at", "due_at", "amount", "objected_at"),
    *("desk", "holder_id", "decided_by_id", "refused_by_id"),
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LARGEST: Final = 2**63 - 1  # number of a row


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Every service")), *((kind.slug, kind.title) for kind in kinds.all_kinds())]


def _states() -> list[tuple[str, Any]]:
    return [("", _("Every state")), *((state.value, in_office(state)) for state in AT_A_DESK)]


class QueueFilter(forms.Form):
    """What of a queue to show; all of it when nothing is chosen."""

    kind = forms.ChoiceField(label=_("Service"), choices=_kinds, required=False)
    state = forms.ChoiceField(label=_("State"), choices=_states, required=False)
    late = forms.BooleanField(label=_("Late only"), required=False)
    free = forms.BooleanField(label=_("In nobody's hands only"), required=False)

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked)
        for field in self.fields.values():
            # All may be left out: a mark on each would only be noise.
            field.marked_optional = False  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters that are set and known."""
        return {name: value for name, value in self.cleaned_data.items() if value}


def filtered(requests: RequestQuerySet, chosen: Mapping[str, Any]) -> RequestQuerySet:
    """The requests that the chosen filters leave."""
    same = {name: chosen[name] for name in ("kind", "state") if name in chosen}
    found = requests.filter(**same)
    if chosen.get("late"):
        found = found.filter(due_at__lt=timezone.now())
    return found.filter(holder=None) if chosen.get("free") else found


@dataclass(frozen=True)
class Row:
    """A request as a line of a queue; nothing here tells whose it is."""

    request: Request
    title: Any
    state: str
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


def page_of(requests: RequestQuerySet, asked: QueryDict, user: User, roles: set[Role]) -> Page:
    """The most urgent requests, or those `before` or `after` a key. One query.

    A key that cannot be read counts as left out.
    """
    before, after = _key(asked.get("before", "")), _key(asked.get("after", ""))
    place = Tuple("due_at", "pk")
    listed = requests.only(*_NEEDED)
    if before:
        found = list(
            listed.filter(TupleLessThan(place, before)).order_by("-due_at", "-pk")[: PAGE + 1]
        )
        shown, more_before, more_after = found[:PAGE][::-1], len(found) > PAGE, True
    else:
        wanted = listed.filter(TupleGreaterThan(place, after)) if after else listed
        found = list(wanted.order_by("due_at", "pk")[: PAGE + 1])
        shown, more_before, more_after = found[:PAGE], after is not None, len(found) > PAGE
    return Page(
        rows=[_row(request, user, roles) for request in shown],
        before=_key_of(shown[0]) if shown and more_before else "",
        after=_key_of(shown[-1]) if shown and more_after else "",
    )


def _key_of(request: Request) -> str:
    """Its place in the order: microseconds since 1970 and its number."""
    due = request.due_at or _EPOCH
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
        state=in_office(request.state),
        days=(timezone.localdate(now) - timezone.localdate(request.sent_at)).days,
        late=request.due_at is not None and request.due_at < now,
        hands="mine" if mine else "other" if request.holder_id else "",
        can_claim=_claimable(request, user, roles),
        can_release=_releasable(request, mine, roles),
    )


def _claimable(request: Request, user: User, roles: set[Role]) -> bool:
    """Free, on a desk of mine, and not decided by me before."""
    ours = request.desk in roles and leads_to("claim", request.state, request.desk) is not None
    return ours and request.holder_id is None and not decide.was_first(request, user)


def _releasable(request: Request, mine: bool, roles: set[Role]) -> bool:
    if request.holder_id is None:
        return False
    role = request.desk if mine else Role.ADMINISTRATOR
    return role in roles and leads_to("release", request.state, role) is not None
