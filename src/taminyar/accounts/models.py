"""Accounts: one person, one account."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from taminyar.people.models import Person


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

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "national_id"

    def __str__(self) -> str:
        return str(self.person)
