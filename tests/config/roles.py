"""Everybody who may ask for a page: visitors, members at each level, staff, a delegate."""

from collections.abc import Callable
from datetime import date, timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from taminyar.access.delegation_models import Delegation
from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.pensions.models import Kind, Pension
from taminyar.people.models import Branch, Person
from tests.accounts.test_second_step import SECRET, app_code
from tests.careers.records import paid, workshop
from tests.conftest import PASSPHRASE

MEMBERS = ("insured", "employer", "pensioner")
STAFF = tuple(Role.values)
ROLES = ("visitor", *MEMBERS, *STAFF, "delegate")


def maryam() -> Person:
    """A member of every level: insured, owner of a workshop, drawing a survivor's pension."""
    person = Person.objects.get(national_id="9990000018")
    place = workshop(owner=person)
    paid(person, place, "1403-01")
    Pension.objects.create(
        number="12345678",
        holder=person,
        kind=Kind.SURVIVORS,
        started_on=date(2020, 1, 1),
        branch=Branch.objects.first(),
    )
    return person


def browser_of(role: str, person: Person, colleague: Person) -> Client:
    """A browser in which somebody of the role is signed in."""
    client = Client()
    if role == "visitor":
        return client
    _BY_ROLE.get(role, _staff)(client, role, person, colleague)
    return client


def _member(client: Client, role: str, person: Person, colleague: Person) -> None:
    _account(person)
    _sign_in(client, person)
    client.post("/level/", {"level": role})
    assert client.session["level"] == role


def _staff(client: Client, role: str, person: Person, colleague: Person) -> None:
    user = _account(colleague, is_staff=True)
    StaffDuty.objects.create(user=user, role=role)
    TOTP.activate(user, SECRET)
    _sign_in(client, colleague, code=app_code())
    assert client.session["level"] == "staff"


def _delegate(client: Client, role: str, person: Person, colleague: Person) -> None:
    """The colleague, acting for Maryam with the right to see her record."""
    _account(colleague)
    now = timezone.now()
    today = timezone.localdate()
    right = Delegation.objects.create(
        principal=person,
        delegate=colleague,
        delegate_national_id=colleague.national_id,
        scopes=["record"],
        from_day=today,
        to_day=today + timedelta(days=10),
        confirmed_by_principal_at=now,
        confirmed_by_delegate_at=now,
    )
    _sign_in(client, colleague)
    client.post("/account/acting/", {"delegation": right.pk})
    assert "acting" in client.session


_BY_ROLE: dict[str, Callable[[Client, str, Person, Person], None]] = {
    **dict.fromkeys(MEMBERS, _member),
    "delegate": _delegate,
}


def _account(person: Person, *, is_staff: bool = False) -> User:
    user, _ = User.objects.get_or_create(
        person=person, defaults={"national_id": person.national_id, "is_staff": is_staff}
    )
    user.set_password(PASSPHRASE)
    user.save()
    return user


def _sign_in(client: Client, person: Person, **more: str) -> None:
    client.post("/login/", {"national_id": person.national_id, "password": PASSPHRASE, **more})
