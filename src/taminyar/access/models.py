"""The access log: who looked at or changed whose file, its daily seals, and people's doubts."""

from __future__ import annotations

from datetime import datetime, time

from django.db import models
from django.db.models import Q
from django.utils import timezone

from taminyar.access.delegation_models import Delegation  # noqa: F401
from taminyar.accounts.models import Role, User
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth

DELEGATE = "delegate"


class AccessEntryQuerySet(models.QuerySet["AccessEntry"]):
    def of(self, person: Person) -> AccessEntryQuerySet:
        """The entries about this person's file. Every page's query starts here."""
        return self.filter(person=person)

    def newest_first(self) -> AccessEntryQuerySet:
        return self.order_by("-number")

    def before(self, number: int | None) -> AccessEntryQuerySet:
        """The entries after this one in the order newest first; all without a number."""
        return self if number is None else self.filter(number__lt=number)

    def by(self, who: str) -> AccessEntryQuerySet:
        """The entries of `staff`, of a `delegate` or of a `program`."""
        staff, delegate = Q(role__in=Role.values), Q(role=DELEGATE)
        chosen = {"staff": staff, "delegate": delegate, "program": Q(actor=None)}
        return self.filter(chosen[who])

    def since(self, month: JalaliMonth) -> AccessEntryQuerySet:
        return self.filter(at__gte=_start(month))

    def through(self, month: JalaliMonth) -> AccessEntryQuerySet:
        return self.filter(at__lt=_start(month + 1))


def _start(month: JalaliMonth) -> datetime:
    return timezone.make_aware(datetime.combine(month.first_day, time.min))


class AccessEntry(models.Model):
    """One look at a person's file, or one change of it, by somebody else or a program.

    Numbered 1, 2, 3 … for each person, each row chained to the one before by its hash. Written
    by the SQL function `access_record` alone (log.sql, where the encoding of the hash stands);
    a trigger refuses every change. Name and role are those the actor had then.
    """

    pk = models.CompositePrimaryKey("person_id", "number")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    # Null for a program, whose slug then stands under `role`.
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    actor_name = models.CharField(max_length=201, blank=True)
    role = models.CharField(max_length=40)
    what = models.CharField(max_length=40)
    purpose = models.CharField(max_length=300)
    detail = models.CharField(max_length=200, blank=True)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects = AccessEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="access_is_numbered_from_one"),
            models.CheckConstraint(
                condition=~Q(role="") & ~Q(what="") & ~Q(purpose=""),
                name="access_says_role_deed_and_purpose",
            ),
            models.CheckConstraint(
                condition=Q(actor=None, actor_name="") | Q(actor__isnull=False) & ~Q(actor_name=""),
                name="access_by_somebody_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.number} {self.what}"


class AccessSeal(models.Model):
    """The access log of one finished day (in Tehran), so that a cut tail of a chain shows.

    `digest` holds the day, the number of its entries, their hashes in the order of person and
    number, and the digest of the day before (access/seal.py).
    """

    day = models.DateField(primary_key=True)
    entries = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.day} {self.entries}"


class AccessDoubtQuerySet(models.QuerySet["AccessDoubt"]):
    def of(self, person: Person) -> AccessDoubtQuerySet:
        """The doubts this person raised."""
        return self.filter(person=person)

    def open(self) -> AccessDoubtQuerySet:
        return self.filter(answered_at=None)


class AccessDoubt(models.Model):
    """A person does not recognise an entry of their log; once for an entry, answered once.

    `number` is that of the entry; the database holds the foreign key (log.sql).
    """

    pk = models.CompositePrimaryKey("person_id", "number")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False, related_name="+")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AccessDoubtQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="access_doubt_is_open_or_answered",
            ),
        ]
        indexes = [
            models.Index("asked_at", condition=Q(answered_at=None), name="access_doubts_open"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
