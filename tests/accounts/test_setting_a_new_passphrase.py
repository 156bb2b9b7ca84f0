"""A forgotten passphrase: code and date of birth, then three days in which money stays put."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from taminyar.accounts import recovery
from taminyar.accounts.models import User
from taminyar.notices.models import Notice
from tests.accounts.conftest import WORDS, Phones
from tests.conftest import PASSPHRASE
from tests.pages import words

WHO = {
    "national_id": "9990000018",
    "birth_date_day": "20",
    "birth_date_month": "3",
    "birth_date_year": "1365",
}


@pytest.fixture
def born(user: User) -> User:
    user.person.birth_date = date(1986, 6, 10)
    user.person.save(update_fields=["birth_date"])
    return user


def recovered(client: Client, phones: Phones) -> None:
    client.post("/recover/", WHO)
    client.post("/recover/", {"code": phones.code})
    done = client.post("/recover/", {"password1": WORDS, "password2": WORDS})
    assert done["Location"] == "/home/"


def test_code_and_date_of_birth_set_a_new_one(client: Client, born: User, phones: Phones) -> None:
    recovered(client, phones)
    client.post("/logout/")
    client.post("/login/", {"national_id": born.national_id, "password": WORDS})
    assert client.get("/home/").status_code == 200


def test_every_other_sign_in_ends_and_every_channel_is_told(
    member: Client, other_browser: Client, born: User, phones: Phones
) -> None:
    recovered(other_browser, phones)
    assert member.get("/home/").status_code == 302
    told = [sent for sent in phones.sent if sent.code is None]
    assert told[-1].mobile == born.person.mobile
    assert "passphrase-recovered" in Notice.objects.of(born.person).values_list("event", flat=True)


def test_for_three_days_what_moves_money_stays_closed(
    client: Client, born: User, phones: Phones
) -> None:
    recovered(client, phones)
    closed = client.get("/account/security/passphrase/")
    assert closed.status_code == 403
    assert "چند روز" in words(closed)
    later = timezone.now() + recovery.COOLING + timedelta(minutes=1)
    with time_machine.travel(later, tick=False):
        client.post("/login/", {"national_id": born.national_id, "password": WORDS})
        assert client.get("/account/security/passphrase/").status_code == 200


@pytest.mark.parametrize(
    "changed", [{"birth_date_day": "21"}, {"national_id": "9990000026"}], ids=["day", "person"]
)
def test_the_same_page_for_who_does_not_match_and_no_message(
    changed: dict[str, str], client: Client, other_browser: Client, born: User, phones: Phones
) -> None:
    pages = []
    for browser, who in ((client, WHO), (other_browser, WHO | changed)):
        assert browser.post("/recover/", who)["Location"] == "/recover/"
        pages.append(words(browser.get("/recover/")))
    assert pages[0] == pages[1]
    assert len(phones.sent) == 1


def test_no_step_can_be_left_out(client: Client, born: User, phones: Phones) -> None:
    client.post("/recover/", WHO)
    client.post("/recover/", {"password1": WORDS, "password2": WORDS})
    born.refresh_from_db()
    assert born.check_password(PASSPHRASE)


def test_the_proof_lasts_a_quarter_of_an_hour(client: Client, born: User, phones: Phones) -> None:
    client.post("/recover/", WHO)
    client.post("/recover/", {"code": phones.code})
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        client.post("/recover/", {"password1": WORDS, "password2": WORDS})
    born.refresh_from_db()
    assert born.check_password(PASSPHRASE)


def test_a_weak_passphrase_is_asked_for_again(client: Client, born: User, phones: Phones) -> None:
    client.post("/recover/", WHO)
    client.post("/recover/", {"code": phones.code})
    typed = "مریم کریمی 9990000018"
    response = client.post("/recover/", {"password1": typed, "password2": typed})
    assert response.status_code == 422
    assert typed not in response.content.decode()


def test_who_tries_again_and_again_has_to_wait(client: Client, born: User, phones: Phones) -> None:
    pages = [client.post("/recover/", WHO).status_code for _ in range(8)]
    assert pages == [302] * 6 + [422] * 2


def test_one_can_begin_again(client: Client, born: User, phones: Phones) -> None:
    client.post("/recover/", WHO)
    assert 'name="birth_date_day"' in client.post("/recover/", {"restart": "1"}).content.decode()
