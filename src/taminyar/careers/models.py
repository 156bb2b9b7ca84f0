"""Contribution months and job titles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from taminyar.people.fields import JalaliMonthField
from taminyar.people.models import Person
from taminyar.workshops.models import Workshop


class Job(models.Model):
    """A job title as lists name it, with the code of the official job table (کد شغل)."""

    code = models.CharField(max_length=6, blank=True)
    title = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "title"], name="job_is_stored_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Kind(models.IntegerChoices):
    """Kind of record (نوع سابقه)."""

    MANDATORY = 1, _("Mandatory")
    VOLUNTARY = 2, _("Voluntary")
    SELF_EMPLOYED = 3, _("Self-employed")
    STUDENT = 4, _("Student")
    HOUSEWIFE = 5, _("Housewife")
    UNEMPLOYMENT = 6, _("Unemployment insurance")
    SICKNESS = 7, _("Sickness allowance")
    MILITARY = 8, _("Military service")
    DRIVER = 9, _("Driver")
    CONSTRUCTION = 10, _("Construction worker")
    TRANSFERRED = 11, _("Transferred from another fund")
    CORRECTION = 12, _("Correction")


class Source(models.IntegerChoices):
    """Where a row came from."""

    LIST = 1, _("Employer's list")
    OWN_PAYMENT = 2, _("Own payment")
    DECISION = 3, _("Decision of the organisation")
    OTHER_FUND = 4, _("Another fund")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def of(self, person: Person) -> ContributionQuerySet:
        """The rows of this person. Every page's query starts here."""
        return self.filter(person=person)


class Contribution(models.Model):
    """One month of paid contribution in one workshop, on one list. Amounts are rials.

    Hash-partitioned by person. The primary key starts with the person and covers every
    column, so that a whole career is read from a handful of index pages. Foreign keys go only
    to small tables.
    """

    pk = models.CompositePrimaryKey("person_id", "month", "workshop_id", "list_number", "kind")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    month = JalaliMonthField()
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT)
    list_number = models.CharField(max_length=12, blank=True)
    kind = models.PositiveSmallIntegerField(choices=Kind, default=Kind.MANDATORY)
    source = models.PositiveSmallIntegerField(choices=Source)
    days = models.PositiveSmallIntegerField()
    daily_wage = models.BigIntegerField()
    monthly_wage = models.BigIntegerField()
    benefits = models.BigIntegerField()
    insured_wage = models.BigIntegerField()
    total = models.BigIntegerField()
    premium = models.BigIntegerField()
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True)
    recorded_on = models.DateField()

    objects = ContributionQuerySet.as_manager()

    class Meta:
        # The table with its partitions, keys and checks is made by careers/contribution.sql.
        db_table = "careers_contribution"

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} {self.days}"
