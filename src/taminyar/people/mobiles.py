"""Changing the mobile to which codes and messages go."""

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from taminyar.people.bank_accounts import HOLD
from taminyar.people.models import BankAccount, MobileChange, Person


def masked(mobile: str) -> str:
    """What may be shown of a mobile: 0912•••0001."""
    return f"{mobile[:4]}•••{mobile[-4:]}"


@transaction.atomic
def change(person: Person, new: str) -> MobileChange | None:
    """Gives the person another mobile (`09xxxxxxxxx`) and keeps the old one as history.

    An account to which payments are still held is held longer: until 72 hours after this change.
    None when it is the person's mobile already.
    """
    stored = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    person.mobile = new
    if stored.mobile == new:
        return None
    at = timezone.now()
    Person.objects.filter(pk=person.pk).update(mobile=new)
    BankAccount.objects.of(person).active().filter(payable_from__gt=at).update(
        payable_from=Greatest("payable_from", at + HOLD)
    )
    return MobileChange.objects.create(person=person, old=stored.mobile, new=new, changed_at=at)
