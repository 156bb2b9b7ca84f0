"""What the office sees of the payments: sums by where they stand, batches and their lines."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise

from taminyar.payments.models import (
    UNPAID,
    Batch,
    BatchFetch,
    BatchLine,
    BatchState,
    Held,
    LineState,
    OrderState,
    PaymentOrder,
)
from taminyar.payments.order_list import CHIPS as ORDER_CHIPS
from taminyar.payments.order_list import LABELS, READY, age, shown
from taminyar.payments.order_list import said as in_words
from taminyar.persian.jalali import JalaliMonth

BATCHES: Final = 20
LINES: Final = 50
LARGEST: Final = 10
CHIPS: Final = {
    BatchState.PREPARED: "part",
    BatchState.RELEASED: "full",
    BatchState.DISSOLVED: "none",
}
LINE_CHIPS: Final = {
    LineState.LEFT_OUT: "none",
    LineState.RETURNED: "warn",
    LineState.REFUSED: "warn",
}


@dataclass(frozen=True)
class Standing:
    """How many payments stand there, and how many rials; `list` is where they are named."""

    label: str | Promise
    count: int
    amount: int
    list: str = ""


@dataclass(frozen=True)
class ToDo:
    """What finance has to do: numbers of payments, and of batches that wait to be released."""

    ready: int
    to_release: int
    returned: int


def to_do(at: datetime, today: date, standing: list[Standing] | None = None) -> ToDo:
    """Two queries; one where the sums are known."""
    known = sums(at, today) if standing is None else standing
    counts = {part.list: part.count for part in known}
    return ToDo(counts[READY], Batch.objects.open().count(), counts[Held.RETURNED])


def sums(at: datetime, today: date) -> list[Standing]:
    """Where the payments stand: one query. A returned one counts by what holds it."""
    month = JalaliMonth.of(today).first_day
    # Each of the three has its index.
    in_hand = Q(state__in=[OrderState.BATCHED, OrderState.SENT])
    paid = Q(state=OrderState.PAID, paid_on__gte=month)
    open_or_paid = Q(state__in=UNPAID) | in_hand | paid
    orders: Any = PaymentOrder.objects.with_held(at).filter(open_or_paid)
    found = orders.order_by().values("state", "held")
    places: dict[str, tuple[int, int]] = {}
    for group in found.annotate(count=Count("pk"), total=Sum("amount")):
        place = _place(group["state"], group["held"])
        count, amount = places.get(place, (0, 0))
        places[place] = count + group["count"], amount + group["total"]
    return [Standing(label, *places.get(name, (0, 0)), name) for name, label in LABELS.items()]


def _place(state: str, held: str | None) -> str:
    """The list on which such an order stands."""
    return held or (READY if state in UNPAID else state)


def fetched_again(batch: Batch) -> list[BatchFetch]:
    """Who fetched the file after the first time, newest first: the last ten."""
    if batch.fetched_at is None:
        return []
    later = batch.fetches.exclude(at=batch.fetched_at).select_related("by__person")
    return list(later.order_by("-pk")[:10])


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


@dataclass(frozen=True)
class Line:
    """A line of a batch: what became of it, the bank's reason, and where its order is now."""

    line: BatchLine

    @property
    def code(self) -> str:
        return shown(self.line.order.source_key)

    @property
    def chip(self) -> tuple[str | Promise, str]:
        if self.line.state == LineState.LIVE:
            order = OrderState(self.line.order.state)
            return order.label, ORDER_CHIPS[order]
        return LineState(self.line.state).label, LINE_CHIPS[LineState(self.line.state)]

    @property
    def reason(self) -> str | Promise:
        given = [answer.reason for answer in self.line.answers.all() if answer.reason]
        return in_words(given[-1]) if given else "–"

    @property
    def now(self) -> str | Promise:
        """The state of the order, where the line does not tell it."""
        live = self.line.state == LineState.LIVE
        return "–" if live else OrderState(self.line.order.state).label


def lines(batch: Batch, after: int | None) -> Page:
    """The lines of a batch in the order of its file, or those after this key: two queries."""
    found = BatchLine.objects.filter(batch=batch).select_related("order").order_by("pk")
    if after is not None:
        found = found.filter(pk__gt=after)
    page = _page(list(found.prefetch_related("answers")[: LINES + 1]), LINES, first=after is None)
    return replace(page, rows=[Line(line) for line in page.rows])


def became(batch: Batch) -> list[Standing]:
    """What became of the payments of a batch: paid, returned, open."""
    counted = batch.lines.order_by().values_list("state", "order__state")
    places: dict[str | Promise, tuple[int, int]] = {}
    for state, order, count, amount in counted.annotate(Count("pk"), Sum("amount")):
        label = (OrderState(order) if state == LineState.LIVE else LineState(state)).label
        before = places.get(label, (0, 0))
        places[label] = before[0] + count, before[1] + amount
    return [Standing(label, *places[label]) for label in _WAYS if label in places]


_WAYS: Final = (
    *(state.label for state in (OrderState.PAID, OrderState.SENT, OrderState.BATCHED)),
    *(state.label for state in LineState if state != LineState.LIVE),
)


def per_service(batch: Batch) -> list[Standing]:
    """What is in a batch, service by service, by the names that stand in its file."""
    counted = batch.lines.live().order_by().values_list("order__source", "order__about")
    found = counted.annotate(Count("pk"), total=Sum("amount")).order_by("-total")
    return [
        Standing(batch.titles.get(f"{source}:{about}", about), count, total)
        for source, about, count, total in found
    ]


def largest(batch: Batch) -> list[Line]:
    """The largest payments of a batch."""
    found = batch.lines.live().select_related("order").order_by("-amount", "pk")
    return [Line(line) for line in found[:LARGEST]]


@dataclass(frozen=True)
class Unanswered:
    """A released batch, and how much of it the bank said nothing of."""

    batch: int
    message_id: str
    released_at: datetime
    count: int
    amount: int
    age: str


def unanswered(at: datetime) -> list[Unanswered]:
    """The batches that wait longest for answers: one query."""
    lines = BatchLine.objects.live().filter(
        order__state=OrderState.SENT, batch__released_at__isnull=False
    )
    groups = lines.order_by("batch").values_list("batch", "batch__message_id", "batch__released_at")
    found: Any = groups.annotate(Count("pk"), Sum("amount"))[:BATCHES]
    return [
        Unanswered(key, message_id, released_at, count, amount, age(released_at, at))
        for key, message_id, released_at, count, amount in found
    ]


def of_answer(content: bytes) -> list[Batch]:
    """The batches of which a file of the bank, taken over, said something new."""
    digest = hashlib.sha256(content).digest()
    return list(Batch.objects.filter(lines__answers__file__sha256=digest).distinct().order_by("pk"))


def _page(found: list[Any], size: int, *, first: bool) -> Page:
    return Page(found[:size], first, found[size - 1].pk if len(found) > size else None)
