"""The second step of signing in: always for staff, for members when they want it."""

import hashlib
import hmac
import struct
import time
from base64 import b32decode
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from taminyar.accounts.models import Role, StaffDuty, User
from tests.accounts.conftest import Phones
from tests.conftest import PASSPHRASE
from tests.pages import words

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
pytestmark = pytest.mark.usefixtures("phones")


def app_code(at: float | None = None) -> str:
    """What an authenticator app shows, after RFC 6238; written apart from the library."""
    counter = struct.pack(">Q", int((at or time.time()) // 30))
    digest = hmac.digest(b32decode(SECRET), counter, hashlib.sha1)
    at_byte = digest[-1] & 15
    number = struct.unpack(">I", digest[at_byte : at_byte + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


@pytest.fixture
def with_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    return user


@pytest.fixture
def officer(user: User) -> User:
    """Maryam, who also works at a branch, without a second step so far."""
    User.objects.update(is_staff=True)
    StaffDuty.objects.create(user=user, role=Role.BRANCH_OFFICER)
    user.refresh_from_db()
    return user


def passphrase(client: Client, **more: str) -> str:
    typed = {"national_id": "9990000018", "password": PASSPHRASE, **more}
    return str(client.post("/login/", typed).headers.get("Location", ""))


def test_after_the_passphrase_the_app_is_asked(client: Client, with_app: User) -> None:
    assert passphrase(client, next="/records/") == "/login/second-step/"
    assert client.get("/home/").status_code == 302
    assert client.get("/login/second-step/").status_code == 200
    typed = app_code().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert client.post("/login/second-step/", {"code": typed})["Location"] == "/records/"
    assert client.get("/home/").status_code == 200


def test_a_code_sent_with_the_passphrase_is_taken_at_once(client: Client, with_app: User) -> None:
    assert passphrase(client, code=app_code()) == "/home/"


def test_a_wrong_code_is_refused_and_the_field_says_so(client: Client, with_app: User) -> None:
    passphrase(client)
    wrong = f"{(int(app_code()) + 1) % 10**6:06}"
    response = client.post("/login/second-step/", {"code": wrong})
    assert 'id="id_code_error"' in response.content.decode()
    assert client.get("/home/").status_code == 302


def test_a_code_of_the_app_works_once(
    client: Client, other_browser: Client, with_app: User
) -> None:
    code = app_code()
    assert passphrase(client, code=code) == "/home/"
    assert passphrase(other_browser, code=code) == ""


def test_not_even_a_minute_later(client: Client, other_browser: Client, with_app: User) -> None:
    now = time.time() // 30 * 30
    code = app_code(now)
    with time_machine.travel(now, tick=False):
        assert passphrase(client, code=code) == "/home/"
    with time_machine.travel(now + 45, tick=False):
        assert passphrase(other_browser, code=code) == ""


def test_codes_of_the_app_cannot_be_guessed(client: Client, with_app: User) -> None:
    passphrase(client)
    for number in range(10):
        client.post("/login/second-step/", {"code": f"00000{number}"})
    response = client.post("/login/second-step/", {"code": app_code()})
    assert response.status_code == 200
    assert client.get("/home/").status_code == 302


def test_the_second_step_alone_leads_back_to_the_first(client: Client, db: None) -> None:
    assert client.get("/login/second-step/")["Location"] == "/login/"


def test_the_second_step_waits_ten_minutes(client: Client, with_app: User) -> None:
    passphrase(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert client.get("/login/second-step/")["Location"] == "/login/"


def test_signing_in_by_text_message_asks_for_it_too(
    client: Client, with_app: User, phones: Phones
) -> None:
    client.post("/login/code/", {"national_id": with_app.national_id})
    response = client.post("/login/code/", {"code": phones.code})
    assert response["Location"] == "/login/second-step/"


def test_staff_are_staff_only_after_the_second_step(client: Client, officer: User) -> None:
    passphrase(client)
    assert "staff" not in client.session["levels"]
    assert client.post("/level/", {"level": "staff"}).status_code == 403
    client.post("/logout/")
    TOTP.activate(officer, SECRET)
    passphrase(client, code=app_code())
    assert "staff" in client.session["levels"]
    assert client.post("/level/", {"level": "staff"}).status_code == 302
    assert client.get("/home/")["Location"] == "/office/"


def test_the_secret_is_kept_encrypted(with_app: User) -> None:
    assert SECRET not in str(Authenticator.objects.get().data)


@pytest.fixture
def turned_on(member: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Maryam turned the app on, the key being the one of these tests."""
    make: Callable[..., str] = lambda **_: SECRET  # noqa: E731
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.get_totp_secret", make)
    assert SECRET in words(member.get("/account/security/app/")).replace(" ", "")
    response = member.post("/account/security/app/", {"code": app_code()})
    assert response["Location"] == "/account/security/codes/"
    return member


def test_a_member_turns_the_app_on_and_gets_codes_on_paper(
    turned_on: Client, phones: Phones, django_capture_on_commit_callbacks: object
) -> None:
    assert "۱۰" in words(turned_on.get("/account/security/codes/"))
    assert 'class="codes"' not in turned_on.get("/account/security/codes/").content.decode()
    shown = turned_on.post("/account/security/codes/", {"deed": "show"}).content.decode()
    code = shown.partition('<code dir="ltr">')[2].partition("<")[0]
    turned_on.post("/logout/")
    assert passphrase(turned_on, code=code) == "/home/"
    assert "۹" in words(turned_on.get("/account/security/codes/"))


def test_new_codes_make_the_old_ones_void(turned_on: Client) -> None:
    old, new = (
        turned_on.post("/account/security/codes/", {"deed": deed}).content.decode()
        for deed in ("show", "new")
    )
    assert 'class="codes"' in old
    assert old.partition('class="codes"')[2] != new.partition('class="codes"')[2]


def test_a_wrong_first_code_turns_nothing_on(member: Client) -> None:
    member.get("/account/security/app/")
    response = member.post("/account/security/app/", {"code": "000000"})
    assert 'id="id_code_error"' in response.content.decode()
    assert not Authenticator.objects.exists()


def test_a_member_turns_it_off_again(turned_on: Client, phones: Phones) -> None:
    assert turned_on.get("/account/security/app/")["Location"] == "/account/security/app/off/"
    assert turned_on.get("/account/security/app/off/").status_code == 200
    assert turned_on.post("/account/security/app/off/")["Location"] == "/account/security/"
    assert not Authenticator.objects.exists()
    assert any("گام دوم" in sent.text for sent in phones.sent)


def test_staff_cannot_be_without(client: Client, officer: User) -> None:
    TOTP.activate(officer, SECRET)
    passphrase(client, code=app_code())
    response = client.post("/account/security/app/off/")
    assert response.status_code == 200
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_passkey_cannot_be_made_up(member: Client) -> None:
    page = member.get("/account/security/passkeys/new/").content.decode()
    assert "data-options" in page
    made_up = {"credential": '{"id": "AAAA"}', "name": "x", "passwordless": "on"}
    response = member.post("/account/security/passkeys/new/", made_up)
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


def test_a_made_up_passkey_does_not_sign_in(client: Client, user: User) -> None:
    options = client.post("/login/passkey/", {"begin": "1"}).json()
    assert options["request_options"]["publicKey"]["challenge"]
    response = client.post("/login/passkey/", {"credential": '{"id": "AAAA"}'})
    assert response["Location"] == "/login/"
    assert client.get("/home/").status_code == 302


def test_a_passkey_of_another_person_is_not_there(member: Client, other_person: object) -> None:
    stranger = User.objects.create_user(other_person, PASSPHRASE)  # type: ignore[arg-type]
    theirs = Authenticator.objects.create(user=stranger, type="webauthn", data={"name": "phone"})
    address = f"/account/security/passkeys/{theirs.pk}/off/"
    assert member.get(address).status_code == 404
    assert member.post(address).status_code == 404
    assert Authenticator.objects.exists()


def test_a_member_takes_a_passkey_away(member: Client, user: User) -> None:
    mine = Authenticator.objects.create(user=user, type="webauthn", data={"name": "گوشی من"})
    assert "گوشی من" in words(member.get("/account/security/"))
    address = f"/account/security/passkeys/{mine.pk}/off/"
    assert "گوشی من" in words(member.get(address))
    assert member.post(address)["Location"] == "/account/security/"
    assert not Authenticator.objects.exists()
