"""Two accounts of one person confirmed at the same moment: one is registered, the other told so."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from taminyar.people import bank_accounts
from taminyar.people.bank_accounts import Overtaken, active, confirm, declare
from taminyar.people.models import AccountState, BankAccount, Person
from tests.people.test_bank_accounts import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db(transaction=True)
_DROP = "DROP INDEX one_active_account_of_a_person"
_GUARD = (
    "CREATE UNIQUE INDEX one_active_account_of_a_person ON people_bankaccount (person_id)"
    " WHERE state = 'active'"
)


def _two_at_once(person: Person) -> list[str]:
    """Registers two accounts from two threads that have both seen the same earlier one."""
    earlier, ready = active(person), Barrier(2, timeout=10)

    def register(iban: str) -> str:
        try:
            with transaction.atomic():
                account = BankAccount.objects.select_related("person").get(iban=iban)
                ready.wait()
                confirm(account, "مریم کریمی", instead_of=earlier)
        except (Overtaken, IntegrityError) as error:
            return type(error).__name__
        finally:
            connection.close()
        return "registered"

    with ThreadPoolExecutor(2) as threads:
        return sorted(threads.map(register, (SECOND, THIRD)))


@pytest.fixture
def two_waiting(person: Person) -> Iterator[Person]:
    """Two waiting accounts, as no declaration leaves them: the rule against it is lifted here."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_waiting_account_of_a_person")
    confirm(declare(person, FIRST), "مریم کریمی", instead_of=None)
    for iban in (SECOND, THIRD):
        BankAccount.objects.create(person=person, iban=iban, declared_at="2026-05-03T09:30Z")
    yield person
    BankAccount.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE UNIQUE INDEX one_waiting_account_of_a_person ON people_bankaccount (person_id)"
            " WHERE state = 'waiting'"
        )


@contextmanager
def _no_turns(person: Person) -> Iterator[None]:
    with transaction.atomic():
        yield


@contextmanager
def _no_constraint() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(_DROP)
    try:
        yield
    finally:
        BankAccount.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(_GUARD)


def _active(person: Person) -> int:
    return BankAccount.objects.of(person).active().count()


def test_one_is_registered_and_the_other_gets_an_answer(two_waiting: Person) -> None:
    assert _two_at_once(two_waiting) == ["Overtaken", "registered"]
    assert _active(two_waiting) == 1
    assert BankAccount.objects.filter(state=AccountState.REPLACED).get().iban == FIRST


def test_without_taking_turns_the_constraint_still_lets_one_win(
    two_waiting: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bank_accounts, "_one_at_a_time", _no_turns)
    assert _two_at_once(two_waiting) == ["IntegrityError", "registered"]
    assert _active(two_waiting) == 1


def test_without_both_guards_both_would_win(
    two_waiting: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: this is what the guards are there for."""
    monkeypatch.setattr(bank_accounts, "_one_at_a_time", _no_turns)
    with _no_constraint():
        assert _two_at_once(two_waiting) == ["registered", "registered"]
        assert _active(two_waiting) == 2
