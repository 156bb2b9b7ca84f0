"""Looks at files to read about, and what only a wrongdoer does to their log."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from taminyar.access import log
from taminyar.access.models import AccessEntry
from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.people.models import Branch, Person

NATIONAL_IDS = {
    Role.BRANCH_OFFICER: "9990000077",
    Role.MEDICAL_REVIEWER: "9990000085",
    Role.FINANCE_OFFICER: "9990000093",
    Role.PENSIONS_OFFICER: "9990000107",
    Role.CONTACT_AGENT: "9990000115",
    Role.ADMINISTRATOR: "9990000123",
}


def staff(role: Role = Role.BRANCH_OFFICER, name: str = "نرگس") -> User:
    """Somebody of the staff with this duty."""
    person, _ = Person.objects.get_or_create(
        national_id=NATIONAL_IDS[role], defaults={"first_name": name, "last_name": "صادقی"}
    )
    user = User.objects.filter(person=person).first()
    if user is None:
        user = User.objects.create_user(person, "a passphrase for staff", is_staff=True)
        branch, _ = Branch.objects.get_or_create(code="018", defaults={"name": "شعبه یک تهران"})
        StaffDuty.objects.create(user=user, role=role, branch=branch)
    return user


def look(person: Person, by: User | None = None, **fields: Any) -> int:
    """One look at the person's file; returns the number of its entry."""
    given = {"role": Role.BRANCH_OFFICER, "what": "file", "purpose": "request"} | fields
    number = log.record(person, actor=by or staff(), **given)
    assert number
    return number


@contextmanager
def without_the_trigger(table: str = "access_accessentry") -> Iterator[Any]:
    """A cursor for what the trigger refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def erase_the_log() -> None:
    """Empties the log, which the database itself never lets anybody do."""
    for table in ("access_accessseal", "access_accessentry"):
        with without_the_trigger(table) as cursor:
            if table == "access_accessentry":
                cursor.execute("DELETE FROM access_accessdoubt")
            cursor.execute(f"DELETE FROM {table}")


def entries_of(person: Person) -> list[AccessEntry]:
    return list(AccessEntry.objects.of(person).order_by("number"))
