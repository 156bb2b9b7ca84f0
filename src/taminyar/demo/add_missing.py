"""What a town needs besides its lists: staff with their second factor, pensions.

A town that was made before these were thought of gets them at the next start.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from taminyar.accounts.models import StaffDuty, User
from taminyar.demo import fixed_people
from taminyar.demo.fixed_staff import STAFF, TOTP_SECRET, StaffMember
from taminyar.demo.registry_answers import Town
from taminyar.pensions.models import Kind, Pension
from taminyar.people.models import Person
from taminyar.persian import jalali


@dataclass(frozen=True)
class FixedPension:
    """A pension somebody draws; `after` is the national ID and birth date of who died."""

    number: str
    holder: str
    kind: Kind
    since: date
    branch: str
    after: tuple[str, date] | None = None


FATEMEH: Final = "9990000034"
PENSIONS: Final = (
    FixedPension("99000034", FATEMEH, Kind.OLD_AGE, jalali.date_of(1399, 1, 1), "924"),
    FixedPension(
        *("99000134", FATEMEH, Kind.SURVIVORS, jalali.date_of(1399, 10, 3), "924"),
        # Her husband, as the civil registry of the demonstration knows him.
        after=("9990002037", jalali.date_of(1340, 2, 5)),
    ),
    FixedPension(
        *("99000042", fixed_people.ALI, Kind.PARTIAL_DISABILITY),
        *(jalali.date_of(1403, 2, 1), "907"),
    ),
)


@transaction.atomic
def add_missing() -> None:
    """Adds staff and pensions that are not there; a second time it only looks."""
    for member in STAFF:
        _appoint(member)
    for pension in PENSIONS:
        _award(pension)


def _appoint(member: StaffMember) -> None:
    """The account of a member of staff, with the duty and the second factor."""
    user = User.objects.filter(national_id=member.national_id).first() or _account(member)
    duty = {"user": user, "role": member.role, "branch_id": member.branch or None}
    StaffDuty.objects.get_or_create(user=user, role=member.role, defaults=duty)
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, TOTP_SECRET)


def _account(member: StaffMember) -> User:
    person, _ = Person.objects.get_or_create(
        national_id=member.national_id,
        defaults={
            "first_name": member.first_name,
            "last_name": member.last_name,
            "father_name": member.father_name,
            "sex": member.sex,
            "birth_date": member.born,
            "mobile": member.mobile,
        },
    )
    user = User.objects.create_user(person, fixed_people.PASSPHRASE)
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    return user


def _award(pension: FixedPension) -> None:
    if Pension.objects.filter(number=pension.number).exists():
        return
    Pension.objects.create(
        number=pension.number,
        holder=Person.objects.get(national_id=pension.holder),
        kind=pension.kind,
        started_on=pension.since,
        branch_id=pension.branch,
        deceased=_deceased(*pension.after) if pension.after else None,
    )


def _deceased(national_id: str, born: date) -> Person:
    """Somebody of whom no list tells, as the civil registry has them."""
    told = Town().identity(national_id, born)
    if told is None:
        raise LookupError(national_id)
    names = ("first_name", "last_name", "father_name", "sex", "birth_date")
    known = {name: getattr(told, name) for name in names}
    return Person.objects.get_or_create(national_id=national_id, defaults=known)[0]
