"""Persons and branches."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from taminyar.persian import names


class Branch(models.Model):
    """A branch (شعبه): the office that keeps a workshop's or a pensioner's file."""

    code = models.CharField(primary_key=True, max_length=3)
    name = models.CharField(max_length=100, blank=True)
    province = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{3}$"), name="branch_code_has_three_digits"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.code


class Sex(models.TextChoices):
    MALE = "m", _("Man")
    FEMALE = "f", _("Woman")


def _holds(function: str, column: str) -> models.Q:
    call = models.Func(models.F(column), function=function, output_field=models.BooleanField())
    return models.Q(call)


class Person(models.Model):
    """A person known to the organisation, by national ID, insurance number, or both.

    Foreigners have no national ID; most newborns and many spouses no insurance number.
    """

    national_id = models.CharField(max_length=10, null=True)
    insurance_number = models.CharField(max_length=8, null=True)
    # Whether more than one list, or a branch, gave the number; until then a list may correct it.
    insurance_number_confirmed = models.BooleanField(db_default=False)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    father_name = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    nationality = models.CharField(max_length=30, blank=True)
    certificate_number = models.CharField(max_length=15, blank=True)
    certificate_place = models.CharField(max_length=100, blank=True)
    mobile = models.CharField(max_length=11, blank=True)
    # names.search_key of the whole name: what searches and comparisons use.
    search_key = models.CharField(max_length=200, editable=False)

    class Meta:
        constraints = [
            # As constraints, not `unique=True`: that would add a second index for LIKE to each.
            models.UniqueConstraint(fields=["national_id"], name="person_national_id_is_unique"),
            models.UniqueConstraint(
                fields=["insurance_number"], name="person_insurance_number_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(national_id=None) | _holds("valid_national_id", "national_id"),
                name="person_national_id_is_valid",
            ),
            models.CheckConstraint(
                condition=models.Q(insurance_number=None)
                | models.Q(insurance_number__regex=r"^[1-9]\d{7}$"),
                name="person_insurance_number_has_eight_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(national_id__isnull=False)
                | models.Q(insurance_number__isnull=False),
                name="person_has_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(sex__in=["", *Sex.values]), name="person_sex_is_known_word"
            ),
            models.CheckConstraint(
                condition=models.Q(mobile__regex=r"^(09\d{9})?$"), name="person_mobile_is_canonical"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, **options: Any) -> None:
        self.search_key = names.search_key(self.full_name)
        super().save(**options)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
