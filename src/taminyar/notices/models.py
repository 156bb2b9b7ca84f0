"""Notices people read in the app, and their choices about being told."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import UUID7, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taminyar.notices import events, wording
from taminyar.people.models import Person


class Channel(models.TextChoices):
    """A way to tell somebody something."""

    SMS = "sms", _("Text message")
    APP = "app", _("In the app")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: Person) -> Self:
        """The notices of this person. Every page's query starts here."""
        return self.filter(person=person)

    def shown(self) -> Self:
        """Those for the app; the others only remember that something was told."""
        return self.filter(in_app=True)

    def unread(self) -> Self:
        """Those for the app that nobody has read yet."""
        return self.shown().filter(read_at=None)

    def up_to(self, newest: UUID) -> Self:
        """Those told until then: what came while somebody was reading stays out."""
        return self.filter(id__lte=newest)

    def page(self, before: UUID | None = None, size: int = 20) -> tuple[list[Notice], UUID | None]:
        """The newest of them, before a notice if one is named; and where the next page starts."""
        found = self.filter(id__lt=before) if before else self
        rows = list(found.order_by("-id")[: size + 1])
        return rows[:size], rows[size - 1].id if len(rows) > size else None

    def mark_read(self) -> int:
        """Marks those not read yet; returns how many that were."""
        return self.unread().update(read_at=timezone.now())


class Notice(models.Model):
    """Something a person was told. Its text is made when it is shown.

    A heavy table: the keys begin with the person, and no id comes from a shared sequence. The
    ids grow with time, so a person's notices are paged by them.
    """

    pk = models.CompositePrimaryKey("person_id", "id")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    id = models.UUIDField(db_default=UUID7(), editable=False)
    event = models.CharField(max_length=40)
    # What makes telling it twice one notice; without one each telling is its own.
    key = models.CharField(max_length=60, null=True)
    values = models.JSONField(default=dict)
    in_app = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "event", "key"],
                condition=Q(key__isnull=False),
                name="notice_with_a_key_is_told_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(in_app=True, read_at=None),
                name="notice_unread",
            ),
            # Rows come in the order of time, so this tiny index finds the old ones.
            BrinIndex(fields=["created_at"], name="notice_created_at"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.event}"

    @property
    def title(self) -> str:
        """The heading, in the active language."""
        return wording.write(self._about.title, self.values)

    @property
    def text(self) -> str:
        """What it says, in the active language."""
        return wording.write(self._about.text, self.values)

    @property
    def when(self) -> str:
        """Day and time it was told, in the active language."""
        return wording.moment(self.created_at)

    @property
    def url(self) -> str | None:
        """Where it leads, if anywhere."""
        route, about = self._about.route, self._about.about
        if not route or (about and about not in self.values):
            return None
        return reverse(route, args=[self.values[about]] if about else None)

    @property
    def _about(self) -> events.Event:
        return events.named_or_retired(self.event)


def unread_of(person: Person | OuterRef) -> Coalesce:
    """How many notices the person has not read: an expression to annotate another query with.

    `User.objects.annotate(unread=unread_of(OuterRef("person_id")))` costs no query of its own.
    """
    counted = Notice.objects.unread().filter(person=person).order_by().values("person")
    number = Subquery(counted.annotate(number=Count("id")).values("number"))
    return Coalesce(number, Value(0), output_field=models.IntegerField())


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def of(self, person: Person) -> Self:
        """The choices of this person."""
        return self.filter(person=person)


class Choice(models.Model):
    """Whether a person wants the events of a group on a channel; without one they do."""

    pk = models.CompositePrimaryKey("person_id", "group", "channel")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    group = models.CharField(max_length=20)
    channel = models.CharField(max_length=3, choices=Channel)
    wanted = models.BooleanField()

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="choice_channel_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.group} {self.channel}: {self.wanted}"
