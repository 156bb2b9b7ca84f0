"""Requests and drafts, with their papers, their conversation and everything that was done."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from taminyar.accounts.models import Role, User
from taminyar.cartable import tracking
from taminyar.cartable.paper_models import Attachment, Verdict
from taminyar.cartable.states import AT_A_DESK, FALLEN, GRANTED, UNDECIDED, State
from taminyar.people.models import Branch, Person

_OPEN = [state.value for state in UNDECIDED]
_DESKS = [state.value for state in AT_A_DESK]
_FALLEN = [state.value for state in FALLEN]
_GRANTED = [state.value for state in GRANTED]
# The deeds by which the branch, a reviewer or finance is done with a request.
END_OF_STAGE = ["approve", "confirm", "refuse", "advise", "pay"]


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)


class Draft(models.Model):
    """A request that is being written: one of each kind for a person, kept as it was typed.

    `key` becomes the request's, so that sending the same draft twice is sending it once.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=40)
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    # Names and values of the form's fields, as they were typed.
    typed = models.JSONField(default=dict)
    # What the registries said about what was typed, and to which answers that belongs.
    findings = models.JSONField(default=dict)
    # The page whose answers were handed in: what it saves afterwards came late.
    handed_in = models.UUIDField(null=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_draft_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class RequestQuerySet(models.QuerySet["Request"]):
    def of(self, person: Person) -> Self:
        """The requests of this person. Every page of a member starts here."""
        return self.filter(person=person)

    def undecided(self) -> Self:
        return self.filter(state__in=UNDECIDED)

    def granted(self) -> Self:
        return self.filter(state__in=GRANTED)

    def at_a_desk(self) -> Self:
        """Those that some desk of the office has to do with."""
        return self.filter(state__in=AT_A_DESK)

    def tracked(self, code: str) -> Self:
        """The one of that tracking code, in whatever form it is typed; none when it is no code."""
        try:
            return self.filter(tracking=tracking.normalised(code))
        except ValueError:
            return self.none()

    def newest_first(self) -> Self:
        return self.order_by("-sent_at", "-pk")


class Request(models.Model):
    """A request that was sent (درخواست). Never deleted; changed only by `cartable.move`.

    Its `version` counts what was done: there is an event for each, which the database checks at
    the end of the transaction (`keeping.sql`).
    """

    tracking = models.CharField(max_length=10, unique=True)
    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=State)
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()
    # Since when it stands in this state.
    since = models.DateTimeField()

    # What was asked: the answers, what the registries said, and the law's answer of that day.
    answers = models.JSONField()
    findings = models.JSONField(default=dict)
    assessment = models.JSONField(null=True)
    # Which one thing it is about ("hearing_aid:9990000018"): one open request for each.
    subject = models.CharField(max_length=100)
    # What may be granted once for all, to whomever: the marriage of a person, a funeral. More than
    # one may ask for it: who it belongs to is for the office to find out.
    once_key = models.CharField(max_length=100, null=True)
    # Days that are paid for; no day is paid twice.
    period = DateRangeField(null=True)

    # Whose desk it lies on, and who has taken it up.
    desk = models.CharField(max_length=20, choices=Role, blank=True)
    # Code of the branch whose tray it lies in; "" is the central tray.
    tray = models.CharField(max_length=3, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    # Until when this stage is promised; when that was reported because it passed.
    due_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    # What was decided: the amount in rials and the assessment it rests on.
    amount = models.BigIntegerField(null=True)
    decided_assessment = models.JSONField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # Why it was refused: a slug of the kind's reasons, and own words.
    refusal = models.CharField(max_length=40, blank=True)
    refusal_words = models.CharField(max_length=2000, blank=True)
    # Who refused it the first time: somebody else looks at the objection.
    refused_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    objected_at = models.DateTimeField(null=True)
    # A reviewer's last opinion: None while there is none.
    advised = models.BooleanField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="request_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tracking__regex=r"^[A-HJKMNP-Z2-9]{10}$"),
                name="request_tracking_is_readable",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "subject"],
                condition=Q(state__in=_OPEN),
                name="one_open_request_of_a_subject",
            ),
            models.UniqueConstraint(
                fields=["kind", "once_key"],
                condition=Q(state__in=_GRANTED) & Q(once_key__isnull=False),
                name="granted_once_for_all",
            ),
            ExclusionConstraint(
                name="no_day_is_paid_twice",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=~Q(state__in=_FALLEN) & Q(period__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(desk="") | Q(state__in=_DESKS), name="request_on_a_desk_is_at_one"
            ),
            models.CheckConstraint(
                condition=~Q(desk="") | ~Q(state__in=_DESKS), name="request_at_a_desk_has_one"
            ),
            models.CheckConstraint(
                condition=Q(holder=None) | Q(state__in=_DESKS), name="request_held_is_at_a_desk"
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=False) | ~Q(state__in=_DESKS),
                name="request_at_a_desk_is_promised",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_GRANTED)
                | Q(
                    amount__isnull=False,
                    amount__gte=0,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="granted_request_says_what_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | Q(refused_by__isnull=False) & ~Q(refusal=""),
                name="refused_request_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="requests_of_a_person"),
            # The queues: one partial index serves the page, its order and the counters, which leave
            # out requests of one's own; `sent_at` is for the dashboard, which counts by age.
            models.Index(
                fields=["desk", "tray", "due_at", "id"],
                include=["sent_at", "person"],
                condition=Q(state__in=_DESKS),
                name="requests_in_a_tray",
            ),
            models.Index(
                fields=["desk", "due_at", "id"],
                include=["person"],
                condition=Q(state__in=_DESKS),
                name="requests_at_a_desk",
            ),
            # A rare kind or state is found in a queue of a million, too.
            models.Index(
                fields=["kind", "due_at", "id"],
                condition=Q(state__in=_DESKS),
                name="requests_at_a_desk_by_kind",
            ),
            models.Index(
                fields=["state", "due_at", "id"],
                condition=Q(state__in=_DESKS),
                name="requests_at_a_desk_by_state",
            ),
            models.Index(
                fields=["holder", "due_at"],
                include=["person"],
                condition=Q(holder__isnull=False),
                name="requests_held",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(escalated_at=None, due_at__isnull=False),
                name="requests_to_escalate",
            ),
            models.Index(
                fields=["due_at", "id"],
                include=["person"],
                condition=Q(due_at__isnull=False),
                name="requests_by_promise",
            ),
            models.Index(fields=["decided_at"], name="requests_by_decision"),
            # What was granted before of the same thing, whoever asked.
            models.Index(
                fields=["subject", "kind"],
                condition=Q(state__in=_GRANTED),
                name="requests_granted_of_a_subject",
            ),
            # What others ask of the same that is granted once.
            models.Index(
                fields=["once_key"],
                condition=Q(once_key__isnull=False),
                name="requests_of_what_is_once",
            ),
            # What jobs look for: requests that wait for a registry or for papers.
            models.Index(
                fields=["state", "since"],
                condition=Q(state__in=[State.REGISTERED.value, State.PAPERS_NEEDED.value]),
                name="requests_at_no_desk",
            ),
        ]

    def __str__(self) -> str:
        return tracking.grouped(self.tracking)

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED


