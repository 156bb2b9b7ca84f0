"""Declaring the bank account that payments go to, and which one they may go to now.

A person has one active account at most. A new one takes its place as soon as the bank has
confirmed whose it is; what is due is then held until `HOLD` is over and paid to the new one.
The very first account needs no such wait. An account is also held until `HOLD` after the last
change of the mobile, because who steals a number changes the account next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from taminyar.people.models import AccountState, BankAccount, MobileChange, Person, Refusal

HOLD: Final = timedelta(hours=72)


class Overtaken(Exception):
    """Another account became the active one, or this one was cancelled, in the meantime."""


def active(person: Person) -> BankAccount | None:
    """The account that is registered now; payments may still be held."""
    return BankAccount.objects.of(person).active().first()


def payable(person: Person, at: datetime) -> BankAccount | None:
    """The active account, once its hold is over; None while nothing may be paid to the person."""
    return BankAccount.objects.of(person).payable(at).first()


def declare(person: Person, iban: str) -> BankAccount:
    """Keeps a normalised IBAN as waiting for its bank's answer; it takes the place of an earlier
    waiting one. An IBAN that is waiting or active already is given back as it is."""
    with _one_at_a_time(person):
        mine = BankAccount.objects.of(person)
        if known := mine.live().filter(iban=iban).first():
            return known
        mine.waiting().update(state=AccountState.WITHDRAWN)
        return mine.create(person=person, iban=iban, declared_at=timezone.now())


def confirm(account: BankAccount, owner_name: str, *, instead_of: BankAccount | None) -> None:
    """Makes a waiting account the active one; `instead_of` is the one it takes the place of.

    Raises `Overtaken` when `instead_of` is no longer the active one or the account no longer
    waits; nothing has changed then.
    """
    with _one_at_a_time(account.person):
        if active(account.person) != instead_of:
            raise Overtaken
        at = timezone.now()
        BankAccount.objects.of(account.person).active().update(
            state=AccountState.REPLACED, replaced_at=at
        )
        _leave_waiting(
            account,
            state=AccountState.ACTIVE,
            owner_name=owner_name,
            confirmed_at=at,
            payable_from=_payable_from(account.person, at, first=instead_of is None),
        )


def refuse(account: BankAccount, why: Refusal) -> None:
    """Ends the wait without registering the account. Raises `Overtaken` if it no longer waits."""
    _leave_waiting(account, state=AccountState.REFUSED, refusal=why)


def withdraw(account: BankAccount) -> None:
    """Ends the wait because the person wants it. Raises `Overtaken` if it no longer waits."""
    _leave_waiting(account, state=AccountState.WITHDRAWN)


@contextmanager
def _one_at_a_time(person: Person) -> Iterator[None]:
    """One transaction, in which nobody else changes the accounts or the mobile of this person."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
        yield


def _leave_waiting(account: BankAccount, **changes: object) -> None:
    with transaction.atomic():
        if not BankAccount.objects.waiting().filter(pk=account.pk).update(**changes):
            raise Overtaken
    for name, value in changes.items():
        setattr(account, name, value)


def _payable_from(person: Person, at: datetime, *, first: bool) -> datetime:
    start = at if first else at + HOLD
    change = MobileChange.objects.of(person).order_by("-changed_at").first()
    return max(start, change.changed_at + HOLD) if change else start
