"""Deeds that move money or codes ask for a sign-in of the last ten minutes."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from taminyar.accounts import security_views
from taminyar.accounts.models import User
from tests.accounts.conftest import Phones
from tests.accounts.test_a_sign_in_runs_out import hidden
from tests.accounts.test_second_step import SECRET, app_code
from tests.conftest import PASSPHRASE

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


def test_who_signed_in_with_a_code_alone_has_not_proved_it(
    client: Client, user: User, phones: Phones
) -> None:
    client.post("/login/code/", {"national_id": user.national_id})
    client.post("/login/code/", {"code": phones.code})
    assert client.get("/home/").status_code == 200
    for page in (PAGE, "/account/bank/new/", "/account/mobile/", "/account/delegates/new/"):
        assert client.get(page)["Location"].startswith("/account/confirm/"), page
    client.post("/account/confirm/", {"password": PASSPHRASE})
    assert client.get(PAGE).status_code == 200


def test_with_a_second_step_the_passphrase_is_not_enough(member: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    with later():
        page = member.get("/account/confirm/").content.decode()
        assert 'name="code"' in page
        assert 'name="password"' not in page
        member.post("/account/confirm/", {"password": PASSPHRASE})
        assert member.get(PAGE).status_code == 302
        assert member.post("/account/confirm/", {"code": app_code()}).status_code == 302
        assert member.get(PAGE).status_code == 200


def test_a_passkey_is_asked_for_where_there_is_one(member: Client, user: User) -> None:
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "x", "credential": {}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(security_views, "begin_authentication", lambda user: {"publicKey": {}})
        assert 'data-passkey="get"' in member.get("/account/confirm/").content.decode()
        response = member.post("/account/confirm/", {"credential": '{"id": "AAAA"}'})
    assert response.status_code == 422


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
