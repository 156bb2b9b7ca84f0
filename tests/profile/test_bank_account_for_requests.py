"""A bank account that a request wanted, and one that a payment came back from."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taminyar import registries
from taminyar.payments import orders
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import AccountState, BankAccount, Person
from taminyar.registries.bank import AccountState as BanksState
from tests.pages import words
from tests.profile.test_bank_account import HERS, IBAN, Banks, banks, born, declare, reader

__all__ = ["banks", "born", "reader"]
pytestmark = pytest.mark.django_db


# ---- a page that wanted an account


@pytest.mark.parametrize("sent_as", ["get", "post"])
def test_the_request_that_wanted_an_account_is_led_back_to(
    reader: Client, banks: Banks, sent_as: str
) -> None:
    back = "/my/requests/AAAAA-BBBBB/"
    page = reader.get("/account/bank/new/", {"next": back})
    assert f'name="next" value="{back}"' in page.content.decode()
    assert "Back to the request" in words(page)
    address = f"/account/bank/new/?next={back}" if sent_as == "get" else "/account/bank/new/"
    more = {} if sent_as == "get" else {"next": back}
    assert reader.post(address, {"iban": IBAN} | more)["Location"] == back
    assert "Your bank account is registered." in words(reader.get("/account/bank/"))


@pytest.mark.parametrize(
    "foreign", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"]
)
def test_no_other_site_is_led_to(reader: Client, banks: Banks, foreign: str) -> None:
    page = reader.get("/account/bank/new/", {"next": foreign})
    assert "elsewhere" not in page.content.decode().partition('id="main"')[2]
    response = reader.post("/account/bank/new/", {"iban": IBAN, "next": foreign})
    assert response["Location"] == "/account/bank/"


# ---- a payment that came back


@pytest.fixture
def came_back(reader: Client, person: Person, banks: Banks) -> PaymentOrder:
    """A payment that the bank gave back from the registered account, without saying why."""
    declare(reader)
    order = orders.order(person, source="x", source_key="1", about="lamp", amount=100)
    given_back = {"state": "returned", "returned_at": timezone.now(), "return_reason": "MS03"}
    PaymentOrder.objects.update(**given_back)
    assert orders.held(PaymentOrder.objects.get(), timezone.now()) == orders.Held.RETURNED
    return order


@pytest.mark.usefixtures("came_back")
def test_the_same_account_is_confirmed_anew_and_paid_to_again(reader: Client, banks: Banks) -> None:
    page = words(reader.post("/account/bank/new/", {"iban": IBAN}, follow=True))
    assert "This is the account from which the bank gave a payment back." in page
    assert len(banks.asked) == 2
    assert orders.held(PaymentOrder.objects.get(), timezone.now()) is None


@pytest.mark.usefixtures("came_back")
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (replace(HERS, state=BanksState.CLOSED), "This account is closed."),
        (registries.Unavailable("bank"), "the bank gives no answer about it now"),
    ],
)
def test_what_the_bank_does_not_confirm_anew_is_told(
    reader: Client, banks: Banks, answer: Any, told: str
) -> None:
    banks.answer = answer
    page = declare(reader)
    assert page.status_code == 422
    assert told in words(page)
    assert BankAccount.objects.get().state == AccountState.ACTIVE
    assert orders.held(PaymentOrder.objects.get(), timezone.now()) == orders.Held.RETURNED
