"""A sign-in ends when nobody uses it, and what was typed too late is not lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from taminyar.accounts.models import User
from tests.conftest import PASSPHRASE
from tests.pages import words

IDLE = timedelta(minutes=21)
FORM = {"start_day": "1", "start_month": "2", "start_year": "1404", "marital_status": "married"}
pytestmark = pytest.mark.usefixtures("phones")


def hidden(response: object) -> dict[str, str]:
    """The hidden fields of a page's main form."""
    main = response.content.decode().partition("<main")[2]  # type: ignore[attr-defined]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', main)
    return {name: unescape(value) for name, value in pairs if name != "csrfmiddlewaretoken"}


def later(by: timedelta) -> time_machine.travel:
    return time_machine.travel(timezone.now() + by, tick=False)


def test_after_twenty_idle_minutes_one_signs_in_again(member: Client) -> None:
    with later(IDLE):
        assert member.get("/account/")["Location"] == "/login/?next=/account/"


def test_using_it_keeps_it_open(member: Client) -> None:
    start = timezone.now()
    for minutes in range(10, 100, 10):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert member.get("/stay/").status_code == 204


def test_after_twelve_hours_it_ends_whatever_one_does(member: Client) -> None:
    start = timezone.now()
    for minutes in range(15, 12 * 60, 15):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert member.get("/stay/").status_code == 204, minutes
    with time_machine.travel(start + timedelta(hours=12, minutes=1), tick=False):
        assert member.get("/stay/").status_code == 302


def test_leaving_the_sign_of_life_out_does_not_keep_it_open(member: Client) -> None:
    member.get("/home/")
    del member.cookies["seen"]
    with later(IDLE):
        assert member.get("/home/").status_code == 302


def test_the_sign_of_life_of_one_account_is_worth_nothing_to_another(
    member: Client, other_person: object
) -> None:
    stranger = User.objects.create_user(other_person, PASSPHRASE)  # type: ignore[arg-type]
    with later(timedelta(minutes=20)):
        browser = Client()
        browser.post("/login/", {"national_id": stranger.national_id, "password": PASSPHRASE})
        fresh = browser.cookies["seen"].value
    member.cookies["seen"] = fresh
    with later(IDLE):
        assert member.get("/home/").status_code == 302


def test_a_form_sent_too_late_goes_on_after_signing_in(member: Client, user: User) -> None:
    with later(IDLE):
        stopped = member.post("/benefits/sickness/", FORM)
        assert stopped.status_code == 401
        assert "نگه داشته" in words(stopped)
        page = member.post("/login/", hidden(stopped))
        assert page.status_code == 200
        typed = {"national_id": user.national_id, "password": PASSPHRASE}
        response = member.post("/login/", typed | hidden(page))
        assert response["Location"] == "/account/go-on/"
        again = member.get("/account/go-on/")
        assert 'action="/benefits/sickness/"' in again.content.decode()
        assert hidden(again) == FORM


def test_a_kept_form_is_for_the_same_person_alone(member: Client, other_person: object) -> None:
    stranger = User.objects.create_user(other_person, PASSPHRASE)  # type: ignore[arg-type]
    with later(IDLE):
        kept = hidden(member.post("/benefits/sickness/", FORM))
        typed = {"national_id": stranger.national_id, "password": PASSPHRASE}
        assert member.post("/login/", typed | kept)["Location"] == "/home/"
        assert member.get("/account/go-on/")["Location"] == "/home/"


def test_a_forged_kept_form_is_none(client: Client, user: User) -> None:
    typed = {"national_id": user.national_id, "password": PASSPHRASE, "kept": "forged:1:2"}
    assert client.post("/login/", typed)["Location"] == "/home/"


def test_passphrases_and_codes_are_never_kept(member: Client) -> None:
    with later(IDLE):
        stopped = member.post("/account/security/passphrase/", {"password1": "secret", "a": "b"})
        page = member.post("/login/", hidden(stopped))
        typed = {"national_id": "9990000018", "password": PASSPHRASE}
        member.post("/login/", typed | hidden(page))
        assert hidden(member.get("/account/go-on/")) == {"a": "b"}


def test_a_form_of_another_site_is_not_kept(user: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/login/").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    typed = {"national_id": user.national_id, "password": PASSPHRASE}
    strict.post("/login/", typed | {"csrfmiddlewaretoken": token})
    strict.get("/home/")
    with later(IDLE):
        response = strict.post("/benefits/sickness/", FORM)
    assert response.status_code == 403
    assert "kept" not in response.content.decode()


def test_after_signing_out_a_form_is_not_kept(member: Client) -> None:
    member.post("/logout/")
    assert member.post("/benefits/sickness/", FORM)["Location"].startswith("/login/")


def test_every_page_of_who_is_signed_in_knows_when_it_ends(member: Client) -> None:
    assert 'data-idle="1200"' in member.get("/home/").content.decode()
    member.post("/logout/")
    assert "data-idle" not in member.get("/").content.decode()
