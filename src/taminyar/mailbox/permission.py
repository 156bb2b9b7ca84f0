"""What the owner of a document lets others check: for how long, which fields, or nothing more."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from taminyar.mailbox import kinds
from taminyar.mailbox.models import Item, Verifiable
from taminyar.people.models import Person


def revoke(person: Person, number: int) -> Verifiable:
    """Takes the document back for good; a second time changes nothing.

    Raises `Verifiable.DoesNotExist` when the person has no such document.
    """
    mine = Verifiable.objects.of(person).filter(number=number)
    mine.filter(revoked_at=None).update(revoked_at=timezone.now())
    return mine.get()


def set_open_until(person: Person, number: int, days: int | None) -> Verifiable:
    """From now on the document may be verified for so many days; None: as long as it is valid.

    With 0 it is closed at once. Raises `Verifiable.DoesNotExist`, ValueError for less than 0.
    """
    if days is not None and days < 0:
        raise ValueError("A document cannot be open for less than 0 days.")
    until = None if days is None else timezone.now() + timedelta(days=days)
    return _set(person, number, open_until=until)


def set_shown(person: Person, number: int, slugs: Iterable[str]) -> Verifiable:
    """Lets a verifier see these fields of the kind and no others.

    Raises `Verifiable.DoesNotExist`, ValueError for a field the kind has not.
    """
    row = Verifiable.objects.of(person).get(number=number)
    kind, chosen = kinds.named(row.kind), set(slugs)
    if unknown := chosen - {field.slug for field in kind.fields}:
        raise ValueError(f"A {row.kind} has no fields {sorted(unknown)} to show.")
    data = Item.objects.of(person).get(number=number).data
    return _set(person, number, shown=kinds.shown(kind, data, chosen, row.language))


def _set(person: Person, number: int, **values: Any) -> Verifiable:
    mine = Verifiable.objects.of(person).filter(number=number)
    mine.update(**values)
    return mine.get()
