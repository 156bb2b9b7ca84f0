"""The member sees and declares the bank account that payments go to (P-04, P-04a, P-04b)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from taminyar import registries
from taminyar.notices.models import Notice
from taminyar.people import bank_accounts, mobiles
from taminyar.people.models import AccountState, BankAccount, Person, Refusal
from taminyar.registries.bank import AccountState as BanksState
from taminyar.registries.bank import BankAnswer
from tests.notices.outbox import sent
from tests.pages import words

IBAN, OTHER = "IR820540102680020817909002", "IR790610000000700796858044"
BORN = date(1989, 3, 21)
HERS = BankAnswer("مریم کریمی", "054", BanksState.ACTIVE, matches=True)
MOST_QUERIES = 8


class Banks:
    """Banks that give one answer, and remember what they were asked."""

    def __init__(self) -> None:
        self.answer: BankAnswer | Exception | None = HERS
        self.asked: list[tuple[str, str, date]] = []

    def inquire(self, iban: str, national_id: str, birth_date: date) -> BankAnswer | None:
        self.asked.append((iban, national_id, birth_date))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def banks(monkeypatch: pytest.MonkeyPatch) -> Banks:
    banks = Banks()
    monkeypatch.setattr(registries, "bank_accounts", lambda: banks)
    return banks


@pytest.fixture(autouse=True)
def outbox_of_this_test(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture(autouse=True)
def born(person: Person) -> Person:
    person.birth_date = BORN
    person.save()
    return person


@pytest.fixture
def reader(member: Client) -> Client:
    """Maryam reads English, so that the tests do not hang on the catalogue."""
    member.cookies["django_language"] = "en"
    return member


def declare(reader: Client, typed: str = IBAN) -> Any:
    return reader.post("/account/bank/new/", {"iban": typed})


def states(person: Person) -> list[tuple[str, str]]:
    rows = BankAccount.objects.of(person).order_by("declared_at", "pk")
    return [(row.iban, row.state) for row in rows]


@pytest.mark.feature("P-04")
def test_who_has_no_account_is_told_what_to_do(reader: Client) -> None:
    page = words(reader.get("/account/bank/"))
    assert "No bank account is registered yet" in page
    assert "+ Add an account" in page


@pytest.mark.feature("P-04a")
@pytest.mark.feature("P-04b")
@pytest.mark.parametrize(
    "typed",
    [
        IBAN,
        "820540102680020817909002",
        "ir82 0540 1026 8002 0817 9090 02",
        "IR82-0540-1026-8002-0817-9090-02",
        "۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲",
        "IR٨٢٠٥٤٠١٠٢٦٨٠٠٢٠٨١٧٩٠٩٠٠٢",
        "\u200eIR820540102680020817909002\u200f",
    ],
)
def test_an_account_is_declared_however_it_is_typed(
    reader: Client, person: Person, banks: Banks, typed: str
) -> None:
    assert "Register and confirm" in words(reader.get("/account/bank/new/"))
    response = declare(reader, typed)
    assert (response.status_code, response["Location"]) == (302, "/account/bank/")
    assert banks.asked == [(IBAN, person.national_id, BORN)]
    assert states(person) == [(IBAN, AccountState.ACTIVE)]


@pytest.mark.feature("P-04")
def test_the_registered_account_is_shown_whole(reader: Client, banks: Banks) -> None:
    declare(reader)
    page = words(reader.get("/account/bank/"))
    for shown in ("Parsian Bank", "IR82 0540 1026 8002 0817 9090 02", "مریم کریمی", "Registered"):
        assert shown in page
    assert "Payments go to the new account from" not in page


def test_a_later_account_is_held_and_the_page_says_until_when(
    reader: Client, person: Person, banks: Banks
) -> None:
    declare(reader)
    declare(reader, OTHER)
    page = words(reader.get("/account/bank/"))
    assert "Payments go to the new account from" in page
    assert "What is due until then is kept for you and paid afterwards" in page
    assert bank_accounts.payable(person, timezone.now()) is None
    assert "IR82 0540 1026 8002 0817 9090 02 Parsian Bank Replaced" in page
    with time_machine.travel(timezone.now() + bank_accounts.HOLD + timedelta(minutes=1)):
        assert bank_accounts.payable(person, timezone.now()) == bank_accounts.active(person)


def test_the_hold_is_told_with_day_and_hour(reader: Client, person: Person) -> None:
    account = bank_accounts.declare(person, IBAN)
    bank_accounts.confirm(account, "مریم کریمی", instead_of=None)
    later = bank_accounts.declare(person, OTHER)
    bank_accounts.confirm(later, "مریم کریمی", instead_of=account)
    assert later.payable_from is not None
    hour = f"{timezone.localtime(later.payable_from):%H:%M}"
    assert f", {hour}" in words(reader.get("/account/bank/"))


def test_after_a_new_mobile_the_first_account_is_held_and_nothing_is_lost(
    reader: Client, person: Person, banks: Banks
) -> None:
    mobiles.change(person, "09350000000")
    declare(reader)
    page = words(reader.get("/account/bank/"))
    assert "What is due until then is kept for you and paid afterwards" in page


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (BankAnswer("رضا احمدی", "054", BanksState.ACTIVE, matches=False), "in another name"),
        (BankAnswer("رضا احمدی", "054", BanksState.CLOSED, matches=False), "in another name"),
        (None, "has no such account"),
        (BankAnswer("مریم کریمی", "054", BanksState.CLOSED, matches=True), "is closed"),
        (BankAnswer("مریم کریمی", "054", BanksState.BLOCKED, matches=True), "has blocked"),
    ],
)
def test_an_answer_against_it_is_explained_on_the_filled_form(
    reader: Client, person: Person, banks: Banks, answer: BankAnswer | None, said: str
) -> None:
    banks.answer = answer
    response = declare(reader, "IR82 0540 1026 8002 0817 9090 02")
    page = words(response)
    assert response.status_code == 422
    assert said in page
    assert "Parsian Bank" in page
    assert 'value="IR82 0540 1026 8002 0817 9090 02"' in response.content.decode()
    assert "رضا احمدی" not in page
    assert states(person) == []
    assert not Notice.objects.filter(event__startswith="bank").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the number of the account"),
        ("IR8205401026800208179090", "has 24 digits after IR"),
        ("IR830540102680020817909002", "is not correct"),
        ("6219861012345678", "has 24 digits after IR"),
        ("x" * 200, "at most"),
    ],
)
def test_a_number_that_cannot_be_is_not_asked_about(
    reader: Client, banks: Banks, typed: str, said: str
) -> None:
    response = declare(reader, typed)
    assert response.status_code == 422
    assert said in words(response)
    assert banks.asked == []


def test_who_has_no_birth_date_on_file_is_told_so(
    reader: Client, person: Person, banks: Banks
) -> None:
    Person.objects.filter(pk=person.pk).update(birth_date=None)
    assert "Your date of birth is not on file" in words(declare(reader))
    assert banks.asked == []


def test_a_registered_account_is_told_to_the_mobile_and_in_the_app(
    reader: Client,
    person: Person,
    banks: Banks,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        declare(reader)
    assert Notice.objects.of(person).filter(event="bank-account-changed").count() == 1
    told = sent()[-1]
    assert told["to"] == person.mobile
    assert "9002" in told["text"].translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))


def test_sent_twice_it_is_registered_and_told_once(
    reader: Client, person: Person, banks: Banks
) -> None:
    declare(reader)
    assert declare(reader).status_code == 302
    assert states(person) == [(IBAN, AccountState.ACTIVE)]
    assert len(banks.asked) == 1
    assert Notice.objects.filter(event="bank-account-changed").count() == 1


def test_another_account_registered_while_the_bank_was_asked_wins(
    reader: Client, person: Person, banks: Banks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*asked: Any) -> BankAnswer:
        other = bank_accounts.declare(person, OTHER)
        bank_accounts.confirm(other, "مریم کریمی", instead_of=None)
        return HERS

    monkeypatch.setattr(banks, "inquire", meanwhile)
    response = declare(reader)
    assert response.status_code == 422
    assert "Another account was registered for you" in words(response)
    assert states(person) == [(OTHER, AccountState.ACTIVE)]


def test_many_inquiries_in_a_day_are_stopped(reader: Client, banks: Banks) -> None:
    banks.answer = None
    for _ in range(10):
        assert "has no such account" in words(declare(reader))
    assert "Try again in 24 hours" in words(declare(reader))
    assert len(banks.asked) == 10


def test_a_waiting_account_is_shown_and_can_be_cancelled(
    reader: Client, person: Person, banks: Banks
) -> None:
    banks.answer = registries.Unavailable("bank")
    assert declare(reader).status_code == 302
    assert "We ask again by ourselves for three days" in words(reader.get("/account/bank/"))
    (account,) = BankAccount.objects.of(person)
    for _ in range(2):
        assert reader.post(f"/account/bank/{account.pk}/withdraw/").status_code == 302
    assert states(person) == [(IBAN, AccountState.WITHDRAWN)]
    assert "Cancelled by you" in words(reader.get("/account/bank/"))


def test_a_registered_account_cannot_be_cancelled(
    reader: Client, person: Person, banks: Banks
) -> None:
    declare(reader)
    (account,) = BankAccount.objects.of(person)
    reader.post(f"/account/bank/{account.pk}/withdraw/")
    assert states(person) == [(IBAN, AccountState.ACTIVE)]


def test_the_account_of_another_person_is_not_there(
    reader: Client, other_person: Person, banks: Banks
) -> None:
    theirs = bank_accounts.declare(other_person, IBAN)
    assert reader.post(f"/account/bank/{theirs.pk}/withdraw/").status_code == 404
    assert "IR82" not in words(reader.get("/account/bank/"))
    assert states(other_person) == [(IBAN, AccountState.WAITING)]


def test_a_refused_account_says_what_can_be_done(reader: Client, person: Person) -> None:
    bank_accounts.refuse(bank_accounts.declare(person, IBAN), Refusal.CLOSED)
    page = words(reader.get("/account/bank/"))
    assert "Not registered" in page
    assert "This account is closed. Give one that is in use." in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("IR8205", ""),
        ("IR82054", "Bank: Parsian Bank"),
        ("ir82 0540 10", "Bank: Parsian Bank"),
        ("۸۲۰۵۴", "Bank: Parsian Bank"),
        ("IR82999", ""),
        ("", ""),
    ],
)
def test_the_bank_is_recognised_while_typing(reader: Client, typed: str, shown: str) -> None:
    assert words(reader.post("/account/bank/bank-of/", {"iban": typed})) == shown


def test_declaring_asks_for_a_fresh_sign_in(reader: Client, banks: Banks) -> None:
    session = reader.session
    session["fresh_at"] = 0
    session.save()
    assert reader.get("/account/bank/new/").status_code == 302
    declare(reader)
    assert banks.asked == []


@pytest.mark.parametrize("address", ["/account/bank/", "/account/bank/new/"])
def test_the_pages_cost_few_queries(
    reader: Client, banks: Banks, address: str, django_assert_max_num_queries: Any
) -> None:
    declare(reader)
    declare(reader, OTHER)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert reader.get(address).status_code == 200


def test_an_answer_of_the_bank_costs_few_queries(
    reader: Client, banks: Banks, django_assert_max_num_queries: Any
) -> None:
    banks.answer = None
    with django_assert_max_num_queries(MOST_QUERIES):
        declare(reader)
