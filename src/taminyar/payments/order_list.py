"""The payment orders as lists of the office: what waits, what the bank has, what was paid."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from taminyar.mailbox import codes
from taminyar.payments import reasons, sources
from taminyar.payments.models import (
    BatchLine,
    Held,
    OrderState,
    PaymentOrder,
)
from taminyar.persian.identifiers import compact
from taminyar.persian.jalali import JalaliMonth

ROWS: Final = 50
READY: Final = "ready"
# The lists by their name in addresses, in the order of a payment's way.
LABELS: Final[dict[str, str | Promise]] = {
    READY: _("Waiting, can go into a batch"),
    Held.NO_ACCOUNT.value: _("Held: no account registered"),
    Held.ACCOUNT_COOLING.value: _("Held: the account is new"),
    Held.RETURNED.value: _("Came back: another account needed"),
    OrderState.BATCHED.value: OrderState.BATCHED.label,
    OrderState.SENT.value: OrderState.SENT.label,
    OrderState.PAID.value: _("Paid this month"),
}
CHIPS: Final = {
    OrderState.WAITING: "none",
    OrderState.BATCHED: "part",
    OrderState.SENT: "part",
    OrderState.PAID: "full",
    OrderState.RETURNED: "warn",
    OrderState.CANCELLED: "neutral",
}
_TRACKING: Final = 10


@dataclass(frozen=True)
class Row:
    """An order as the office sees it; `line` is the last attempt to pay it, if there is one."""

    order: Any
    line: BatchLine | None
    note: str | Promise

    @property
    def code(self) -> str:
        return shown(self.order.source_key)

    @property
    def name(self) -> str:
        return self.line.owner_name if self.line else str(self.order.person.full_name)

    @property
    def chip(self) -> tuple[str | Promise, str]:
        return OrderState(self.order.state).label, CHIPS[self.order.state]


@dataclass(frozen=True)
class Rows:
    """Some rows of a list; `after` is the place behind which the rest follows, "" at the end."""

    rows: list[Row]
    first: bool = True
    after: str = ""


def shown(source_key: str) -> str:
    """A tracking code in two groups, as people read it; any other key as it is."""
    half = _TRACKING // 2
    return (
        f"{source_key[:half]}-{source_key[half:]}" if len(source_key) == _TRACKING else source_key
    )


def page(name: str, at: datetime, today: date, after: str = "") -> Rows:
    """One list, oldest first, the paid ones newest first. Raises KeyError for no such list."""
    newest_first = name == OrderState.PAID
    day = "paid_on" if newest_first else "due_on"
    found, place = _orders(name, at, today), _place(after)
    if place:
        found = found.filter(_behind(day, *place, newest_first=newest_first))
    ordered = found.order_by(*([f"-{day}", "-pk"] if newest_first else [day, "pk"]))
    orders: list[Any] = list(ordered[: ROWS + 1])
    last = orders[ROWS - 1] if len(orders) > ROWS else None
    rest = f"{getattr(last, day).toordinal()}-{last.pk}" if last else ""
    return Rows(_rows(orders[:ROWS], at), not place, rest)


def _orders(name: str, at: datetime, today: date) -> Any:
    orders: Any = PaymentOrder.objects.with_held(at).select_related("person")
    if name == OrderState.PAID:
        return orders.filter(state=name, paid_on__gte=JalaliMonth.of(today).first_day)
    if name in (OrderState.BATCHED, OrderState.SENT):
        return orders.filter(state=name)
    return orders.unpaid().filter(held=None if name == READY else Held(name))


def _place(after: str) -> tuple[date, int] | None:
    """The day and key behind which the rows follow, from an address; None for anything else."""
    day, _minus, key = after.partition("-")
    try:
        return date.fromordinal(int(day)), int(key[:18])
    except (ValueError, OverflowError):
        return None


def _behind(day: str, at: date, key: int, *, newest_first: bool) -> Q:
    sign = "lt" if newest_first else "gt"
    return Q(**{f"{day}__{sign}e": at}) & (
        Q(**{f"{day}__{sign}": at}) | Q(**{day: at, f"pk__{sign}": key})
    )


def search(typed: str, at: datetime) -> Rows:
    """The orders with this tracking code, or with this ID at the bank, whatever their state."""
    words = {typed.strip(), compact(typed).upper()}
    with suppress(ValueError):  # it may be the ID that the bank knows
        words.add(codes.normalised(typed, _TRACKING))
    # By the index of source and key: there are few sources.
    keys = Q(source__in=sources.every(), source_key__in=words) | Q(end_to_end_id__in=words)
    found = PaymentOrder.objects.with_held(at).select_related("person").filter(keys)
    return Rows(_rows(list(found.order_by("pk")[:ROWS]), at))


def _rows(orders: list[Any], at: datetime) -> list[Row]:
    lines = _last_lines(order.pk for order in orders)
    return [Row(order, lines.get(order.pk), _note(order, lines, at)) for order in orders]


def _last_lines(keys: Iterable[int]) -> dict[int, BatchLine]:
    lines = BatchLine.objects.filter(order__in=list(keys)).select_related("batch")
    return {line.order_id: line for line in lines.order_by("attempt")}


def _note(order: Any, lines: dict[int, BatchLine], at: datetime) -> str | Promise:
    """Why it waits, or for how long the bank has had it."""
    if order.held == Held.RETURNED:
        return said(order.return_reason)
    if order.held:
        return LABELS[order.held]
    released = lines[order.pk].batch.released_at if order.pk in lines else None
    if order.state != OrderState.SENT or released is None:
        return "–"
    return age(released, at)


def said(reason: str) -> str | Promise:
    """The bank's reason for the office: in words with its code, else as the bank wrote it."""
    if reason in reasons.IN_WORDS:
        return format_lazy("{words} ({code})", words=reasons.IN_WORDS[reason], code=reason)
    return reason


def age(since: datetime, at: datetime) -> str:
    """For how many days, by the calendar."""
    days = (timezone.localdate(at) - timezone.localdate(since)).days
    if not days:
        return gettext("since today")
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}
