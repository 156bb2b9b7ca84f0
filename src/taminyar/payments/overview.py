"""What the office sees of the payments: sums by where they stand, batches and their lines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.payments.models import (
    UNPAID,
    Batch,
    BatchLine,
    BatchState,
    Held,
    LineState,
    OrderState,
    PaymentOrder,
)
from taminyar.persian.jalali import JalaliMonth

BATCHES: Final = 20
LINES: Final = 50
CHIPS: Final = {
    BatchState.PREPARED: "part",
    BatchState.RELEASED: "full",
    BatchState.DISSOLVED: "none",
}
LINE_CHIPS: Final = {
    LineState.LIVE: "full",
    LineState.LEFT_OUT: "none",
    LineState.RETURNED: "warn",
    LineState.REFUSED: "warn",
}


@dataclass(frozen=True)
class Standing:
    """How many payments stand there, and how many rials."""

    label: str | Promise
    count: int
    amount: int


_READY: Final = _("Waiting, can go into a batch")
_PAID: Final = _("Paid this month")


def sums(at: datetime, today: date) -> list[Standing]:
    """Where the payments stand: one query. A returned one counts by what holds it."""
    month = JalaliMonth.of(today).first_day
    open_states = [*UNPAID, OrderState.BATCHED, OrderState.SENT]
    counted = Q(state__in=open_states) | Q(state=OrderState.PAID, paid_on__gte=month)
    found: Any = PaymentOrder.objects.with_held(at).filter(counted).order_by()
    places: dict[Any, Standing] = {}
    groups = found.values("state", "held").annotate(count=Count("pk"), total=Sum("amount"))
    for group in groups:
        label = _place(group["state"], group["held"])
        before = places.get(label, Standing(label, 0, 0))
        places[label] = Standing(
            label, before.count + group["count"], before.amount + group["total"]
        )
    return [places.get(label, Standing(label, 0, 0)) for label in _labels()]


def _place(state: str, held: str | None) -> str | Promise:
    if held:
        return Held(held).label
    if state in UNPAID:
        return _READY
    return _PAID if state == OrderState.PAID else OrderState(state).label


def _labels() -> list[str | Promise]:
    held = [reason.label for reason in Held]
    return [_READY, *held, OrderState.BATCHED.label, OrderState.SENT.label, _PAID]


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the key after which the rest follows (None at the end)."""

    rows: list[Any]
    first: bool
    after: int | None


def batches(before: int | None) -> Page:
    """The newest batches, or those before this key."""
    found = Batch.objects.newest_first()
    if before is not None:
        found = found.filter(pk__lt=before)
    return _page(list(found[: BATCHES + 1]), BATCHES, first=before is None)


def lines(batch: Batch, after: int | None) -> Page:
    """The lines of a batch in the order of its file, or those after this key."""
    found = BatchLine.objects.filter(batch=batch).select_related("order").order_by("pk")
    if after is not None:
        found = found.filter(pk__gt=after)
    return _page(list(found[: LINES + 1]), LINES, first=after is None)


def _page(found: list[Any], size: int, *, first: bool) -> Page:
    return Page(found[:size], first, found[size - 1].pk if len(found) > size else None)
