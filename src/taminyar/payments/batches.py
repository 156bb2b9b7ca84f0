"""Batches: everything that can be paid now, prepared by one person and released by another."""

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, Count, Sum, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User
from taminyar.mailbox import codes
from taminyar.payments import jobs, sources
from taminyar.payments.models import (
    Batch,
    BatchFetch,
    BatchLine,
    Channel,
    LineQuerySet,
    LineState,
    OrderState,
    PaymentOrder,
)
from taminyar.people.models import AccountState
from taminyar.persian import iban as ibans
from taminyar.persian import jalali
from taminyar.persian.identifiers import compact


class NotPossible(Exception):
    """What stands against a deed, in words for whoever wanted it."""


class Overtaken(NotPossible):
    """The batch was released or dissolved in the meantime."""

    def __init__(self) -> None:
        super().__init__(_("This batch was released or dissolved in the meantime."))


# How long a download may be begun, also once more, after it was noted.
FETCHING: Final = timedelta(minutes=10)
# As in the schema of the bank's file.
_BIC: Final = re.compile("[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?")
# Locked and checked row by row, so that two who prepare at once never take the same order.
_TAKE: Final = """
    WITH payable AS (
        SELECT o.id, o.amount, o.due_on, a.id AS account_id, a.iban,
               coalesce(nullif(btrim(a.owner_name), ''), p.first_name || ' ' || p.last_name) AS name
        FROM payments_paymentorder o
        JOIN people_bankaccount a
          ON a.person_id = o.person_id AND a.state = 'active' AND a.payable_from <= %(now)s
        JOIN people_person p ON p.id = o.person_id
        WHERE o.state IN ('waiting', 'returned') AND o.due_on <= %(due)s
          AND (o.returned_at IS NULL OR a.confirmed_at > o.returned_at OR a.iban <> (
              SELECT back.iban FROM payments_batchline back
              WHERE back.order_id = o.id AND back.state = 'returned'
              ORDER BY back.attempt DESC LIMIT 1))
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), taken AS (
        UPDATE payments_paymentorder o
        SET state = %(state)s, attempts = o.attempts + 1
        FROM payable WHERE o.id = payable.id
        RETURNING o.id, o.attempts
    )
    INSERT INTO payments_batchline
        (batch_id, order_id, attempt, amount, account_id, iban, owner_name, state)
    SELECT %(batch)s, payable.id, taken.attempts, payable.amount, payable.account_id, payable.iban,
           payable.name, 'live'
    FROM payable JOIN taken USING (id)
    ORDER BY payable.due_on, payable.id
"""


def prepare(by: User | None, *, due: date | None = None) -> Batch | None:
    """Takes every unpaid order due by that day (today) that can be paid now into a new batch.

    Without a user it is a batch of the command line. Returns None when nothing can be paid.
    Raises NotPossible when the settings do not say from which account.
    """
    return _taken(_new_batch(by, due), OrderState.BATCHED)


def prepare_and_release(*, due: date | None = None) -> Batch | None:
    """A released batch of the command line: who may run commands stands above the four eyes."""
    batch = _new_batch(None, due)
    return _taken(batch, OrderState.SENT, released_at=batch.prepared_at)


def _taken(batch: Batch, state: OrderState, *, released_at: datetime | None = None) -> Batch | None:
    """The batch with everything that can be paid; None, and nothing kept, without any."""
    with transaction.atomic():
        batch.save()
        if not _take(batch, state):
            transaction.set_rollback(True)
            return None
        _count(batch)
        batch.titles, batch.released_at = _titles(batch), released_at
        batch.save(update_fields=["lines_count", "amount", "titles", "released_at"])
        jobs.tell_sources.defer()
    return batch


def _take(batch: Batch, state: OrderState) -> int:
    asked: dict[str, Any] = {
        "now": batch.prepared_at,
        "due": batch.due_on,
        "batch": batch.pk,
        "state": state,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, asked)
        return int(cursor.rowcount)


def _new_batch(by: User | None, due: date | None) -> Batch:
    return Batch(
        message_id=f"TAM-{jalali.iso(jalali.today()).replace('-', '')}-{codes.new(8)}",
        channel=Channel.OFFICE if by else Channel.COMMAND_LINE,
        due_on=due or jalali.today(),
        prepared_at=timezone.now(),
        prepared_by=by,
        **_payer(),
    )


