"""Requests on their way, for tests about time and about races."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from taminyar.cartable.models import Request
from taminyar.law import assessment as assessments
from taminyar.law.assessment import Assessment
from taminyar.people.models import AccountState, BankAccount, Person
from taminyar.persian.national_id import check_digit


def basis(request: Request) -> Assessment:
    """The assessment of the sending, to decide on."""
    return assessments.from_json(request.assessment or {})


def overdue(request: Request) -> Request:
    """The request, whose promised moment has just passed."""
    request.due_at = timezone.now() - timedelta(minutes=1)
    request.save(update_fields=["due_at"])
    return request


def some_people(number: int) -> list[Person]:
    return [
        Person.objects.create(
            national_id=f"{stem}{check_digit(str(stem))}", first_name="آزمون", last_name=str(stem)
        )
        for stem in range(999_800_000, 999_800_000 + number)
    ]


def account(person: Person, **fields: Any) -> BankAccount:
    """An account of this person that is paid to now."""
    now = timezone.now()
    values = {
        "iban": "IR062960000000100324200001",
        "state": AccountState.ACTIVE,
        "owner_name": person.full_name,
        "declared_at": now,
        "confirmed_at": now,
        "payable_from": now,
    }
    return BankAccount.objects.create(person=person, **(values | fields))
