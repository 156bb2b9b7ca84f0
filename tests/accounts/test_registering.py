"""Registering: who one is, a code to one's own mobile, a passphrase."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from taminyar.accounts import jobs
from taminyar.accounts.models import OneTimeCode, RegistrationWish, User
from taminyar.people.models import Person
from tests.accounts.conftest import NEWCOMER, WORDS, Phones, Registries
from tests.pages import words

pytestmark = pytest.mark.usefixtures("db", "answers")


def to_the_code(client: Client, **changed: str) -> None:
    response = client.post("/register/", NEWCOMER | changed)
    assert response.status_code == 302, words(response)


def to_the_passphrase(client: Client, phones: Phones) -> None:
    to_the_code(client)
    assert client.post("/register/", {"code": phones.code}).status_code == 302


@pytest.mark.feature("A-02")
def test_the_sign_in_page_leads_to_registering(client: Client) -> None:
    assert 'href="/register/"' in client.get("/login/").content.decode()
    assert "مرحله ۱ از ۳" in words(client.get("/register/"))


@pytest.mark.feature("A-03")
def test_a_newcomer_registers_and_is_signed_in(client: Client, phones: Phones) -> None:
    to_the_passphrase(client, phones)
    page = client.get("/register/")
    assert "سارا" in words(page)
    response = client.post("/register/", {"password1": WORDS, "password2": WORDS})
    assert response["Location"] == "/home/"
    assert "سارا" in words(client.get("/home/"))
    person = Person.objects.get(national_id="9990000131")
    assert (person.last_name, person.mobile) == ("نیکزاد", "09120000013")
    client.post("/logout/")
    client.post("/login/", {"national_id": "9990000131", "password": WORDS})
    assert client.get("/home/").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {"national_id": "۹۹۹۰۰۰۰۱۳۱", "mobile": "+۹۸ ۹۱۲ ۰۰۰ ۰۰۱۳", "birth_date_year": "۱۳۷۸"},
        {"national_id": "٩٩٩٠٠٠٠١٣١", "mobile": "00989120000013", "birth_date_day": "١٢"},
    ],
)
def test_digits_of_any_set_and_numbers_of_any_form_are_read(
    typed: dict[str, str], client: Client, phones: Phones
) -> None:
    to_the_code(client, **typed)
    assert phones.sent[0].mobile == "09120000013"
    persian = phones.code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    response = client.post("/register/", {"code": f" {persian[:3]} {persian[3:]}"})
    assert response.status_code == 302


def test_the_message_lets_the_phone_fill_the_code_in_and_holds_no_link(
    client: Client, phones: Phones
) -> None:
    to_the_code(client)
    text = phones.sent[0].text
    assert re.fullmatch(r"[^\n]*\d{6}[^\n]*\n@localhost #\d{6}", text)
    assert "http" not in text
    html = client.get("/register/").content.decode()
    assert 'autocomplete="one-time-code"' in html
    assert html.count('name="code"') == 1


def test_wrong_facts_are_said_beside_their_field_and_nothing_typed_is_lost(
    client: Client, phones: Phones
) -> None:
    response = client.post("/register/", NEWCOMER | {"birth_date_day": "13"})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_birth_date_error"' in html
    assert 'value="9990000131"' in html
    assert 'value="09120000013"' in html
    assert phones.sent == []


def test_a_mobile_of_somebody_else_is_refused(
    client: Client, phones: Phones, answers: Registries
) -> None:
    answers.owner = "9990000026"
    response = client.post("/register/", NEWCOMER)
    assert 'id="id_mobile_error"' in response.content.decode()
    assert phones.sent == []


def test_the_dead_cannot_register(client: Client, phones: Phones, answers: Registries) -> None:
    answers.alive = False
    assert client.post("/register/", NEWCOMER).status_code == 422


def test_a_registry_that_is_silent_loses_nothing(
    client: Client, phones: Phones, answers: Registries
) -> None:
    answers.down = True
    response = client.post("/register/", NEWCOMER)
    assert response.status_code == 503
    assert 'value="9990000131"' in response.content.decode()
    assert "پاسخ نمی‌دهد" in words(response)
    answers.down = False
    to_the_code(client)


def test_who_met_a_silent_registry_is_told_when_it_speaks(
    client: Client, phones: Phones, answers: Registries
) -> None:
    answers.down = True
    assert 'name="tell"' in client.post("/register/", NEWCOMER).content.decode()
    for _ in range(2):
        assert client.post("/register/", NEWCOMER | {"tell": "1"}).status_code == 200
    jobs.tell_who_waits_to_register(0)
    assert phones.sent == []
    answers.down = False
    jobs.tell_who_waits_to_register(0)
    jobs.tell_who_waits_to_register(0)
    assert [(sent.mobile, sent.code) for sent in phones.sent] == [("09120000013", None)]
    assert not RegistrationWish.objects.exists()


def test_a_wish_is_forgotten_after_three_days(
    client: Client, phones: Phones, answers: Registries
) -> None:
    answers.down = True
    client.post("/register/", NEWCOMER | {"tell": "1"})
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1), tick=False):
        jobs.tell_who_waits_to_register(0)
    assert not RegistrationWish.objects.exists()


def test_nobody_can_have_a_phone_filled_with_promises(
    client: Client, phones: Phones, answers: Registries
) -> None:
    answers.down = True
    wish = NEWCOMER | {"tell": "1"}
    assert [client.post("/register/", wish).status_code for _ in range(7)] == [200] * 6 + [503]


@pytest.mark.parametrize(
    ("one", "two"), [("", ""), (WORDS, "another thing entirely"), ("short one", "short one")]
)
def test_a_passphrase_that_will_not_do_is_asked_for_again(
    one: str, two: str, client: Client, phones: Phones
) -> None:
    to_the_passphrase(client, phones)
    response = client.post("/register/", {"password1": one, "password2": two})
    assert response.status_code == 422
    assert not User.objects.exists()
    done = client.post("/register/", {"password1": WORDS, "password2": WORDS})
    assert done["Location"] == "/home/"


def test_no_step_can_be_left_out(client: Client, phones: Phones) -> None:
    client.post("/register/", {"password1": WORDS, "password2": WORDS})
    to_the_code(client)
    client.post("/register/", {"password1": WORDS, "password2": WORDS})
    assert not User.objects.exists()


def test_the_code_of_one_browser_is_worth_nothing_in_another(
    client: Client, other_browser: Client, phones: Phones
) -> None:
    to_the_code(client)
    other_browser.post("/register/", {"code": phones.code})
    other_browser.post("/register/", {"password1": WORDS, "password2": WORDS})
    assert not User.objects.exists()


def test_a_new_code_can_be_asked_for_and_the_number_put_right(
    client: Client, phones: Phones
) -> None:
    to_the_code(client)
    first = phones.code
    client.post("/register/", {"resend": "1"})
    assert len(phones.sent) == 2
    if first != phones.code:
        assert client.post("/register/", {"code": first}).status_code == 422
    client.post("/register/", {"restart": "1"})
    assert 'name="mobile"' in client.get("/register/").content.decode()


def test_nobody_can_fill_a_phone_with_codes(client: Client, phones: Phones) -> None:
    to_the_code(client)
    answers = [client.post("/register/", {"resend": "1"}).status_code for _ in range(7)]
    assert answers == [302] * 5 + [422] * 2
    assert len(phones.sent) == 6


def test_a_person_of_the_lists_gets_the_account_and_keeps_the_record(
    client: Client, phones: Phones
) -> None:
    known = Person.objects.create(
        national_id="9990000131", insurance_number="10000099", first_name="سارا", last_name="نیکزاد"
    )
    to_the_passphrase(client, phones)
    client.post("/register/", {"password1": WORDS, "password2": WORDS})
    known.refresh_from_db()
    assert User.objects.get().person == known
    assert (known.mobile, known.father_name, known.sex) == ("09120000013", "بهرام", "f")


def test_having_an_account_shows_to_the_holder_of_the_mobile_alone(
    client: Client, other_browser: Client, phones: Phones, user: User, answers: Registries
) -> None:
    answers.owner = user.national_id
    to_the_code(client, national_id=user.national_id, mobile=user.person.mobile)
    answers.owner = "9990000131"
    to_the_code(other_browser)
    seen, unseen = (words(browser.get("/register/")) for browser in (client, other_browser))
    assert seen.replace("۰۹۱۲۰۰۰۰۰۰۱", "") == unseen.replace("۰۹۱۲۰۰۰۰۰۱۳", "")
    mine = next(sent for sent in phones.sent if sent.mobile == user.person.mobile)
    client.post("/register/", {"code": mine.code})
    page = client.get("/register/")
    assert "حساب دارید" in words(page)
    assert 'href="/recover/"' in page.content.decode()
    assert User.objects.count() == 1


def test_who_has_an_account_under_another_mobile_is_not_let_in_with_a_new_one(
    client: Client, phones: Phones, user: User, answers: Registries
) -> None:
    answers.owner = user.national_id
    to_the_code(client, national_id=user.national_id, mobile="09121111111")
    client.post("/register/", {"code": phones.code})
    page = client.get("/register/")
    assert 'href="/recover/"' not in page.content.decode()
    assert "شماره دیگری" in words(page)
    user.person.refresh_from_db()
    assert user.person.mobile == "09120000001"


def test_who_is_signed_in_has_nothing_to_register(member: Client) -> None:
    assert member.get("/register/")["Location"] == "/home/"


def test_only_a_digest_of_a_code_is_kept(client: Client, phones: Phones) -> None:
    to_the_code(client)
    row = OneTimeCode.objects.get()
    assert phones.code.encode() not in bytes(row.digest)
    assert phones.code not in str(client.session.items())
