"""Taking over what the bank answers: the whole file or nothing of it, and each answer once."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from typing import Any, Final

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User
from taminyar.notices.tell import tell
from taminyar.payments import answer_rows, jobs, reasons
from taminyar.payments.answer_rows import Fault, Refused, Row
from taminyar.payments.bank_file import instruction_id
from taminyar.payments.batches import BACK
from taminyar.payments.models import (
    AnswerFile,
    AnswerStatus,
    BankAnswer,
    Batch,
    BatchLine,
    LineQuerySet,
    LineState,
    OrderState,
    PaymentOrder,
)
from taminyar.persian import jalali

__all__ = ["Fault", "Outcome", "Refused", "take"]

_CHUNK: Final = 5000
# Files of answers are taken over one after another (an arbitrary number of ours).
_TURN: Final = 0x7461_6D61
_TO_COME: Final = _("The day is still to come.")


@dataclass(frozen=True)
class Outcome:
    """What a file changed: numbers of payments. `known` when the same file was taken before."""

    paid: int = 0
    returned: int = 0
    refused: int = 0
    pending: int = 0
    unchanged: int = 0
    known: bool = False


@dataclass(frozen=True)
class _Line:
    """An attempt the bank may speak of, and what it said of it so far."""

    released_on: date
    answers: frozenset[str]
    pk: int
    order: int
    end_to_end_id: str
    attempt: int
    amount: int
    message_id: str


@dataclass
class _Plan:
    """What the rows mean, before anything is changed; by line, in the order of the file."""

    changes: dict[int, tuple[_Line, Row]] = field(default_factory=dict)
    seen: dict[int, Row] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


class _Wrong(Exception):
    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


def take(content: bytes, by: User | None) -> Outcome:
    """Takes over a pain.002.001.03 or CSV file; without a user it came by the command line.

    Settled payments are paid, rejected ones returned, all others stay as they are. A payment that
    was paid may be returned later. Raises `Refused` with every fault; nothing has changed then.
    """
    rows = answer_rows.read(content)
    digest = hashlib.sha256(content).digest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
        if AnswerFile.objects.filter(sha256=digest).exists():
            return Outcome(known=True)
        plan = _plan(rows)
        if by:
            plan.faults += _own(plan, by)
        if plan.faults:
            raise Refused(plan.faults)
        now = timezone.now()
        file = AnswerFile.objects.create(sha256=digest, received_at=now, received_by=by)
        _apply(list(plan.changes.values()), file, now)
        jobs.tell_sources.defer()
    return Outcome(**dict[str, Any](plan.counted))


# ---- what the rows mean


def _plan(rows: list[Row]) -> _Plan:
    plan = _Plan()
    single = [row for row in rows if row.end_to_end_id]
    by_id = _lines_by_id({row.end_to_end_id for row in single})
    for row in single:
        try:
            _note(plan, _line_of(row, by_id), row)
        except _Wrong as wrong:
            plan.faults.append(Fault(row.row, row.end_to_end_id, wrong.message))
    for row in rows:
        if not row.end_to_end_id:
            _note_rest(plan, row)
    return plan


def _own(plan: _Plan, by: User) -> list[Fault]:
    """Nobody says of a payment to themselves that it came back, and is paid it once more."""
    orders = PaymentOrder.objects.filter(person=by.person_id)
    mine = set(orders.filter(lines__in=plan.changes).values_list("pk", flat=True))
    told = _("This payment is for you. Somebody else has to take over the file.")
    return [
        Fault(row.row, line.end_to_end_id, told)
        for line, row in plan.changes.values()
        if line.order in mine
    ]


def _lines_by_id(ids: Iterable[str]) -> dict[str, list[_Line]]:
    """The attempts of each of these payments, oldest first; none for one that is not ours."""
    found: dict[str, list[_Line]] = defaultdict(list)
    for some in batched(sorted(ids), _CHUNK, strict=False):
        found |= {key: [] for key in _orders(some)}
        for line in _answerable(BatchLine.objects.filter(order__end_to_end_id__in=some)):
            found[line.end_to_end_id].append(line)
    return dict(found)


def _orders(ids: tuple[str, ...]) -> Iterator[str]:
    orders = PaymentOrder.objects.filter(end_to_end_id__in=ids)
    yield from orders.values_list("end_to_end_id", flat=True)


def _answerable(lines: LineQuerySet) -> Iterator[_Line]:
    """Those of released batches: what the bank has seen."""
    columns = ("pk", "order", "order__end_to_end_id", "attempt", "amount", "batch__message_id")
    seen = lines.in_file().filter(batch__released_at__isnull=False)
    answered = seen.annotate(said=ArrayAgg("answers__status"))
    rows: Iterable[Any] = answered.values_list("batch__released_at", "said", *columns)
    for released, said, *known in rows:
        answers = frozenset(filter(None, said))
        yield _Line(timezone.localdate(released), answers, *known)


def _line_of(row: Row, by_id: dict[str, list[_Line]]) -> _Line:
    """The attempt that the row speaks of."""
    if row.end_to_end_id not in by_id:
        raise _Wrong(_("We ordered no payment with this ID."))
    lines = by_id[row.end_to_end_id]
    if not lines:
        raise _Wrong(_("This payment stands in no batch that was released."))
    if row.message_id:
        lines = [line for line in lines if line.message_id == row.message_id]
    else:
        lines = [line for line in lines if line.released_on <= row.on]
    if not lines:
        raise _Wrong(_("This payment does not stand in the batch, or came to the bank later."))
    return lines[-2] if _is_repeated(row, lines) else lines[-1]


def _is_repeated(row: Row, lines: list[_Line]) -> bool:
    """Whether a table says again what it said of the attempt before, which was made that day too.

    Taken for an answer to the new attempt it would have a payment made that is on its way.
    """
    if row.message_id or len(lines) < 2:
        return False
    return lines[-1].released_on == row.on and row.status in lines[-2].answers


def _note(plan: _Plan, line: _Line, row: Row) -> None:
    _check(line, row)
    before = plan.seen.setdefault(line.pk, row)
    if before.status != row.status:
        raise _Wrong(_("This payment stands twice in the file, with different answers."))
    if row.status is None:
        plan.counted["pending"] += 1
    elif row.status in line.answers or before is not row:
        plan.counted["unchanged"] += 1
    elif line.answers and (row.status == AnswerStatus.PAID or line.answers != {AnswerStatus.PAID}):
        raise _Wrong(_("The bank answered otherwise before."))
    else:
        plan.changes[line.pk] = line, row
        plan.counted[row.status] += 1


def _check(line: _Line, row: Row) -> None:
    if row.amount is not None and row.amount != line.amount:
        raise _Wrong(_("The amount is not that of the payment."))
    if row.instruction_id not in ("", instruction_id(line.end_to_end_id, line.attempt)):
        raise _Wrong(_("The file speaks of another attempt to make this payment."))
    if row.on > jalali.today():
        raise _Wrong(_TO_COME)


def _note_rest(plan: _Plan, row: Row) -> None:
    """An answer for the whole message: for each payment that no row and no answer names."""
    batch = Batch.objects.filter(message_id=row.message_id, released_at__isnull=False).first()
    if batch is None:
        plan.faults.append(Fault(row.row, "", _("We released no such message to the bank.")))
        return
    if row.on > jalali.today():
        plan.faults.append(Fault(row.row, "", _TO_COME))
        return
    for line in _answerable(batch.lines.all()):
        if line.pk in plan.seen:
            continue
        if line.answers:
            plan.counted["unchanged"] += 1
        else:
            plan.changes[line.pk] = line, row
            plan.counted[str(row.status)] += 1


# ---- changing


def _apply(changes: list[tuple[_Line, Row]], file: AnswerFile, now: datetime) -> None:
    BankAnswer.objects.bulk_create(
        (
            BankAnswer(
                file=file, line_id=line.pk, status=str(row.status), on=row.on, reason=row.reason
            )
            for line, row in changes
        ),
        batch_size=_CHUNK,
    )
    alike: dict[tuple[AnswerStatus | None, date, str], list[_Line]] = defaultdict(list)
    for line, row in changes:
        alike[row.status, row.on, row.reason].append(line)
    for (status, on, reason), lines in alike.items():
        for some in batched(lines, _CHUNK, strict=False):
            _change(some, status, _order_after(status, on, reason, now))
    _tell_returned([line.pk for line, row in changes if row.status == AnswerStatus.RETURNED])


def _order_after(
    status: AnswerStatus | None, on: date, reason: str, now: datetime
) -> dict[str, Any]:
    if status == AnswerStatus.PAID:
        return {"state": OrderState.PAID, "paid_on": on}
    if status == AnswerStatus.REFUSED:
        return {"state": BACK, "paid_on": None}
    returned = {"returned_at": now, "return_reason": reason}
    return {"state": OrderState.RETURNED, "paid_on": None, **returned}


def _change(lines: tuple[_Line, ...], status: AnswerStatus | None, order: dict[str, Any]) -> None:
    with_bank = PaymentOrder.objects.filter(state__in=[OrderState.SENT, OrderState.PAID])
    changed = with_bank.filter(pk__in=[line.order for line in lines]).update(**order)
    if status != AnswerStatus.PAID:
        live = BatchLine.objects.live().filter(pk__in=[line.pk for line in lines])
        live.update(state=LineState(str(status)))
    if changed != len(lines):
        raise RuntimeError("An order is not in the state that its batch says: reconcile first.")


def _tell_returned(keys: list[int]) -> None:
    lines = BatchLine.objects.filter(pk__in=keys).select_related("order__person")
    for line in lines.order_by("pk"):
        tell(
            line.order.person,
            "payment-returned",
            key=str(line.pk),
            amount=line.amount,
            ending=line.ending,
            reason=reasons.in_words(line.order.return_reason),
        )
