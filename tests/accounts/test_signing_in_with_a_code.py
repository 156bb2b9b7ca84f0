"""A code to the mobile on file instead of the passphrase."""

import pytest
from django.test import Client

from taminyar.accounts.models import User
from tests.accounts.conftest import Phones
from tests.pages import words


def ask(client: Client, national_id: str = "9990000018", **more: str) -> str:
    return words(client.post("/login/code/", {"national_id": national_id, **more}))


def test_the_code_opens_the_account(client: Client, user: User, phones: Phones) -> None:
    ask(client, "۹۹۹۰۰۰۰۰۱۸", next="/records/")
    assert [sent.mobile for sent in phones.sent] == [user.person.mobile]
    typed = {"code": phones.code, "national_id": user.national_id, "next": "/records/"}
    assert client.post("/login/code/", typed)["Location"] == "/records/"
    assert client.session["levels"] == ["insured"]


def test_the_same_page_for_who_has_no_account_and_no_message(
    client: Client, other_browser: Client, user: User, phones: Phones
) -> None:
    known, unknown = ask(client), ask(other_browser, "9990000026")
    assert known == unknown
    assert len(phones.sent) == 1
    wrong = {"code": phones.wrong_code}
    for _ in range(7):
        one, other = (browser.post("/login/code/", wrong) for browser in (client, other_browser))
        assert words(one) == words(other)


def test_a_closed_account_gets_no_code(client: Client, user: User, phones: Phones) -> None:
    User.objects.update(is_active=False)
    ask(client)
    assert phones.sent == []


def test_a_wrong_code_says_how_many_tries_are_left(
    client: Client, user: User, phones: Phones
) -> None:
    ask(client)
    response = client.post("/login/code/", {"code": phones.wrong_code})
    assert response.status_code == 422
    assert 'id="id_code_error"' in response.content.decode()
    assert "۴ بار" in words(response)
    assert client.get("/home/").status_code == 302


def test_a_number_that_is_no_national_id_is_said_so(client: Client, db: None) -> None:
    response = client.post("/login/code/", {"national_id": "123"})
    assert response.status_code == 422
    assert 'id="id_national_id_error"' in response.content.decode()


def test_coming_from_the_sign_in_page_is_no_mistake(client: Client, db: None) -> None:
    response = client.post("/login/code/", {"begin": "1", "next": "/records/"})
    assert response.status_code == 200
    assert 'name="next" value="/records/"' in response.content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_a_code_never_leads_to_another_site(
    elsewhere: str, client: Client, user: User, phones: Phones
) -> None:
    ask(client)
    response = client.post("/login/code/", {"code": phones.code, "next": elsewhere})
    assert response["Location"] == "/home/"


def test_who_is_signed_in_is_led_on(member: Client) -> None:
    assert member.get("/login/code/")["Location"] == "/home/"
