"""One active account, each change held for 72 hours, and the history of all of them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from taminyar.people import bank_accounts, mobiles
from taminyar.people.bank_accounts import HOLD, Overtaken, active, confirm, declare, payable
from taminyar.people.models import AccountState, BankAccount, Person, Refusal
from taminyar.persian import iban as ibans

FIRST, SECOND, THIRD = (
    "IR820540102680020817909002",
    "IR790610000000700796858044",
    "IR062960000000100324200001",
)
START = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def registered(person: Person, iban: str, at: datetime = START) -> BankAccount:
    """The account declared and confirmed at that moment."""
    with time_machine.travel(at, tick=False):
        account = declare(person, iban)
        confirm(account, "مریم کریمی", instead_of=active(person))
    account.refresh_from_db()
    return account


def test_the_first_account_is_payable_at_once(person: Person) -> None:
    account = registered(person, FIRST)
    assert (account.state, account.payable_from) == (AccountState.ACTIVE, START)
    assert payable(person, START) == account
    assert payable(person, START - HOUR) is None


def test_a_later_account_is_registered_at_once_and_paid_to_after_72_hours(person: Person) -> None:
    registered(person, FIRST)
    later = registered(person, SECOND, START + HOUR)
    assert active(person) == later
    assert payable(person, START + HOUR + HOLD - timedelta(seconds=1)) is None
    assert payable(person, START + HOUR + HOLD) == later


def test_while_changes_follow_one_another_nobody_is_paid(person: Person) -> None:
    registered(person, FIRST)
    registered(person, SECOND, START + HOUR)
    back = registered(person, FIRST, START + 10 * HOUR)
    for hours in (11, 74, 81):
        assert payable(person, START + hours * HOUR) is None
    assert payable(person, START + 10 * HOUR + HOLD) == back


def test_history_is_kept(person: Person) -> None:
    for hours, iban in enumerate((FIRST, SECOND, THIRD)):
        registered(person, iban, START + hours * HOUR)
    rows = BankAccount.objects.of(person).order_by("declared_at")
    assert [(row.iban, row.state) for row in rows] == [
        (FIRST, AccountState.REPLACED),
        (SECOND, AccountState.REPLACED),
        (THIRD, AccountState.ACTIVE),
    ]
    assert [row.replaced_at for row in rows] == [START + HOUR, START + 2 * HOUR, None]


def test_somebody_else_may_declare_the_same_account(person: Person, other_person: Person) -> None:
    assert registered(person, FIRST) != registered(other_person, FIRST)
    assert payable(other_person, START) == active(other_person)


def test_declaring_twice_is_declaring_once(person: Person) -> None:
    account = declare(person, FIRST)
    assert declare(person, FIRST) == account
    confirm(account, "مریم کریمی", instead_of=None)
    assert declare(person, FIRST) == account
    assert BankAccount.objects.count() == 1


def test_another_declaration_takes_the_place_of_a_waiting_one(person: Person) -> None:
    account = declare(person, FIRST)
    declare(person, SECOND)
    account.refresh_from_db()
    assert account.state == AccountState.WITHDRAWN
    with pytest.raises(Overtaken):
        confirm(account, "مریم کریمی", instead_of=None)
    assert active(person) is None


def test_a_waiting_account_is_paid_to_by_nobody(person: Person) -> None:
    declare(person, FIRST)
    assert payable(person, timezone.now() + 2 * HOLD) is None


def test_an_answer_that_comes_after_another_account_changes_nothing(person: Person) -> None:
    earlier = registered(person, FIRST)
    later = registered(person, SECOND, START + HOUR)
    account = declare(person, THIRD)
    with pytest.raises(Overtaken):
        confirm(account, "مریم کریمی", instead_of=earlier)
    account.refresh_from_db()
    assert account.state == AccountState.WAITING
    assert active(person) == later


@pytest.mark.parametrize("state", [AccountState.REFUSED, AccountState.WITHDRAWN])
def test_an_account_that_waits_no_more_stays_as_it_is(person: Person, state: AccountState) -> None:
    account = declare(person, FIRST)
    if state == AccountState.REFUSED:
        bank_accounts.refuse(account, Refusal.CLOSED)
    else:
        bank_accounts.withdraw(account)
    with pytest.raises(Overtaken):
        confirm(account, "مریم کریمی", instead_of=None)
    with pytest.raises(Overtaken):
        bank_accounts.refuse(account, Refusal.UNKNOWN)
    with pytest.raises(Overtaken):
        bank_accounts.withdraw(account)
    account.refresh_from_db()
    assert account.state == state


def test_a_refused_account_may_be_declared_again(person: Person) -> None:
    bank_accounts.refuse(declare(person, FIRST), Refusal.CLOSED)
    assert declare(person, FIRST).state == AccountState.WAITING


def test_after_a_new_mobile_even_the_first_account_is_held(person: Person) -> None:
    with time_machine.travel(START, tick=False):
        mobiles.change(person, "09350000000")
    account = registered(person, FIRST, START + 10 * HOUR)
    assert account.payable_from == START + HOLD


def test_a_mobile_changed_long_ago_holds_nothing(person: Person) -> None:
    with time_machine.travel(START - HOLD, tick=False):
        mobiles.change(person, "09350000000")
    assert registered(person, FIRST).payable_from == START


def test_a_new_mobile_holds_a_held_account_longer_and_no_other(
    person: Person, other_person: Person
) -> None:
    registered(person, FIRST)
    mine = registered(person, SECOND, START + HOUR)
    registered(other_person, FIRST)
    theirs = registered(other_person, SECOND, START + HOUR)
    with time_machine.travel(START + 5 * HOUR, tick=False):
        mobiles.change(person, "09350000000")
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.payable_from == START + 5 * HOUR + HOLD
    assert theirs.payable_from == START + HOUR + HOLD


def test_a_new_mobile_does_not_stop_payments_to_an_account_long_in_use(person: Person) -> None:
    account = registered(person, FIRST)
    with time_machine.travel(START + HOUR, tick=False):
        mobiles.change(person, "09350000000")
    account.refresh_from_db()
    assert account.payable_from == START
    assert payable(person, START + HOUR) == account


@pytest.mark.parametrize(
    "wrong",
    [
        {"iban": "IR830540102680020817909002"},
        {"iban": FIRST[:-1]},
        {"iban": FIRST.lower()},
        {"iban": "IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲"},
        {"state": "lost"},
        {"state": AccountState.ACTIVE},
        {"state": AccountState.ACTIVE, "confirmed_at": START},
        {
            "state": AccountState.ACTIVE,
            "confirmed_at": START,
            "payable_from": START - timedelta(seconds=1),
        },
        {"payable_from": START},
        {"state": AccountState.REPLACED, "confirmed_at": START, "payable_from": START},
        {"replaced_at": START},
        {"state": AccountState.REFUSED},
        {"refusal": Refusal.CLOSED},
        {"state": AccountState.REFUSED, "refusal": "because"},
    ],
)
def test_the_database_refuses_an_account_that_cannot_be(
    person: Person, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError):
        BankAccount.objects.create(
            **{"person": person, "iban": FIRST, "declared_at": START} | wrong
        )


def test_the_database_lets_a_person_have_one_active_and_one_waiting_account(
    person: Person,
) -> None:
    confirmed = {"state": AccountState.ACTIVE, "confirmed_at": START, "payable_from": START}
    BankAccount.objects.create(person=person, iban=FIRST, declared_at=START, **confirmed)
    BankAccount.objects.create(person=person, iban=SECOND, declared_at=START)
    for other in ({"iban": THIRD}, {"iban": THIRD} | confirmed, {"iban": FIRST}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BankAccount.objects.create(person=person, declared_at=START, **other)


class TheDatabaseAgreesWithPython(TestCase):
    @given(st.integers(0, 10**22 - 1), st.integers(0, 99))
    def test_on_every_iban(self, account: int, digits: int) -> None:
        """The check digits are worked out alike by the constraint and by the form."""
        rest = f"{account:022}"
        for check in (f"{digits:02}", ibans.check_digits(rest)):
            candidate = f"IR{check}{rest}"
            with connection.cursor() as cursor:
                cursor.execute("SELECT valid_iban(%s)", [candidate])
                assert cursor.fetchone() == (ibans.is_valid(candidate),)
