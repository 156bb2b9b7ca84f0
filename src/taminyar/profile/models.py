"""Statements people ordered about themselves."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taminyar.people.models import Person

LONGEST_NAME: Final = 100  # letters of an institution's or a branch's name


class OrderKind(models.TextChoices):
    RELATION = "relation", _("Statement of relation")


class CertificateOrderQuerySet(models.QuerySet["CertificateOrder"]):
    def of(self, person: Person) -> CertificateOrderQuerySet:
        """The orders of this person. Every page's query starts here."""
        return self.filter(person=person)


class CertificateOrder(models.Model):
    """A statement ordered for an institution, with its data as they were at that moment.

    `digest` is SHA-256 of addressee and statement: the same content on one day (in Tehran) is
    one order, however often it is sent.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=OrderKind)
    institution = models.CharField(max_length=LONGEST_NAME)
    receiving_branch = models.CharField(max_length=LONGEST_NAME)
    statement = models.JSONField()
    ordered_at = models.DateTimeField()
    ordered_on = models.DateField()
    digest = models.BinaryField(max_length=32)

    objects = CertificateOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "ordered_on", "digest"],
                name="the_same_statement_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrderKind.values), name="order_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(institution="") & ~Q(receiving_branch=""),
                name="order_names_its_addressee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.institution}"
