"""Payment orders, the batches they go to the bank in, and the bank's answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User
from taminyar.people.models import AccountState, BankAccount, Person


class OrderState(models.TextChoices):
    # Due, and in no batch: also when there is no account yet, or a new one is still held.
    WAITING = "waiting", _("Waiting for the next batch")
    BATCHED = "batched", _("In a batch that is not released")
    SENT = "sent", _("With the bank")
    PAID = "paid", _("Paid")
    RETURNED = "returned", _("Returned by the bank")
    CANCELLED = "cancelled", _("Cancelled")


class Held(models.TextChoices):
    """Why an order that is due goes into no batch."""

    NO_ACCOUNT = "no_account", _("No bank account is registered")
    ACCOUNT_COOLING = "account_cooling", _("A new bank account is still held")
    # The account is still the one that the bank gave it back from, and not confirmed since.
    RETURNED = "returned", _("Given back by the bank: another account is needed")


UNPAID = (OrderState.WAITING, OrderState.RETURNED)


class OrderQuerySet(models.QuerySet["PaymentOrder"]):
    def of(self, person: Person) -> Self:
        """What is or was due to this person."""
        return self.filter(person=person)

    def unpaid(self) -> Self:
        """What may go into a batch as far as the order itself is concerned."""
        return self.filter(state__in=UNPAID)

    def untold(self) -> Self:
        """Those whose source does not know their state yet."""
        return self.exclude(told_state=F("state"))

    def with_held(self, at: datetime) -> Self:
        """Adds `held`: why an unpaid order cannot be paid at this moment, or None."""
        found = self.annotate(
            account=FilteredRelation(
                "person__bank_accounts",
                condition=Q(person__bank_accounts__state=AccountState.ACTIVE),
            )
        )
        reasons = (
            When(~Q(state__in=UNPAID), then=None),
            When(account__pk=None, then=Value(Held.NO_ACCOUNT)),
            When(
                returned_at__gte=F("account__confirmed_at"),
                account__iban=_came_back_from(),
                then=Value(Held.RETURNED),
            ),
            When(account__payable_from__gt=at, then=Value(Held.ACCOUNT_COOLING)),
        )
        return found.annotate(held=Case(*reasons, output_field=models.CharField()))


def _came_back_from() -> Coalesce:
    """The account of the last attempt that the bank gave back; without one, the account now."""
    lines = BatchLine.objects.filter(order=OuterRef("pk"), state=LineState.RETURNED)
    last = Subquery(lines.order_by("-attempt").values("iban")[:1])
    return Coalesce(last, F("account__iban"))


class PaymentOrder(models.Model):
    """An amount due to a person, once for each thing it is for. Never deleted.

    `source` names the room it comes from and `source_key` the thing there (a tracking code).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="payment_orders")
    source = models.CharField(max_length=20)
    source_key = models.CharField(max_length=40)
    # What the money is for, as the slug of a service: "marriage".
    about = models.CharField(max_length=40)
    amount = models.BigIntegerField()  # rials
    due_on = models.DateField()
    ordered_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.WAITING)
    # The state the source was last told of: the two differ while a worker has yet to tell it.
    told_state = models.CharField(max_length=10, choices=OrderState, default=OrderState.WAITING)
    # The same in every file it ever stands in: what the bank and the person know it by.
    end_to_end_id = models.CharField(max_length=35)
    # How often it was put into a batch.
    attempts = models.PositiveSmallIntegerField(default=0)
    paid_on = models.DateField(null=True)
    # When we learnt that the bank gave it back, and why, both of the last time: an ISO 20022
    # reason code, or the bank's own words.
    returned_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=140, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="ordered_once"),
            # Not `unique=True`: that would add a second index for LIKE, to be kept at each change.
            models.UniqueConstraint(fields=["end_to_end_id"], name="end_to_end_id_is_unique"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_has_an_amount"),
            models.CheckConstraint(
                condition=Q(state__in=OrderState.values), name="order_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=OrderState.PAID, paid_on__isnull=False)
                | ~Q(state=OrderState.PAID) & Q(paid_on=None),
                name="paid_order_says_when",
            ),
            # A day that every calendar here can write.
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(paid_on__gte=date(2000, 1, 1)),
                name="paid_day_can_be",
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.RETURNED)
                | ~Q(return_reason="") & Q(returned_at__isnull=False),
                name="returned_order_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state__in=["waiting", "returned"]),
                name="orders_unpaid",
            ),
            models.Index(
                fields=["id"], condition=~Q(told_state=F("state")), name="orders_to_be_told"
            ),
            models.Index(
                fields=["state", "due_on", "id"],
                condition=Q(state__in=["batched", "sent"]),
                name="orders_in_hand",
            ),
            models.Index(fields=["paid_on", "id"], condition=Q(state="paid"), name="orders_paid"),
        ]

    def __str__(self) -> str:
        return f"{self.end_to_end_id}: {self.amount}"


class Channel(models.TextChoices):
    """Who made a batch: two people of the office, or the service's own operators."""

    OFFICE = "office", _("Office")
    COMMAND_LINE = "command-line", _("The service's own operators")


