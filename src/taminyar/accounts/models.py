"""Accounts: one person, one account; the duties of staff; codes by text message."""

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taminyar.people.models import Branch, Person
from taminyar.persian import digits


class UserManager(BaseUserManager["User"]):
    def create_user(self, person: Person, password: str, **fields: Any) -> "User":
        """Makes the account of a person who has a national ID; returns it saved.

        Raises ValueError for a person without one.
        """
        if person.national_id is None:
            raise ValueError("An account needs a person with a national ID.")
        user = self.model(person=person, national_id=person.national_id, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """The account of one person. The national ID is what they type to sign in."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    national_id = models.CharField(max_length=10, unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # When a new passphrase was set without the old one; deeds that move money wait after it.
    recovered_at = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "national_id"

    def __str__(self) -> str:
        return str(self.person)

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(_same_however_typed(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(_same_however_typed(raw_password))


def _same_however_typed(passphrase: str | None) -> str | None:
    """A passphrase is the same on a Persian and an English keyboard: NFKC, ASCII digits."""
    return passphrase and digits.to_ascii(unicodedata.normalize("NFKC", passphrase))


class Role(models.TextChoices):
    """What a member of staff is there for."""

    BRANCH_OFFICER = "branch_officer", _("Branch officer")
    MEDICAL_REVIEWER = "medical_reviewer", _("Medical reviewer")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    PENSIONS_OFFICER = "pensions_officer", _("Pensions officer")
    CONTACT_AGENT = "contact_agent", _("1420 agent")
    ADMINISTRATOR = "administrator", _("Administrator and auditor")


class StaffDuty(models.Model):
    """A role that a user has, in one branch or (without one) everywhere."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="duties")
    role = models.CharField(max_length=20, choices=Role)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True)
    # Until when a first second step may be set up for the duty: a permit, given with it.
    enrol_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="staff_duty_is_given_once"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="staff_duty_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Purpose(models.TextChoices):
    """What a code proves the holding of a mobile for."""

    REGISTER = "register", _("Registering")
    SIGN_IN = "sign_in", _("Signing in")
    RECOVER = "recover", _("A new passphrase")
    CHANGE_MOBILE = "change_mobile", _("Changing the mobile")
    DELEGATION = "delegation", _("Acting for another person")


class OneTimeCode(models.Model):
    """A code sent by text message: good once, for a short time and a few tries.

    Only a keyed digest of the code is kept.
    """

    purpose = models.CharField(max_length=20, choices=Purpose)
    mobile = models.CharField(max_length=11, blank=True)
    digest = models.BinaryField(max_length=32)
    tries_left = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="code_expires_after_it_was_made",
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="code_expires_at")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%H:%M}"


class Tally(models.Model):
    """How often something was tried in a while: what the throttles count in.

    `bucket` is a digest, so that no national ID, mobile or address can be read here.
    """

    bucket = models.BinaryField(primary_key=True, max_length=32)
    tries = models.PositiveIntegerField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="tally_until")]

    def __str__(self) -> str:
        return f"{self.tries} until {self.until:%H:%M}"


class RegistrationWish(models.Model):
    """Who could not register because a registry was silent, to be told when it speaks again.

    Kept until the message is sent, three days at most.
    """

    national_id = models.CharField(max_length=10)
    birth_date = models.DateField()
    mobile = models.CharField(max_length=11)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["national_id", "mobile"], name="registration_wish_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mobile[:4]}•••{self.mobile[-4:]}"