def _payer() -> dict[str, str]:
    name, iban = settings.PAYER_NAME.strip(), compact(settings.PAYER_IBAN).upper()
    bic = settings.PAYER_BIC.strip()
    if not name or not ibans.is_valid(iban) or (bic and not _BIC.fullmatch(bic)):
        raise NotPossible(
            _("The settings PAYER_NAME, PAYER_IBAN and PAYER_BIC do not say who pays.")
        )
    return {"payer_name": name[:140], "payer_iban": iban, "payer_bic": bic}


def _titles(batch: Batch) -> dict[str, str]:
    about = (
        PaymentOrder.objects.filter(lines__batch=batch).order_by().values_list("source", "about")
    )
    return {f"{source}:{slug}": sources.title(source, slug) for source, slug in about.distinct()}


def _count(batch: Batch) -> None:
    found = batch.lines.live().aggregate(lines=Count("pk"), amount=Sum("amount"))
    batch.lines_count, batch.amount = found["lines"], found["amount"] or 0


def why_not_released(batch: Batch, by: User) -> str | Promise | None:
    """What stands against this person releasing the batch, in words for them, or None."""
    if batch.prepared_by_id == by.pk:
        return _("You prepared this batch. Somebody else has to release it.")
    if batch.lines.live().filter(order__person=by.person_id).exists():
        return _("A payment in this batch is for you. Somebody else has to release it.")
    return None


def release(batch: Batch, by: User) -> None:
    """Hands the batch over to the bank: another person than prepared it, nobody paid by it.

    A payment whose account was changed since is left out and goes back to wait. Raises
    `Overtaken` when the batch is no longer open, NotPossible with the reason.
    """
    if reason := why_not_released(batch, by):
        raise NotPossible(reason)
    with transaction.atomic():
        _claim(batch, released_at=timezone.now(), released_by=by)
        _leave_out(batch.lines.live().exclude(pk__in=_still_payable(batch)))
        _count(batch)
        if not batch.lines_count:
            raise NotPossible(_("No payment of this batch can be made any more. Dissolve it."))
        batch.save(update_fields=["lines_count", "amount"])
        batched = PaymentOrder.objects.filter(lines__in=batch.lines.live())
        batched.filter(state=OrderState.BATCHED).update(state=OrderState.SENT)
        jobs.tell_sources.defer()
    batch.refresh_from_db()


def dissolve(batch: Batch, by: User) -> None:
    """Gives up a batch that is not released; its orders wait for the next one.

    Raises `Overtaken` when it is no longer open.
    """
    with transaction.atomic():
        _claim(batch, dissolved_at=timezone.now(), dissolved_by=by)
        _leave_out(batch.lines.live())
        jobs.tell_sources.defer()
    batch.refresh_from_db()


def fetch(batch: Batch, by: User) -> None:
    """Notes who fetched the file of a released batch: each time, the first in the batch too."""
    at = timezone.now()
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk, fetched_at=None).update(fetched_at=at, fetched_by=by)
        BatchFetch.objects.create(batch=batch, by=by, at=at)


def may_take_file(batch: Batch, by: User) -> bool:
    """Whether this person noted a moment ago that they fetch the file."""
    since = timezone.now() - FETCHING
    return batch.fetches.filter(by=by, at__gte=since).exists()


def _claim(batch: Batch, **changes: object) -> None:
    if not Batch.objects.open().filter(pk=batch.pk).update(**changes):
        raise Overtaken


def _still_payable(batch: Batch) -> LineQuerySet:
    """Lines whose account is the one that would be chosen now."""
    active = batch.lines.live().filter(account__state=AccountState.ACTIVE)
    return active.filter(account__payable_from__lte=timezone.now())


def _leave_out(lines: LineQuerySet) -> None:
    keys = list(lines.values_list("pk", flat=True))
    orders = PaymentOrder.objects.filter(lines__in=keys, state=OrderState.BATCHED)
    orders.update(state=BACK)
    BatchLine.objects.filter(pk__in=keys).update(state=LineState.LEFT_OUT)


# Where an order goes that comes out of a batch unpaid: one that came back stays so.
BACK: Final = Case(
    When(returned_at=None, then=Value(OrderState.WAITING)), default=Value(OrderState.RETURNED)
)
