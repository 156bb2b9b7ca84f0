"""Whether orders, batches and the bank's answers agree to the rial."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.payments.models import (
    UNPAID,
    AnswerStatus,
    BankAnswer,
    Batch,
    BatchLine,
    LineState,
    OrderState,
    PaymentOrder,
)

MOST_NAMED: Final = 200
type Found = QuerySet[Any, dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """Orders of one state, or payments of one batch or answer: how many, and how many rials."""

    label: str | Promise
    count: int
    amount: int


@dataclass(frozen=True)
class Compared:
    """Orders of one state in rials: as they were ordered, as batches hold them, as paid."""

    state: OrderState
    ordered: int
    in_batches: int
    answered: int

    @property
    def difference(self) -> int:
        """Rials by which a batch or the bank's answers do not agree with the orders."""
        due_in_batches = self.ordered if self.state in _IN_BATCHES else 0
        due_answered = self.ordered if self.state == OrderState.PAID else 0
        return abs(due_in_batches - self.in_batches) + abs(due_answered - self.answered)


_IN_BATCHES: Final = frozenset({OrderState.BATCHED, OrderState.SENT, OrderState.PAID})


@dataclass(frozen=True)
class Difference:
    """Something that does not agree: what kind, which order or batch, how many rials."""

    kind: str
    key: str
    amount: int

    @property
    def label(self) -> str | Promise:
        return KINDS[self.kind].label


@dataclass(frozen=True)
class Report:
    """`states` of the orders; `batches` newest first; `differences`, `MOST_NAMED` at most."""

    states: list[Part]
    lines: Part
    answers: Part
    compared: list[Compared]
    batches: list[Part]
    differences: list[Difference]


def report(batches: int | None = None) -> Report:
    """Five queries. With a number, only that many of the newest batches are listed."""
    paid = BankAnswer.objects.filter(status=AnswerStatus.PAID, line__state=LineState.LIVE)
    ordered = _by(PaymentOrder.objects.all(), "state", "amount")
    lines = _by(BatchLine.objects.live(), "order__state", "amount")
    answers = _by(paid, "line__order__state", "line__amount")
    released = Batch.objects.filter(released_at__isnull=False).newest_first()
    listed = released.values_list("message_id", "lines_count", "amount")[:batches]
    return Report(
        states=[Part(state.label, *ordered[state]) for state in OrderState],
        lines=_total(_("In live batches"), lines),
        answers=_total(_("Paid, as the bank says"), answers),
        compared=[
            Compared(state, *(sums[state][1] for sums in (ordered, lines, answers)))
            for state in OrderState
        ],
        batches=[Part(*batch) for batch in listed],
        differences=differences(),
    )


type _Sums = dict[str, tuple[int, int]]


def _by(found: QuerySet[Any, Any], state: str, column: str) -> _Sums:
    """Number and rials by the state of the order, (0, 0) where there is none."""
    groups = found.order_by().values_list(state).annotate(Count("pk"), Sum(column))
    return dict.fromkeys(OrderState.values, (0, 0)) | {
        name: (count, int(amount)) for name, count, amount in groups
    }


def _total(label: str | Promise, sums: _Sums) -> Part:
    counts, amounts = zip(*sums.values(), strict=True)
    return Part(label, sum(counts), sum(amounts))


def differences() -> list[Difference]:
    """All of them in one query."""
    first, *others = (
        _named(kind.find(), slug, kind.key, kind.amount) for slug, kind in KINDS.items()
    )
    return [Difference(*found) for found in first.union(*others, all=True)[:MOST_NAMED]]


def _named(found: QuerySet[Any, Any], slug: str, key: str, amount: str) -> QuerySet[Any, Any]:
    words = models.CharField()
    kind = Value(slug, output_field=words)
    rials = Cast(amount, models.BigIntegerField())
    named = found.order_by().annotate(kind=kind, named=Cast(key, words), rials=rials)
    rows: QuerySet[Any, Any] = named.values_list("kind", "named", "rials")
    return rows


# ---- each thing that must never be, as a query that finds it


def _live(**fields: Any) -> Exists:
    return Exists(BatchLine.objects.live().filter(order=OuterRef("pk"), **fields))


def inconsistent_paid_without_answer() -> QuerySet[PaymentOrder]:
    """Paid orders of whose live line the bank said nothing."""
    answered = BankAnswer.objects.filter(
        line__order=OuterRef("pk"), line__state=LineState.LIVE, status=AnswerStatus.PAID
    )
    return PaymentOrder.objects.filter(~Exists(answered), state=OrderState.PAID)


def inconsistent_sent_without_released_line() -> QuerySet[PaymentOrder]:
    """Orders with the bank, or paid, that stand in no released batch."""
    handed_over = Q(state__in=[OrderState.SENT, OrderState.PAID])
    return PaymentOrder.objects.filter(handed_over, ~_live(batch__released_at__isnull=False))