class BatchState(models.TextChoices):
    PREPARED = "prepared", _("Prepared, to be released")
    RELEASED = "released", _("Released")
    DISSOLVED = "dissolved", _("Dissolved")


class BatchQuerySet(models.QuerySet["Batch"]):
    def open(self) -> Self:
        """Neither released nor dissolved."""
        return self.filter(released_at=None, dissolved_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def without_file(self) -> Self:
        """Released from the command line, which died before its file had its name."""
        return self.filter(channel=Channel.COMMAND_LINE, released_at__isnull=False, fetched_at=None)


class Batch(models.Model):
    """Orders that go to the bank in one file. Never deleted.

    Payer and names of services are kept as they were, so that its file is written again byte for
    byte.
    """

    message_id = models.CharField(max_length=35, unique=True)
    channel = models.CharField(max_length=12, choices=Channel)
    due_on = models.DateField()
    lines_count = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField(default=0)  # rials
    payer_name = models.CharField(max_length=140)
    payer_iban = models.CharField(max_length=26)
    payer_bic = models.CharField(max_length=11, blank=True)
    # What the payments are called in remittance information, by "source:about".
    titles = models.JSONField(default=dict)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dissolved_at = models.DateTimeField(null=True)
    dissolved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    fetched_at = models.DateTimeField(null=True)
    fetched_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(prepared_by=None) | ~Q(prepared_by=F("released_by")),
                name="batch_is_released_by_another_than_prepared_it",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.COMMAND_LINE, prepared_by=None)
                | Q(channel=Channel.OFFICE, prepared_by__isnull=False)
                & (Q(released_at=None, released_by=None) | Q(released_by__isnull=False)),
                name="batch_of_the_office_says_who",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(dissolved_at=None),
                name="batch_is_released_or_dissolved",
            ),
            models.CheckConstraint(
                condition=Q(fetched_at=None) | Q(released_at__isnull=False),
                name="batch_is_fetched_once_released",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(lines_count__gt=0, amount__gt=0),
                name="released_batch_pays_something",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def state(self) -> BatchState:
        if self.released_at:
            return BatchState.RELEASED
        return BatchState.DISSOLVED if self.dissolved_at else BatchState.PREPARED


class BatchFetch(models.Model):
    """One time that somebody of the office fetched the file of a batch."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="fetches")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.batch_id} {self.at:%Y-%m-%d %H:%M}"


class LineState(models.TextChoices):
    LIVE = "live", _("Paid, or to be paid")
    # The batch was dissolved, or the account was no longer the right one at the release.
    LEFT_OUT = "left_out", _("Left out before the release")
    RETURNED = "returned", _("Returned by the bank")
    REFUSED = "refused", _("Refused by the bank for our own mistake")


class LineQuerySet(models.QuerySet["BatchLine"]):
    def live(self) -> Self:
        return self.filter(state=LineState.LIVE)

    def in_file(self) -> Self:
        """What stands in the file of a released batch, whatever became of it since."""
        return self.exclude(state=LineState.LEFT_OUT).order_by("pk")


class BatchLine(models.Model):
    """One attempt to pay one order: amount, account and its owner's name as they were then."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_index=False, related_name="lines")
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, db_index=False, related_name="lines"
    )
    attempt = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()  # rials
    account = models.ForeignKey(
        BankAccount, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    iban = models.CharField(max_length=26)
    owner_name = models.CharField(max_length=201)
    state = models.CharField(max_length=10, choices=LineState, default=LineState.LIVE)

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            # A line of a paid order stays live: such an order can never be paid a second time.
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="live"), name="order_is_in_one_live_batch"
            ),
            models.UniqueConstraint(fields=["order", "attempt"], name="each_attempt_is_one_line"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="line_has_an_amount"),
            models.CheckConstraint(
                condition=Q(state__in=LineState.values), name="line_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["batch", "id"], name="lines_of_a_batch")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.attempt}: {self.amount}"

    @property
    def ending(self) -> str:
        """The last four digits of the account."""
        return self.iban[-4:]


class AnswerFile(models.Model):
    """A file of the bank's answers that was taken over whole; the same bytes never twice."""

    sha256 = models.BinaryField(max_length=32, unique=True)
    received_at = models.DateTimeField()
    # Null from the command line.
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M}"


class AnswerStatus(models.TextChoices):
    PAID = "paid", _("Paid")
    RETURNED = "returned", _("Returned by the bank")
    REFUSED = "refused", _("Refused by the bank for our own mistake")


class BankAnswer(models.Model):
    """What the bank said of one attempt; a payment may be given back after it was paid."""

    file = models.ForeignKey(AnswerFile, on_delete=models.PROTECT, related_name="answers")
    line = models.ForeignKey(
        BatchLine, on_delete=models.PROTECT, db_index=False, related_name="answers"
    )
    status = models.CharField(max_length=10, choices=AnswerStatus)
    on = models.DateField()
    reason = models.CharField(max_length=140, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "status"], name="answered_once_each_way"),
            models.CheckConstraint(
                condition=Q(status=AnswerStatus.PAID, reason="")
                | Q(status__in=[AnswerStatus.RETURNED, AnswerStatus.REFUSED]) & ~Q(reason=""),
                name="answer_against_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.status}"
