"""Workshops, their monthly lists and their ledger."""

from __future__ import annotations

import re

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.utils.translation import gettext_lazy as _

from taminyar.people.fields import JalaliMonthField
from taminyar.people.models import Branch, Person


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def with_listed_months(self) -> WorkshopQuerySet:
        """Adds as `listed` the months each workshop sent a list for, in time order, or None."""
        months, current = "lists__month", models.Q(lists__current=True)
        listed = ArrayAgg(months, filter=current, distinct=True, order_by=months)
        return self.annotate(listed=listed)


class Workshop(models.Model):
    """A workshop (کارگاه): an employer's file at a branch, known by a ten-digit code.

    The first three digits of the code are the branch. `owner` is the employer who may see the
    workshop's pages.
    """

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=100)
    employer = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="workshops")

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{10}$"), name="workshop_code_has_ten_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("branch_id")),
                name="workshop_code_starts_with_its_branch",
            ),
        ]

    def __str__(self) -> str:
        return self.name


# `MonthlyList.key`: no longer than the database's numbers.
_KEY = re.compile(r"(\d{6})-(\d{1,18})", re.ASCII)


class MonthlyListQuerySet(models.QuerySet["MonthlyList"]):
    def of(self, employer: Person) -> MonthlyListQuerySet:
        """The lists of the workshops this employer owns."""
        return self.filter(workshop__owner=employer)

    def current(self) -> MonthlyListQuerySet:
        return self.filter(current=True)

    def newest_first(self) -> MonthlyListQuerySet:
        return self.order_by("-month", "-pk")

    def before(self, key: str) -> MonthlyListQuerySet:
        """The lists after the one with this key in the order newest first; all without one."""
        match = _KEY.fullmatch(key)
        if match is None:
            return self
        month, pk = map(int, match.groups())
        earlier = models.Q(month__lt=month) | models.Q(month=month, pk__lt=pk)
        return self.filter(earlier)


class MonthlyList(models.Model):
    """One accepted monthly list of a workshop; a corrected one takes the place of the old.

    The files are kept as they came. Of the lists with one workshop, month and number exactly
    one is current; the others are its history.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="lists")
    month = JalaliMonthField()
    number = models.CharField(max_length=12)
    current = models.BooleanField(default=True)
    received_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    days = models.PositiveIntegerField()
    insured_wages = models.BigIntegerField()
    # What the list makes the employer owe: the insured persons' share, the employer's and the
    # unemployment insurance, in rials.
    premium = models.BigIntegerField()
    contract_row = models.CharField(max_length=3, blank=True)
    digest = models.BinaryField(max_length=32)

    objects = MonthlyListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "month", "number"],
                condition=models.Q(current=True),
                name="one_current_list_of_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(insured_wages__gte=0, premium__gte=0),
                name="list_totals_are_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["workshop", "-month"], name="lists_of_a_workshop")]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.month} {self.number}"

    @property
    def key(self) -> str:
        """Where a page of lists starts (see `before`)."""
        return f"{self.month.number}-{self.pk}"


class ListFiles(models.Model):
    """The two files of a list, as received, compressed with zlib."""

    list = models.OneToOneField(
        MonthlyList, on_delete=models.CASCADE, primary_key=True, related_name="files"
    )
    header_file = models.BinaryField()
    rows_file = models.BinaryField()

    def __str__(self) -> str:
        return f"files of {self.list_id}"


class EntryKind(models.TextChoices):
    PREMIUM = "premium", _("Premium of a list")
    REVERSAL = "reversal", _("Premium of a list that was corrected")


class LedgerEntry(models.Model):
    """One line of a workshop's account, in rials. Lines are only added, never changed."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="ledger")
    entered_at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=EntryKind)
    month = JalaliMonthField()
    list = models.ForeignKey(MonthlyList, on_delete=models.PROTECT, null=True)
    debit = models.BigIntegerField(default=0)
    credit = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(debit__gte=0, credit__gte=0)
                & (models.Q(debit=0) | models.Q(credit=0)),
                name="ledger_line_is_debit_or_credit",
            ),
            models.UniqueConstraint(fields=["list", "kind"], name="a_list_is_entered_once"),
        ]
        indexes = [models.Index(fields=["workshop", "entered_at"], name="ledger_of_a_workshop")]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.kind} {self.debit - self.credit}"
