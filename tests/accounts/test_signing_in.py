"""Signing in with national ID and passphrase, and signing out."""

import pytest
from django.test import Client

from taminyar.accounts.models import User
from tests.conftest import PASSPHRASE
from tests.pages import words


def sign_in(client: Client, national_id: str, password: str = PASSPHRASE, **more: str) -> object:
    return client.post("/login/", {"national_id": national_id, "password": password, **more})


@pytest.mark.feature("A-01")
@pytest.mark.parametrize(
    "typed", ["9990000018", "۹۹۹۰۰۰۰۰۱۸", "٩٩٩٠٠٠٠٠١٨", " 999-000001-8 ", "۹۹۹ ۰۰۰ ۰۰۱۸"]
)
def test_a_member_signs_in_with_digits_of_any_set(typed: str, client: Client, user: User) -> None:
    response = sign_in(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/home/")  # type: ignore[attr-defined]
    assert client.get("/home/").status_code == 200


@pytest.mark.parametrize(
    ("national_id", "password"),
    [("9990000018", "not the passphrase"), ("9990000026", PASSPHRASE), ("12", PASSPHRASE)],
)
def test_every_way_of_being_wrong_gets_one_answer_and_keeps_what_was_typed(
    national_id: str, password: str, client: Client, user: User
) -> None:
    response = sign_in(client, national_id, password)
    page = words(response)
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "کد ملی" in page
    assert f'value="{national_id}"' in response.content.decode()  # type: ignore[attr-defined]
    assert password not in response.content.decode()  # type: ignore[attr-defined]
    assert client.get("/home/").status_code == 302


def test_the_answer_does_not_tell_whether_there_is_an_account(client: Client, user: User) -> None:
    known, unknown = (
        words(sign_in(client, number, "wrong")) for number in ("9990000018", "9990000026")
    )
    assert known == unknown


def test_empty_fields_are_named_each(client: Client, db: None) -> None:
    response = client.post("/login/", {})
    html = response.content.decode()
    assert html.count('href="#id_national_id"') == html.count('href="#id_password"') == 1
    assert 'aria-describedby="id_national_id_' in html


def test_a_page_asked_for_before_signing_in_is_opened_after_it(client: Client, user: User) -> None:
    asked = client.get("/records/wages/")
    assert asked["Location"] == "/login/?next=/records/wages/"
    page = client.get(asked["Location"])
    assert 'name="next" value="/records/wages/"' in page.content.decode()
    response = sign_in(client, user.national_id, next="/records/wages/")
    assert response["Location"] == "/records/wages/"  # type: ignore[index]


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "x:y"])
def test_signing_in_never_leads_to_another_site(elsewhere: str, client: Client, user: User) -> None:
    response = sign_in(client, user.national_id, next=elsewhere)
    assert response["Location"] == "/home/"  # type: ignore[index]


def test_the_session_key_changes_at_sign_in(client: Client, user: User) -> None:
    client.get("/login/")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    sign_in(client, user.national_id)
    assert client.session.session_key != before


def test_who_is_signed_in_is_led_on(member: Client) -> None:
    assert member.get("/login/")["Location"] == "/home/"
    assert member.get("/")["Location"] == "/home/"


def test_an_account_that_was_closed_cannot_sign_in(client: Client, user: User) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client, user.national_id).status_code == 422  # type: ignore[attr-defined]


def test_closing_an_account_ends_its_sessions(member: Client) -> None:
    User.objects.update(is_active=False)
    assert member.get("/home/").status_code == 302


@pytest.mark.feature("A-08")
@pytest.mark.feature("P-06")
def test_the_account_page_ends_with_the_sign_out_button(member: Client) -> None:
    assert "خروج از تامین همراه" in words(member.get("/account/"))
    assert member.post("/logout/")["Location"] == "/"
    assert member.get("/account/").status_code == 302


def test_signing_out_needs_a_press_not_a_link(member: Client) -> None:
    assert member.get("/logout/").status_code == 405
    assert member.get("/account/").status_code == 200