def inconsistent_batched_without_open_batch() -> QuerySet[PaymentOrder]:
    """Orders said to be in a batch that is not released, and that stand in none."""
    is_open = {"batch__released_at": None, "batch__dissolved_at": None}
    return PaymentOrder.objects.filter(~_live(**is_open), state=OrderState.BATCHED)


def inconsistent_waiting_in_live_batch() -> QuerySet[PaymentOrder]:
    """Orders that wait, were returned or cancelled, and are paid by a live batch all the same."""
    idle = Q(state__in=[*UNPAID, OrderState.CANCELLED])
    return PaymentOrder.objects.filter(idle, _live())


def inconsistent_returned_without_answer() -> QuerySet[PaymentOrder]:
    """Returned orders that the bank never gave back."""
    returned = BankAnswer.objects.filter(line__order=OuterRef("pk"), status=AnswerStatus.RETURNED)
    return PaymentOrder.objects.filter(~Exists(returned), state=OrderState.RETURNED)


def inconsistent_line_amounts() -> QuerySet[BatchLine]:
    """Lines of another amount than their order."""
    return BatchLine.objects.exclude(amount=F("order__amount"))


def inconsistent_lines_of_dissolved_batches() -> QuerySet[BatchLine]:
    """Live lines of batches that were dissolved."""
    return BatchLine.objects.live().filter(batch__dissolved_at__isnull=False)


def inconsistent_batch_sums() -> QuerySet[Batch]:
    """Batches whose kept number or sum is not that of their lines."""
    counted = ~Q(lines__state=LineState.LEFT_OUT)
    found = Batch.objects.filter(dissolved_at=None).annotate(
        found_lines=Count("lines", filter=counted),
        found_amount=Coalesce(Sum("lines__amount", filter=counted), 0, output_field=_RIALS),
    )
    return found.exclude(found_lines=F("lines_count"), found_amount=F("amount"))


def inconsistent_answers() -> QuerySet[BankAnswer]:
    """Payments that the bank says it made and whose order does not know of it."""
    made = BankAnswer.objects.filter(status=AnswerStatus.PAID, line__state=LineState.LIVE)
    return made.exclude(line__order__state=OrderState.PAID)


def inconsistent_paid_twice() -> QuerySet[BankAnswer]:
    """Payments of an order that the bank says it made already, and did not give back since."""
    before = _kept().filter(
        line__order=OuterRef("line__order"), line__attempt__lt=OuterRef("line__attempt")
    )
    return _kept().filter(Exists(before), line__attempt__gt=1)


def _kept() -> QuerySet[BankAnswer]:
    against = BankAnswer.objects.exclude(status=AnswerStatus.PAID)
    back = against.filter(line=OuterRef("line"), on__gte=OuterRef("on"))
    return BankAnswer.objects.filter(~Exists(back), status=AnswerStatus.PAID)


@dataclass(frozen=True)
class _Kind:
    label: str | Promise
    find: Callable[[], QuerySet[Any, Any]]
    key: str
    amount: str


_RIALS: Final = models.DecimalField(max_digits=30, decimal_places=0)
_OF_ORDER: Final = ("end_to_end_id", "amount")
_OF_LINE: Final = ("order__end_to_end_id", "amount")
_OF_ANSWER: Final = ("line__order__end_to_end_id", "line__amount")
KINDS: Final = {
    "paid-without-answer": _Kind(
        _("Paid, but the bank said nothing of it"), inconsistent_paid_without_answer, *_OF_ORDER
    ),
    "sent-without-line": _Kind(
        _("With the bank or paid, but in no released batch"),
        inconsistent_sent_without_released_line,
        *_OF_ORDER,
    ),
    "batched-without-batch": _Kind(
        _("Said to be in a batch, but in none"),
        inconsistent_batched_without_open_batch,
        *_OF_ORDER,
    ),
    "waiting-in-batch": _Kind(
        _("Waiting, returned or cancelled, but in a batch"),
        inconsistent_waiting_in_live_batch,
        *_OF_ORDER,
    ),
    "returned-without-answer": _Kind(
        _("Returned, but the bank never gave it back"),
        inconsistent_returned_without_answer,
        *_OF_ORDER,
    ),
    "line-amount": _Kind(
        _("Another amount in the batch than was ordered"), inconsistent_line_amounts, *_OF_LINE
    ),
    "line-of-dissolved": _Kind(
        _("In a batch that was dissolved"), inconsistent_lines_of_dissolved_batches, *_OF_LINE
    ),
    "batch-sum": _Kind(
        _("A batch of another sum than its payments"),
        inconsistent_batch_sums,
        "message_id",
        "amount",
    ),
    "answer-without-paid": _Kind(
        _("The bank says paid, but the order is not"),
        inconsistent_answers,
        *_OF_ANSWER,
    ),
    "paid-twice": _Kind(
        _("The bank says paid for more than one attempt"), inconsistent_paid_twice, *_OF_ANSWER
    ),
}
