"""What somebody with another person's phone or SIM card can do, and cannot."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.people.models import MobileChange, Person
from tests.accounts.conftest import NEWCOMER, WORDS, Phones, Registries
from tests.accounts.test_second_step import SECRET, app_code, passphrase
from tests.careers.records import paid, workshop
from tests.conftest import PASSPHRASE
from tests.pages import words

pytestmark = pytest.mark.usefixtures("phones")
CLOSED = (
    "/account/security/passphrase/",
    "/account/security/app/",
    "/account/security/passkeys/new/",
    "/account/security/codes/",
    "/account/bank/new/",
    "/account/mobile/",
    "/account/delegates/new/",
)


def test_a_sim_card_opens_the_account_and_nothing_that_moves_money(
    client: Client, user: User, phones: Phones
) -> None:
    client.post("/login/code/", {"national_id": user.national_id})
    client.post("/login/code/", {"code": phones.code})
    for page in CLOSED:
        assert client.get(page)["Location"].startswith("/account/confirm/"), page
        assert client.post(page, {"password1": WORDS, "password2": WORDS}).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSPHRASE)


def test_after_recovering_with_it_those_pages_stay_closed(
    client: Client, user: User, phones: Phones
) -> None:
    user.person.birth_date = date(1986, 6, 10)
    user.person.save(update_fields=["birth_date"])
    born = {"birth_date_day": "20", "birth_date_month": "3", "birth_date_year": "1365"}
    client.post("/recover/", {"national_id": user.national_id, **born})
    client.post("/recover/", {"code": phones.code})
    client.post("/recover/", {"password1": WORDS, "password2": WORDS})
    for page in CLOSED:
        assert client.get(page).status_code == 403, page


def test_a_code_sent_to_the_old_mobile_does_not_sign_in_after_the_change(
    client: Client, user: User, phones: Phones
) -> None:
    client.post("/login/code/", {"national_id": user.national_id})
    Person.objects.update(mobile="09123333333")
    client.post("/login/code/", {"code": phones.code})
    assert client.get("/home/").status_code == 302


def test_an_account_closed_meanwhile_is_not_opened_by_its_code(
    client: Client, user: User, phones: Phones
) -> None:
    client.post("/login/code/", {"national_id": user.national_id})
    User.objects.update(is_active=False)
    assert client.post("/login/code/", {"code": phones.code}).status_code in (200, 422)
    assert client.get("/home/").status_code == 302


def test_registering_for_a_known_person_tells_the_old_mobile_and_holds_payments(
    client: Client, phones: Phones, answers: Registries, db: None
) -> None:
    known = Person.objects.create(
        national_id="9990000131", first_name="سارا", last_name="نیکزاد", mobile="09125555555"
    )
    client.post("/register/", NEWCOMER)
    client.post("/register/", {"code": phones.code})
    client.post("/register/", {"password1": WORDS, "password2": WORDS})
    assert "09125555555" in {sent.mobile for sent in phones.sent}
    assert MobileChange.objects.of(known).count() == 1


@pytest.mark.parametrize(
    "contradiction", [{"first_name": "بهزاد", "last_name": "احمدی"}, {"sex": "m"}]
)
def test_a_file_of_another_name_is_not_opened_by_registering(
    contradiction: dict[str, str], client: Client, phones: Phones, answers: Registries, db: None
) -> None:
    named = {"first_name": "سارا", "last_name": "نیکزاد", "sex": "f"} | contradiction
    Person.objects.create(national_id="9990000131", **named)
    client.post("/register/", NEWCOMER)
    client.post("/register/", {"code": phones.code})
    response = client.post("/register/", {"password1": WORDS, "password2": WORDS})
    assert response.status_code == 409
    assert not User.objects.exists()


def test_half_a_registration_is_forgotten_after_a_quarter_of_an_hour(
    client: Client, phones: Phones, answers: Registries, db: None
) -> None:
    client.post("/register/", NEWCOMER)
    client.post("/register/", {"code": phones.code})
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        client.post("/register/", {"password1": WORDS, "password2": WORDS})
    assert not User.objects.exists()


def test_the_pages_of_registering_stay_out_of_the_cache(
    client: Client, phones: Phones, answers: Registries, db: None
) -> None:
    client.post("/register/", NEWCOMER)
    assert "no-store" in client.get("/register/")["Cache-Control"]
    assert "no-store" in client.post("/register/", NEWCOMER | {"mobile": "1"})["Cache-Control"]
    assert "no-store" not in Client().get("/login/").get("Cache-Control", "")


@pytest.fixture
def new_officer(user: User) -> User:
    """Has a duty and no second step; the permit to set one up has run out."""
    User.objects.update(is_staff=True)
    StaffDuty.objects.create(user=user, role=Role.BRANCH_OFFICER)
    user.refresh_from_db()
    return user


def test_staff_set_up_their_first_second_step_only_with_a_permit(
    client: Client, new_officer: User
) -> None:
    passphrase(client)
    for page in ("/account/security/app/", "/account/security/passkeys/new/"):
        assert client.get(page).status_code == 403
    call_command("give_duty", new_officer.national_id, "branch_officer", verbosity=0)
    for page in ("/account/security/app/", "/account/security/passkeys/new/"):
        assert client.get(page).status_code == 200


def test_staff_keep_their_last_passkey(client: Client, new_officer: User) -> None:
    TOTP.activate(new_officer, SECRET)
    passphrase(client, code=app_code())
    Authenticator.objects.filter(type="totp").delete()
    last = Authenticator.objects.create(
        user=new_officer, type="webauthn", data={"name": "x", "credential": {}}
    )
    response = client.post(f"/account/security/passkeys/{last.pk}/off/")
    assert response.status_code == 422
    assert Authenticator.objects.filter(pk=last.pk).exists()


def test_a_duty_that_ended_ends_at_the_next_page(client: Client, new_officer: User) -> None:
    TOTP.activate(new_officer, SECRET)
    passphrase(client, code=app_code())
    assert client.get("/office/").status_code == 200
    StaffDuty.objects.all().delete()
    assert client.get("/office/").status_code == 403


def test_changing_the_level_does_not_lengthen_the_twelve_hours(
    member: Client, person: Person
) -> None:
    paid(person, workshop(owner=person), "1403-01")
    start = timezone.now()
    for minutes in range(15, 12 * 60, 15):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            level = "employer" if minutes % 2 else "insured"
            assert member.post("/level/", {"level": level}).status_code == 302
    with time_machine.travel(start + timedelta(hours=12, minutes=5), tick=False):
        assert member.get("/home/").status_code == 302


def test_a_session_that_was_ended_elsewhere_does_not_come_back_with_a_new_key(
    member: Client, person: Person
) -> None:
    paid(person, workshop(owner=person), "1403-01")
    UserSession.objects.all().delete()
    member.post("/level/", {"level": "employer"})
    assert member.get("/home/").status_code == 302


def test_the_sign_of_life_of_another_session_does_not_wake_this_one(
    member: Client, user: User
) -> None:
    other = Client()
    with time_machine.travel(timezone.now() + timedelta(minutes=19), tick=False):
        other.post("/login/", {"national_id": user.national_id, "password": PASSPHRASE})
    member.cookies["seen"] = other.cookies["seen"].value
    with time_machine.travel(timezone.now() + timedelta(minutes=21), tick=False):
        assert member.get("/home/").status_code == 302


@pytest.mark.parametrize("odd", ["[]", "http://[", "//", "\\\\x", "/a b"])
def test_odd_addresses_to_go_on_to_break_nothing(odd: str, member: Client) -> None:
    assert member.get("/login/", {"next": odd}).status_code == 302
    assert member.post("/level/", {"level": "insured", "next": odd}).status_code == 302
    draft = {"draft": "a=b", "draft_path": odd}
    assert member.post("/level/", {"level": "insured", **draft}).status_code == 302
    assert (
        member.post("/account/confirm/", {"password": PASSPHRASE, "next": odd}).status_code == 302
    )


@pytest.mark.parametrize("odd", ["1" * 5000, "[" * 3000, "null", "7", '"x"', '{"id": 1}'])
def test_odd_passkeys_break_nothing(odd: str, client: Client, user: User) -> None:
    client.post("/login/passkey/", {"begin": "1"})
    assert client.post("/login/passkey/", {"credential": odd})["Location"] == "/login/"


def test_an_answer_of_a_passkey_that_comes_too_late_is_none(client: Client, user: User) -> None:
    client.post("/login/passkey/", {"begin": "1"})
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        response = client.post("/login/passkey/", {"credential": '{"id": "AAAA"}'})
    assert response["Location"] == "/login/"


def test_looking_at_the_sign_in_page_leaves_no_session(client: Client, db: None) -> None:
    client.get("/login/")
    client.get("/login/passkey/")
    assert "sessionid" not in client.cookies


def test_a_kept_form_is_gone_once_it_was_sent(member: Client) -> None:
    draft = {"draft": "start_day=1", "draft_path": "/benefits/sickness/"}
    member.post("/level/", {"level": "insured", **draft})
    member.post("/benefits/sickness/", {"start_day": "1"})
    assert member.get("/account/go-on/")["Location"] == "/home/"
    assert "نگه داشته" not in words(member.get("/home/"))
