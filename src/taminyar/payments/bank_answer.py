"""Taking over what the bank answers: the whole file or nothing of it, and each answer once."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from typing import Any, Final

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User
from taminyar.notices.tell import tell
from taminyar.payments import answer_rows, jobs, reasons
from taminyar.payments.answer_rows import Fault, Refused, Row
from taminyar.payments.bank_file import instruction_id
from taminyar.payments.models import (
    AnswerFile,
    AnswerStatus,
    BankAnswer,
    Batch,
    BatchLine,
    Held,
    LineQuerySet,
    LineState,
    OrderState,
    PaymentOrder,
)
from taminyar.persian import jalali

__all__ = ["Fault", "Outcome", "Refused", "take"]

# What a page takes over while somebody waits for it; the command takes any number.
MOST_ROWS: Final = 100_000
_CHUNK: Final = 5000
# Files of answers are taken over one after another (an arbitrary number of ours).
_TURN: Final = 0x7461_6D61
_TO_COME: Final = _("The day is still to come.")
_TOO_EARLY: Final = _("The day is before the batch was released.")


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
    """An attempt the bank may speak of, and what it said of it so far, of which day at last."""

    released_on: date
    answers: frozenset[str]
    answered_on: date | None
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
    # Said once more, by line: this time perhaps why a payment came back.
    reasons: dict[int, str] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


class _Wrong(Exception):
    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


def take(content: bytes, by: User | None) -> Outcome:
    """Takes over a pain.002.001.03 or CSV file; without a user it came by the command line.

    Settled payments are paid, rejected ones returned, all others stay as they are. A payment that
    was paid may be returned later. A user hands in `MOST_ROWS` rows at most. Raises `Refused` with
    the faults, those of the first bad rows when there are very many; nothing has changed then.
    """
    rows = _read(content, MOST_ROWS if by else None)
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
        _learn(plan.reasons)
        jobs.tell_sources.defer()
    return Outcome(**dict[str, Any](plan.counted))


# ---- what the rows mean


def _read(content: bytes, most: int | None) -> list[Row]:
    """The rows. Raises `Refused` with the faults of reading and those of what could be read."""
    try:
        return answer_rows.read(content, most)
    except Refused as refused:
        faults = [*refused.faults, *_plan(list(refused.rows)).faults]
        raise Refused(sorted(faults, key=lambda fault: fault.row)) from refused


def _plan(rows: list[Row]) -> _Plan:
    plan = _Plan()
    single = [row for row in rows if not row.whole]
    by_id = _lines_by_id({row.end_to_end_id for row in single})
    for row in single:
        try:
            _note(plan, _line_of(row, by_id), row)
        except _Wrong as wrong:
            plan.faults.append(Fault(row.row, row.end_to_end_id, wrong.message))
            if len(plan.faults) >= answer_rows.MOST_FAULTS:
                return plan
    for row in rows:
        if row.whole:
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
    answered = seen.annotate(said=ArrayAgg("answers__status"), last=Max("answers__on"))
    rows: Iterable[Any] = answered.values_list("batch__released_at", "said", "last", *columns)
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
    """Whether a table says again what it said, of that day, of the attempt before.

    Taken for an answer to the new attempt it would have a payment made that is on its way.
    """
    if row.message_id or len(lines) < 2:
        return False
    before, now = lines[-2:]
    return now.released_on == row.on == before.answered_on and row.status in before.answers


def _note(plan: _Plan, line: _Line, row: Row) -> None:
    _check(line, row)
    before = plan.seen.setdefault(line.pk, row)
    if before.status != row.status:
        raise _Wrong(_("This payment stands twice in the file, with different answers."))
    if row.status is None:
        plan.counted["pending"] += 1
    elif row.status in line.answers or before is not row:
        plan.counted["unchanged"] += 1
        plan.reasons[line.pk] = row.reason
    else:
        _check_turn(line, row)
        plan.changes[line.pk] = line, row
        plan.counted[row.status] += 1


def _check_turn(line: _Line, row: Row) -> None:
    """What was paid may come back, on the same day or later; nothing else is ever otherwise."""
    if line.answers and (row.status == AnswerStatus.PAID or line.answers != {AnswerStatus.PAID}):
        raise _Wrong(_("The bank answered otherwise before."))
    if line.answered_on and row.on < line.answered_on:
        raise _Wrong(_("The bank answered otherwise of a later day."))


def _check(line: _Line, row: Row) -> None:
    if row.amount is not None and row.amount != line.amount:
        raise _Wrong(_("The amount is not that of the payment."))
    if row.instruction_id not in ("", instruction_id(line.end_to_end_id, line.attempt)):
        raise _Wrong(_("The file speaks of another attempt to make this payment."))
    if wrong := _against_day(row.on, line.released_on):
        raise _Wrong(wrong)


def _against_day(on: date, released_on: date) -> Promise | None:
    """The bank says nothing of a payment before it has it, nor of tomorrow."""
    if on > jalali.today():
        return _TO_COME
    return _TOO_EARLY if on < released_on else None


def _note_rest(plan: _Plan, row: Row) -> None:
    """An answer for the whole message: for each payment that no row and no answer names."""
    batch = Batch.objects.filter(message_id=row.message_id, released_at__isnull=False).first()
    if batch is None or batch.released_at is None:
        plan.faults.append(Fault(row.row, "", _("We released no such message to the bank.")))
        return
    if wrong := _against_day(row.on, timezone.localdate(batch.released_at)):
        plan.faults.append(Fault(row.row, "", wrong))
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
    _tell_returned([line.pk for line, row in changes if row.status == AnswerStatus.RETURNED], now)


def _learn(said: Mapping[int, str]) -> None:
    """Keeps why payments came back that had come back without a reason."""
    for some in batched(said, _CHUNK, strict=False):
        unknown = BankAnswer.objects.filter(line__in=some, reason=reasons.UNKNOWN)
        for answer in unknown.filter(status=AnswerStatus.RETURNED).select_related("line"):
            if why := said[answer.line_id]:
                BankAnswer.objects.filter(pk=answer.pk).update(reason=why)
                order = PaymentOrder.objects.filter(pk=answer.line.order_id)
                order.filter(return_reason=reasons.UNKNOWN).update(return_reason=why)


def _order_after(
    status: AnswerStatus | None, on: date, reason: str, now: datetime
) -> dict[str, Any]:
    if status == AnswerStatus.PAID:
        return {"state": OrderState.PAID, "paid_on": on}
    if status == AnswerStatus.REFUSED:  # ours; an earlier account at fault is in the past
        waiting = {"returned_at": None, "return_reason": ""}
        return {"state": OrderState.WAITING, "paid_on": None, **waiting}
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


def _tell_returned(keys: list[int], now: datetime) -> None:
    """Asks for another account, unless the person registered one while the bank had the payment."""
    orders: Any = PaymentOrder.objects.with_held(now).filter(lines__in=keys)
    need = set(
        orders.filter(held__in=[Held.NO_ACCOUNT, Held.RETURNED]).values_list("pk", flat=True)
    )
    lines = BatchLine.objects.filter(pk__in=keys).select_related("order__person")
    for line in lines.order_by("pk"):
        tell(
            line.order.person,
            "payment-returned" if line.order_id in need else "payment-goes-elsewhere",
            key=str(line.pk),
            amount=line.amount,
            ending=line.ending,
            reason=reasons.in_a_notice(line.order.return_reason),
        )
