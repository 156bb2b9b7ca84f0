"""The heads of pensions: which, whose, since when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from taminyar.people.models import Branch, Person


class Kind(models.TextChoices):
    """What a pension is paid for (نوع مستمری)."""

    OLD_AGE = "old_age", _("Old-age pension")
    TOTAL_DISABILITY = "total_disability", _("Total-disability pension")
    PARTIAL_DISABILITY = "partial_disability", _("Partial-disability pension")
    SURVIVORS = "survivors", _("Survivor's pension")


# Who draws one of these of their own is no insured person any more.
ENDS_INSURANCE = (Kind.OLD_AGE, Kind.TOTAL_DISABILITY)


class PensionQuerySet(models.QuerySet["Pension"]):
    def of(self, person: Person) -> PensionQuerySet:
        """The pensions of this person. Every page's query starts here."""
        return self.filter(holder=person)

    def drawn(self, day: date) -> PensionQuerySet:
        """Those paid for a day (Gregorian), the first and the last day included."""
        ended = Q(ended_on__isnull=False, ended_on__lt=day)
        return self.filter(started_on__lte=day).exclude(ended)


class Pension(models.Model):
    """A pension (مستمری), known by its number of 8 to 10 digits.

    `ended_on` is its last day, None while it is drawn. A survivor's pension names the person
    after whom it is paid, where they are known to us.
    """

    number = models.CharField(max_length=10, unique=True)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pensions")
    kind = models.CharField(max_length=20, choices=Kind)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT)
    deceased = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="survivors_pensions"
    )

    objects = PensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]{8,10}$"),
                name="pension_number_has_8_to_10_digits",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="pension_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="pension_ends_after_it_started",
            ),
            models.CheckConstraint(
                condition=Q(deceased=None) | (Q(kind=Kind.SURVIVORS) & ~Q(deceased=F("holder"))),
                name="pension_after_a_death_is_a_survivors",
            ),
            models.UniqueConstraint(
                fields=["holder", "kind"],
                condition=Q(ended_on=None) & ~Q(kind=Kind.SURVIVORS),
                name="one_own_pension_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["holder", "deceased"],
                condition=Q(ended_on=None, deceased__isnull=False),
                name="one_pension_after_a_death",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def is_drawn(self, day: date) -> bool:
        """Whether it is paid for a day (Gregorian)."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on >= day)
