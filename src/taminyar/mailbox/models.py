"""What lies in a person's mailbox: signed documents, letters, and their own papers."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taminyar.mailbox import codes
from taminyar.people.models import Person


class Sort(models.TextChoices):
    """Who made it, and so what can be done with it."""

    DOCUMENT = "document", _("Document")
    LETTER = "letter", _("Letter")
    PAPER = "paper", _("My own paper")


class ItemQuerySet(models.QuerySet["Item"]):
    def of(self, person: Person) -> Self:
        """What lies in the mailbox of this person. Every page's query starts here."""
        return self.filter(person=person)

    def unread(self) -> Self:
        return self.filter(read_at=None).exclude(sort=Sort.PAPER)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Item(models.Model):
    """One thing in a mailbox. It is never changed but for `read_at`; only own papers go away.

    A trigger sees to that (`keeping.sql`). The number counts within the person, so that the table
    can be spread over machines by person; `/my/mailbox/<number>/` is its address. A file lies in
    the storage under a random name, written before the row, and is served only through the view.
    """

    pk = models.CompositePrimaryKey("person_id", "number")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mailbox")
    number = models.BigIntegerField()
    sort = models.CharField(max_length=10, choices=Sort)
    # Slug of a declared kind of document or letter; "" for own papers.
    kind = models.CharField(max_length=40, blank=True)
    # A letter's or paper's own title; a document's comes from its kind.
    title = models.CharField(max_length=200, blank=True)
    search_key = models.CharField(max_length=400, editable=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # A document's values as given to the template, a letter's text: plain JSON.
    data = models.JSONField(default=dict)
    file = models.CharField(max_length=100, blank=True)
    content_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.BinaryField(max_length=32, null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", size=0, sha256=None)
                | Q(~Q(file=""), size__gt=0, sha256__isnull=False),
                name="mailbox_file_has_size_and_digest",
            ),
            models.CheckConstraint(
                condition=~Q(sort=Sort.DOCUMENT) | ~Q(file=""), name="mailbox_document_has_file"
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(read_at=None) & ~Q(sort="paper"),
                name="mailbox_unread",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.number}"


class LastNumber(models.Model):
    """The number last given to an item of this person.

    Its row is what two writers about one person wait for each other on. No number is left out,
    and none given twice, even when the newest paper was thrown away.
    """

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.number)


class VerifiableQuerySet(models.QuerySet["Verifiable"]):
    def of(self, person: Person) -> Self:
        """The signed documents of this person."""
        return self.filter(person=person)


class Verifiable(models.Model):
    """The public face of a signed document: what its code opens to whoever holds it.

    A row of its own, found by code or digest alone, so that looking it up needs no person. Only
    what the owner decides changes: `shown`, `open_until` and, once for all, `revoked_at`.
    """

    # Sixteen capital letters and digits without 0 O 1 I L, random; shown in groups of four.
    code = models.CharField(primary_key=True, max_length=16)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    issued_at = models.DateTimeField()
    language = models.CharField(max_length=2)
    institution = models.CharField(max_length=200, blank=True)
    receiving_branch = models.CharField(max_length=200, blank=True)
    # Labels and values that the person lets a verifier see, in the document's language.
    shown = models.JSONField(default=list)
    sha256 = models.BinaryField(max_length=32)
    # The document says nothing after this day; None where it does not age.
    valid_until = models.DateField(null=True)
    # Until when it may be verified, as the person set it; None: as long as it is valid.
    open_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = VerifiableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="verifiable_once_an_item"),
            models.UniqueConstraint(fields=["sha256"], name="verifiable_once_a_file"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-HJKMNP-Z2-9]{16}$"),
                name="verifiable_code_is_readable",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("issued_at")),
                name="verifiable_revoked_after_issue",
            ),
        ]

    def __str__(self) -> str:
        return codes.grouped(self.code)

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether its code still opens anything."""
        moment = at or timezone.now()
        return self.revoked_at is None and (self.open_until is None or moment <= self.open_until)


class IssuingQuerySet(models.QuerySet["Issuing"]):
    def of(self, person: Person) -> Self:
        """What this person asked for. Every page's query starts here."""
        return self.filter(person=person)

    def waiting(self) -> Self:
        return self.filter(state=Issuing.State.WAITING)


class Issuing(models.Model):
    """A document asked for: waiting, made, or failed. The page that asked shows its progress.

    `key` is a digest of kind, data, addressee, purpose, language and permissions. Until
    `again_from` the same thing asked for by the same person is this one, unless it failed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        MADE = "made", _("Made")
        FAILED = "failed", _("Could not be made")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    # What `issue` needs, until it is made: plain JSON.
    order = models.JSONField()
    key = models.BinaryField(max_length=32)
    asked_at = models.DateTimeField()
    again_from = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    number = models.BigIntegerField(null=True)

    objects = IssuingQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="issuing_is_asked_once_a_minute",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("key", RangeOperators.EQUAL),
                    (
                        Func(
                            F("asked_at"),
                            F("again_from"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(state="failed"),
            ),
            models.CheckConstraint(
                condition=(Q(state="made") & Q(number__isnull=False))
                | (~Q(state="made") & Q(number=None)),
                name="issuing_made_has_its_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class StoredFile(models.Model):
    """A file that was or is being written to the storage; who owns it, if anybody.

    Written before the file and settled in the transaction that records the item, so that a file
    whose process died in between is known, seen by nobody, and cleaned up.
    """

    name = models.CharField(primary_key=True, max_length=100)
    started_at = models.DateTimeField()
    settled = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["started_at"], condition=Q(settled=False), name="mailbox_unsettled_file"
            )
        ]

    def __str__(self) -> str:
        return self.name
