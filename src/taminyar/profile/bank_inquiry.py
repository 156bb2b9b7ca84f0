"""Declaring a bank account: its bank is asked whose it is, and its answer decides.

The bank is asked outside any transaction. When it gives no answer the account waits, and a job
asks again (`jobs.ask_bank_again`).
"""

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from taminyar import registries
from taminyar.accounts.throttle import Limit
from taminyar.notices.tell import tell
from taminyar.payments import orders
from taminyar.payments.models import Held, PaymentOrder
from taminyar.people import bank_accounts
from taminyar.people.models import AccountState, BankAccount, Person, Refusal
from taminyar.registries.bank import AccountState as BanksState

# Each try asks a bank, and says something about the account that was typed.
INQUIRIES: Final = Limit("bank-inquiry", 10, timedelta(days=1))
GIVE_UP: Final = timedelta(days=3)


class NotRegistered(Exception):
    """The account cannot be registered; `why` says what the bank answered."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


class NoBirthDate(Exception):
    """Banks prove an owner by national ID and date of birth, and the latter is not on file."""


def declare(person: Person, iban: str) -> BankAccount:
    """Registers a normalised IBAN, or keeps it waiting when the bank gives no answer.

    One that is registered or waiting already is given back as it is, without asking anybody.
    Raises `NotRegistered`, `NoBirthDate`, `TooManyTries` (ten inquiries a day), or `Overtaken`
    when another account was registered while the bank was asked.
    """
    if known := BankAccount.objects.of(person).live().filter(iban=iban).first():
        return known
    INQUIRIES.spend(str(person.pk))
    earlier = bank_accounts.active(person)
    try:
        owner_name = _owner_name(person, iban)
    except registries.Unavailable:
        return _keep_waiting(person, iban)
    with transaction.atomic():
        account = bank_accounts.declare(person, iban)
        if account.state == AccountState.WAITING:
            _confirm(account, owner_name, earlier)
    return account


def given_back(person: Person, iban: str) -> BankAccount | None:
    """The person's active account, if it is this one and waits because a payment came back."""
    mine = BankAccount.objects.of(person).active().select_related("person")
    account = mine.filter(iban=iban).first()
    unpaid: Any = PaymentOrder.objects.of(person).unpaid().with_held(timezone.now())
    return account if account and unpaid.filter(held=Held.RETURNED).exists() else None


def confirm_anew(account: BankAccount) -> BankAccount:
    """Asks the bank again about an account that it gave a payment back from; pays to it if it is
    in order.

    Raises what `declare` raises, and `registries.Unavailable`.
    """
    INQUIRIES.spend(str(account.person_id))
    _owner_name(account.person, account.iban)
    orders.try_again(account.person)
    return account


def ask_again(pk: int) -> None:
    """Asks for an account that waits. Raises `registries.Unavailable` to be tried later still.

    Does nothing when the account no longer waits, so that two at once do what one does.
    """
    account = BankAccount.objects.select_related("person").waiting().filter(pk=pk).first()
    if account is None:
        return
    earlier = bank_accounts.active(account.person)
    try:
        owner_name = _owner_name(account.person, account.iban)
        _confirm(account, owner_name, earlier)
    except NotRegistered as answer:
        _refuse(account, answer.why)
    except registries.Unavailable:
        if timezone.now() < account.declared_at + GIVE_UP:
            raise
        _refuse(account, Refusal.NO_ANSWER)
    except bank_accounts.Overtaken:
        ask_again(pk)


def _owner_name(person: Person, iban: str) -> str:
    """The owner's name as the bank has it; raises `NotRegistered` when it is not the person's."""
    if not (person.national_id and person.birth_date):
        raise NoBirthDate
    answer = registries.bank_accounts().inquire(iban, person.national_id, person.birth_date)
    if answer is None:
        raise NotRegistered(Refusal.UNKNOWN)
    # First of all whose it is: of somebody else's account nothing more is said.
    if not answer.matches:
        raise NotRegistered(Refusal.NOT_YOURS)
    if answer.state == BanksState.CLOSED:
        raise NotRegistered(Refusal.CLOSED)
    if answer.state == BanksState.BLOCKED:
        raise NotRegistered(Refusal.BLOCKED)
    return answer.owner_name


@transaction.atomic
def _keep_waiting(person: Person, iban: str) -> BankAccount:
    from taminyar.profile.jobs import ask_bank_again

    account = bank_accounts.declare(person, iban)
    ask_bank_again.configure(schedule_in={"minutes": 1}).defer(account=account.pk)
    return account


@transaction.atomic
def _confirm(account: BankAccount, owner_name: str, earlier: BankAccount | None) -> None:
    bank_accounts.confirm(account, owner_name, instead_of=earlier)
    tell(
        account.person,
        "bank-account-changed",
        key=str(account.pk),
        ending=account.ending,
        payable=account.payable_from,
    )


@transaction.atomic
def _refuse(account: BankAccount, why: Refusal) -> None:
    try:
        bank_accounts.refuse(account, why)
    except bank_accounts.Overtaken:
        return
    tell(account.person, "bank-account-refused", key=str(account.pk), ending=account.ending)
