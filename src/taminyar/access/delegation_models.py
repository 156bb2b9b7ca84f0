"""The right of one person to act for another."""

from __future__ import annotations

import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taminyar.people.models import Person
from taminyar.persian import jalali

ANSWER_WITHIN = datetime.timedelta(days=7)
# One Jalali year, which may have a leap day.
LONGEST = datetime.timedelta(days=366)


class Scope(models.TextChoices):
    """What a right may open. The bank account and the mobile are not in it, on purpose."""

    RECORD = "record", _("Insurance record")
    PAYSLIPS = "payslips", _("Pensions and payslips")
    HEALTH = "health", _("Treatment")
    REQUESTS = "requests", _("Requests")


class Ender(models.TextChoices):
    """Who ended a right, or that nobody took it up in time."""

    PRINCIPAL = "principal", _("The person who gave it")
    DELEGATE = "delegate", _("The person who held it")
    NOBODY = "nobody", _("It was not accepted in time")


# The route on which a scope starts; filled by `delegates.offer`.
STARTS: dict[Scope, str] = {}


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def given_by(self, person: Person) -> DelegationQuerySet:
        return self.filter(principal=person)

    def held_by(self, person: Person) -> DelegationQuerySet:
        """Those the person was invited to or has accepted."""
        return self.filter(delegate_national_id=person.national_id)

    def of(self, person: Person) -> DelegationQuerySet:
        """Both sides: what the person gave and what they were given."""
        return self.filter(Q(principal=person) | Q(delegate_national_id=person.national_id))

    def in_force(self, day: datetime.date) -> DelegationQuerySet:
        """Those under which one may act on the day; of closed accounts none."""
        accepted = self.filter(confirmed_by_delegate_at__isnull=False, revoked_at=None)
        of_the_day = accepted.filter(from_day__lte=day, to_day__gte=day)
        closed = Q(principal__user__is_active=False) | Q(delegate__user__is_active=False)
        return of_the_day.exclude(closed)

    def with_accounts(self) -> DelegationQuerySet:
        """With both sides and their accounts, in the same query."""
        return self.select_related("principal__user", "delegate__user")

    def waiting(self) -> DelegationQuerySet:
        """Invitations that can still be answered."""
        return self.filter(
            confirmed_by_delegate_at=None,
            declined_at=None,
            revoked_at=None,
            confirmed_by_principal_at__gt=timezone.now() - ANSWER_WITHIN,
            to_day__gte=jalali.today(),
        )

    def lapsed(self) -> DelegationQuerySet:
        """Invitations that were not accepted in time and that nobody has ended."""
        return self.filter(
            confirmed_by_delegate_at=None,
            revoked_at=None,
            confirmed_by_principal_at__lte=timezone.now() - ANSWER_WITHIN,
        )

    def live(self) -> DelegationQuerySet:
        """In force, or might still be accepted: what the limits count.

        A declined one counts too, so that the person who gave it cannot tell that it was declined.
        """
        fresh = Q(confirmed_by_principal_at__gt=timezone.now() - ANSWER_WITHIN)
        return self.filter(
            fresh | Q(confirmed_by_delegate_at__isnull=False),
            revoked_at=None,
            to_day__gte=jalali.today(),
        )


class Delegation(models.Model):
    """One person lets another see or do some things in their place, for some days.

    The person invited is named by national ID alone, so that inviting somebody never tells whether
    they have an account; `delegate` is filled in when they accept. Both days count.
    """

    principal = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rights_given")
    delegate_national_id = models.CharField(max_length=10)
    delegate = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="rights_held"
    )
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    from_day = models.DateField()
    to_day = models.DateField()
    confirmed_by_principal_at = models.DateTimeField()
    confirmed_by_delegate_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=10, choices=Ender, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(principal=F("delegate")), name="delegate_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(delegate_national_id__regex=r"^\d{10}$"),
                name="delegate_national_id_has_ten_digits",
            ),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values, scopes__len__gt=0),
                name="delegation_scopes_are_known",
            ),
            models.CheckConstraint(
                condition=Q(to_day__gte=F("from_day")) & Q(to_day__lte=F("from_day") + LONGEST),
                name="delegation_lasts_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=Q(delegate__isnull=True, confirmed_by_delegate_at__isnull=True)
                | Q(delegate__isnull=False, confirmed_by_delegate_at__isnull=False),
                name="delegate_is_who_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None) | Q(confirmed_by_delegate_at=None),
                name="delegation_is_accepted_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | Q(revoked_at__isnull=False, revoked_by__in=Ender.values),
                name="delegation_end_names_who_ended_it",
            ),
            ExclusionConstraint(
                name="one_live_delegation_of_a_pair",
                expressions=[
                    ("principal", RangeOperators.EQUAL),
                    ("delegate_national_id", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "from_day",
                            "to_day",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(revoked_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["delegate_national_id"], name="delegations_held"),
        ]

    def __str__(self) -> str:
        return f"{self.delegate_national_id} for {self.principal_id} until {self.to_day}"

    @property
    def scope_labels(self) -> list[str]:
        return [str(Scope(name).label) for name in self.scopes]

    @property
    def starts(self) -> list[tuple[str, str]]:
        """Label and route of each page on which the delegate may start."""
        return [(str(s.label), route) for s, route in STARTS.items() if s in self.scopes]

    @property
    def answer_by(self) -> datetime.datetime:
        """Until when the invitation may be accepted."""
        return self.confirmed_by_principal_at + ANSWER_WITHIN

    @property
    def is_accepted(self) -> bool:
        return self.confirmed_by_delegate_at is not None

    @property
    def is_over(self) -> bool:
        """Whether it was ended, ran out, or was not accepted in time."""
        too_late = not self.is_accepted and self.answer_by <= timezone.now()
        return self.revoked_at is not None or self.to_day < jalali.today() or too_late

    @property
    def is_in_force(self) -> bool:
        begun = self.is_accepted and not self.is_over and self.from_day <= jalali.today()
        return begun and not self.is_closed

    @property
    def is_closed(self) -> bool:
        """Whether the account of either side is closed."""
        users = [getattr(person, "user", None) for person in (self.principal, self.delegate)]
        return any(user and not user.is_active for user in users)
