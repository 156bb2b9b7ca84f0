"""Deeds that move money or codes ask for a sign-in of the last ten minutes."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import Phones
from tests.accounts.test_a_sign_in_runs_out import hidden
from tests.conftest import PASSPHRASE
from tests.pages import words

PAGE = "/account/security/passphrase/"
pytestmark = pytest.mark.usefixtures("phones")


def later(minutes: int = 11) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def test_right_after_signing_in_the_page_opens(member: Client) -> None:
    assert member.get(PAGE).status_code == 200


def test_later_it_leads_to_confirming_and_back(member: Client) -> None:
    with later():
        asked = member.get(PAGE)["Location"]
        assert asked == f"/account/confirm/?next={PAGE.replace('/', '%2F')}"
        page = member.get(asked)
        before = member.session.session_key
        done = member.post("/account/confirm/", {"password": PASSPHRASE} | hidden(page))
        assert done["Location"] == PAGE
        assert member.session.session_key != before
        assert member.get(PAGE).status_code == 200


def test_a_wrong_passphrase_does_not_confirm(member: Client) -> None:
    with later():
        assert member.post("/account/confirm/", {"password": "wrong"}).status_code == 422
        assert member.get(PAGE).status_code == 302


def test_guessing_there_is_stopped_like_at_the_door(member: Client) -> None:
    with later():
        for n in range(10):
            member.post("/account/confirm/", {"password": f"wrong {n}"})
        member.post("/account/confirm/", {"password": PASSPHRASE})
        assert member.get(PAGE).status_code == 302


def test_a_code_confirms_as_well(member: Client, phones: Phones) -> None:
    with later():
        page = member.post("/account/confirm/", {"deed": "send-code", "next": PAGE})
        assert page.status_code == 200
        typed = {"code": phones.code, "next": PAGE}
        assert member.post("/account/confirm/", typed)["Location"] == PAGE
        assert member.get(PAGE).status_code == 200


def test_a_wrong_code_does_not(member: Client, phones: Phones) -> None:
    with later():
        member.post("/account/confirm/", {"deed": "send-code"})
        response = member.post("/account/confirm/", {"code": phones.wrong_code})
        assert 'id="id_code_error"' in response.content.decode()
        assert member.get(PAGE).status_code == 302


def test_too_many_codes_are_said_to_be_too_many(member: Client, phones: Phones) -> None:
    with later():
        pages = [member.post("/account/confirm/", {"deed": "send-code"}) for _ in range(7)]
    assert [page.status_code for page in pages] == [200] * 6 + [422]
    assert "صبر کنید" in words(pages[-1])


def test_a_form_on_its_way_is_kept_meanwhile(member: Client) -> None:
    with later():
        stopped = member.post(PAGE, {"password1": "never kept", "colour": "green"})
        page = member.post("/account/confirm/", hidden(stopped))
        assert page.status_code == 200
        done = member.post("/account/confirm/", {"password": PASSPHRASE} | hidden(page))
        assert done["Location"] == "/account/go-on/"
        assert hidden(member.get("/account/go-on/")) == {"colour": "green"}


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_confirming_never_leads_to_another_site(elsewhere: str, member: Client) -> None:
    typed = {"password": PASSPHRASE, "next": elsewhere}
    assert member.post("/account/confirm/", typed)["Location"] == "/home/"