class Event(models.Model):
    """One thing that was done with a request; never changed, never deleted."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="events")
    # The version of the request that it made.
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    move = models.CharField(max_length=20)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    # A staff role, "member" or "program"; the account when somebody did it.
    role = models.CharField(max_length=20)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    # More that belongs to the deed, as plain JSON: papers asked for, amounts.
    data = models.JSONField(default=dict)
    # Until when the stage was promised in which it was done.
    promised = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "version"], name="one_event_a_version")
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(move__in=END_OF_STAGE), name="events_that_end_a_stage"
            )
        ]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.move} {self.at:%Y-%m-%d}"


class Message(models.Model):
    """One message of the conversation on a request, between the person and the office."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    # "member" or the staff role under which it was written.
    role = models.CharField(max_length=20)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    # When the other side opened the conversation.
    read_at = models.DateTimeField(null=True)
    # The same message sent twice by a double tap is one.
    key = models.UUIDField(unique=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["request"], condition=Q(read_at=None), name="messages_unread"),
            # What members wrote and nobody read: few, also when members leave much unread.
            models.Index(
                fields=["request", "at"],
                condition=Q(read_at=None, role="member"),
                name="messages_to_the_office",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.at:%Y-%m-%d}"


class QueueTime(models.Model):
    """How long a stage of a kind really took of late, in working days; measured every night."""

    kind = models.CharField(max_length=40)
    # "branch", "reviewer" or "finance": see `promise.Stage`.
    stage = models.CharField(max_length=10)
    measured_on = models.DateField()
    cases = models.PositiveIntegerField()
    # Half of the cases, and four of five, took no longer.
    median_days = models.PositiveSmallIntegerField()
    most_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "stage"], name="one_queue_time_of_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stage}: {self.most_days}"


__all__ = [
    "Attachment",
    "Draft",
    "Event",
    "Message",
    "QueueTime",
    "Request",
    "State",
    "Verdict",
]
