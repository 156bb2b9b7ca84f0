"""Papers given with drafts and requests, and what was said of each."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User
from taminyar.people.models import Person


class Verdict(models.TextChoices):
    GOOD = "good", _("Accepted")
    BAD = "bad", _("Needed again")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, person: Person) -> Self:
        """The papers this person gave, with drafts and with requests."""
        return self.filter(Q(draft__person=person) | Q(request__person=person))

    def in_force(self) -> Self:
        """Those that no later one took the place of."""
        return self.filter(replaced_by=None)


class Attachment(models.Model):
    """A paper given with a draft or a request. The file is its own, whatever it came from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    draft = models.ForeignKey("Draft", on_delete=models.CASCADE, null=True, related_name="papers")
    request = models.ForeignKey(
        "Request", on_delete=models.PROTECT, null=True, related_name="papers"
    )
    # Slug of the paper of the kind that this is.
    paper = models.CharField(max_length=40)
    label = models.CharField(max_length=100)
    given_at = models.DateTimeField()
    file = models.CharField(max_length=100, unique=True)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.BinaryField(max_length=32)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    # What is wrong with a bad one: a slug of `papers.FAULTS`, and own words.
    fault = models.CharField(max_length=20, blank=True)
    fault_words = models.CharField(max_length=300, blank=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(draft=None, request__isnull=False)
                | Q(draft__isnull=False, request=None),
                name="attachment_belongs_to_one",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.BAD) & ~Q(fault="")
                | ~Q(verdict=Verdict.BAD) & Q(fault=""),
                name="bad_attachment_says_why",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_by=None, judged_at=None)
                | ~Q(verdict="") & Q(judged_by__isnull=False, judged_at__isnull=False),
                name="judged_attachment_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.label
