"""The list of open sign-ins, and ending them."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from taminyar.accounts.models import User
from taminyar.notices.models import Notice
from tests.accounts.conftest import WORDS, Phones
from tests.careers.records import paid, workshop
from tests.conftest import PASSPHRASE
from tests.pages import words

ANDROID = "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36"
pytestmark = pytest.mark.usefixtures("phones")


@pytest.fixture
def elsewhere(member: Client, user: User) -> Client:
    """A second browser in which Maryam is signed in."""
    browser = Client(headers={"user-agent": ANDROID})
    browser.post("/login/", {"national_id": user.national_id, "password": PASSPHRASE})
    return browser


def test_both_are_listed_and_this_one_is_marked(member: Client, elsewhere: Client) -> None:
    page = words(member.get("/account/sessions/"))
    assert "Chrome, Android" in page
    assert page.count("همین دستگاه") == 1
    assert page.index("همین دستگاه") < page.index("Chrome, Android")


def test_one_can_be_ended_from_the_other(member: Client, elsewhere: Client) -> None:
    other = UserSession.objects.get(user_agent=ANDROID)
    member.post("/account/sessions/", {"session": other.pk})
    assert elsewhere.get("/home/").status_code == 302
    assert member.get("/home/").status_code == 200
    assert "Android" not in words(member.get("/account/sessions/"))


def test_all_others_are_ended_at_once(member: Client, elsewhere: Client) -> None:
    elsewhere.post("/account/sessions/", {"deed": "others"})
    assert member.get("/home/").status_code == 302
    assert elsewhere.get("/home/").status_code == 200


@pytest.mark.parametrize("typed", ["0", "abc", "", "99999999999999999999"])
def test_a_sign_in_that_is_not_there_is_not_found(typed: str, member: Client) -> None:
    assert member.post("/account/sessions/", {"session": typed}).status_code == 404


def test_nobody_ends_the_sign_in_of_another(member: Client, other_person: object) -> None:
    stranger = User.objects.create_user(other_person, PASSPHRASE)  # type: ignore[arg-type]
    browser = Client()
    browser.post("/login/", {"national_id": stranger.national_id, "password": PASSPHRASE})
    theirs = UserSession.objects.get(user=stranger)
    assert member.post("/account/sessions/", {"session": theirs.pk}).status_code == 404
    assert browser.get("/home/").status_code == 200


def test_signing_out_ends_it_on_the_server(member: Client) -> None:
    key = member.cookies["sessionid"].value
    member.post("/logout/")
    member.cookies["sessionid"] = key
    assert member.get("/home/").status_code == 302


def test_the_list_follows_a_change_of_level(member: Client, user: User) -> None:
    paid(user.person, workshop(owner=user.person), "1403-01")
    member.post("/level/", {"level": "employer"})
    assert words(member.get("/account/sessions/")).count("همین دستگاه") == 1


def test_a_new_passphrase_ends_the_others_and_is_told(
    member: Client, elsewhere: Client, phones: Phones, user: User
) -> None:
    typed = {"password1": WORDS, "password2": WORDS}
    response = member.post("/account/security/passphrase/", typed)
    assert "عوض شد" in words(member.get(response["Location"]))
    assert elsewhere.get("/home/").status_code == 302
    assert words(member.get("/account/sessions/")).count("همین دستگاه") == 1
    assert "passphrase-changed" in Notice.objects.of(user.person).values_list("event", flat=True)


def test_the_first_sign_in_on_a_device_is_told_and_the_next_is_not(
    client: Client, user: User, phones: Phones
) -> None:
    for _ in range(2):
        client.post("/login/", {"national_id": user.national_id, "password": PASSPHRASE})
        client.post("/logout/")
    assert len(phones.sent) == 1


@pytest.mark.parametrize("address", ["/account/sessions/", "/account/security/"])
def test_pages_cost_few_queries(
    address: str, member: Client, elsewhere: Client, django_assert_num_queries: object
) -> None:
    # session, account with person and notices, then: sign-ins and which are alive; what is held
    with django_assert_num_queries(4 if "sessions" in address else 3):  # type: ignore[operator]
        member.get(address)
