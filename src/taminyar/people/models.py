"""Persons and branches; the bank accounts and mobiles of persons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from taminyar.persian import banks, names
from taminyar.persian.banks import Bank


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
        indexes = [
            # For any part of a name: family names, and either half of a compound one.
            GinIndex(
                fields=["search_key"], name="person_by_part_of_name", opclasses=["gin_trgm_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, **options: Any) -> None:
        self.search_key = names.search_key(self.full_name)
        super().save(**options)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class AccountState(models.TextChoices):
    WAITING = "waiting", _("Waiting for the bank")
    ACTIVE = "active", _("Registered")
    REPLACED = "replaced", _("Replaced")
    REFUSED = "refused", _("Not registered")
    WITHDRAWN = "withdrawn", _("Cancelled by you")


class Refusal(models.TextChoices):
    """Why an account that was declared is not registered."""

    NOT_YOURS = "not_yours", _("The bank has it in another name")
    UNKNOWN = "unknown", _("The bank has no such account")
    CLOSED = "closed", _("The account is closed")
    BLOCKED = "blocked", _("The bank has blocked the account")
    NO_ANSWER = "no_answer", _("The bank gave no answer in three days")


_CONFIRMED = (AccountState.ACTIVE, AccountState.REPLACED)
_LIVE = (AccountState.WAITING, AccountState.ACTIVE)


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    def of(self, person: Person) -> BankAccountQuerySet:
        return self.filter(person=person)

    def active(self) -> BankAccountQuerySet:
        return self.filter(state=AccountState.ACTIVE)

    def waiting(self) -> BankAccountQuerySet:
        return self.filter(state=AccountState.WAITING)

    def live(self) -> BankAccountQuerySet:
        """Active, or waiting for the bank's answer."""
        return self.filter(state__in=_LIVE)

    def payable(self, at: datetime) -> BankAccountQuerySet:
        """The active ones whose hold is over by then: nothing is paid to any other."""
        return self.active().filter(payable_from__lte=at)


class BankAccount(models.Model):
    """A bank account declared for receiving payments. Rows are never deleted: they are history.

    `owner_name` is the name as the bank gave it. From `payable_from` on payments may go to it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bank_accounts")
    iban = models.CharField(max_length=26)
    owner_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=AccountState, default=AccountState.WAITING)
    refusal = models.CharField(max_length=10, choices=Refusal, blank=True)
    declared_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    payable_from = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_holds("valid_iban", "iban"), name="iban_is_valid"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state=AccountState.ACTIVE),
                name="one_active_account_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state=AccountState.WAITING),
                name="one_waiting_account_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["person", "iban"],
                condition=models.Q(state__in=_LIVE),
                name="an_iban_is_live_once_for_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=_CONFIRMED,
                    confirmed_at__isnull=False,
                    payable_from__isnull=False,
                    payable_from__gte=models.F("confirmed_at"),
                )
                | models.Q(
                    state__in=sorted(set(AccountState) - set(_CONFIRMED)),
                    confirmed_at=None,
                    payable_from=None,
                ),
                name="a_confirmed_account_is_payable_some_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state=AccountState.REPLACED, replaced_at__isnull=False)
                | ~models.Q(state=AccountState.REPLACED) & models.Q(replaced_at=None),
                name="a_replaced_account_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state=AccountState.REFUSED, refusal__in=Refusal.values)
                | ~models.Q(state=AccountState.REFUSED) & models.Q(refusal=""),
                name="a_refused_account_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"…{self.ending} ({self.state})"

    @property
    def bank_code(self) -> str:
        """The three digits of the IBAN that name the bank."""
        return self.iban[4:7]

    @property
    def bank(self) -> Bank | None:
        return banks.by_code(self.bank_code)

    @property
    def ending(self) -> str:
        """The last four digits: enough to recognise one's own account in a message."""
        return self.iban[-4:]


class MobileChangeQuerySet(models.QuerySet["MobileChange"]):
    def of(self, person: Person) -> MobileChangeQuerySet:
        return self.filter(person=person)


class MobileChange(models.Model):
    """One change of a person's mobile; `old` is empty when there was none. Never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mobile_changes")
    old = models.CharField(max_length=11, blank=True)
    new = models.CharField(max_length=11)
    changed_at = models.DateTimeField()

    objects = MobileChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(old__regex=r"^(09\d{9})?$", new__regex=r"^09\d{9}$"),
                name="mobile_change_is_canonical",
            ),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="mobile_change_changes_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.changed_at:%Y-%m-%d}"
