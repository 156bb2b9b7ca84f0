"""Guessing is stopped, and a stranger who guesses does not lock anybody out."""

import pytest
from django.test import Client

from taminyar.accounts.models import Tally, User
from tests.accounts.conftest import Phones
from tests.conftest import PASSPHRASE
from tests.pages import words

pytestmark = pytest.mark.usefixtures("phones")


def guess(client: Client, times: int, number: str = "9990000018") -> list[str]:
    return [
        words(client.post("/login/", {"national_id": number, "password": f"guess number {n}"}))
        for n in range(times)
    ]


def may_sign_in(client: Client) -> bool:
    client.post("/login/", {"national_id": "9990000018", "password": PASSPHRASE})
    return client.get("/home/").status_code == 200


def test_ten_guesses_from_unknown_devices_close_the_passphrase_to_them(
    client: Client, user: User
) -> None:
    pages = guess(client, 11)
    assert "دقیقه صبر کنید" not in pages[9]
    assert "دقیقه صبر کنید" in pages[10]
    assert not may_sign_in(client)


def test_the_owner_still_signs_in_on_a_device_that_is_known(
    client: Client, other_browser: Client, user: User
) -> None:
    assert may_sign_in(client)
    client.post("/logout/")
    guess(other_browser, 12)
    assert not may_sign_in(other_browser)
    assert may_sign_in(client)


def test_the_owner_signs_in_with_a_code_on_a_new_device(
    client: Client, other_browser: Client, user: User, phones: Phones
) -> None:
    guess(other_browser, 12)
    client.post("/login/code/", {"national_id": user.national_id})
    client.post("/login/code/", {"code": phones.code, "national_id": user.national_id})
    assert client.get("/home/").status_code == 200


def test_a_known_device_has_a_limit_too(client: Client, user: User) -> None:
    assert may_sign_in(client)
    client.post("/logout/")
    guess(client, 11)
    assert not may_sign_in(client)


def test_a_stranger_elsewhere_does_not_keep_the_owner_from_a_new_device(
    client: Client, other_browser: Client, user: User
) -> None:
    for n in range(12):
        typed = {"national_id": user.national_id, "password": f"guess {n}"}
        other_browser.post("/login/", typed, REMOTE_ADDR="203.0.113.9")
    assert may_sign_in(client)


def test_one_customer_of_the_newer_network_is_one_address(client: Client, user: User) -> None:
    for n in range(10):
        typed = {"national_id": user.national_id, "password": f"guess {n}"}
        client.post("/login/", typed, REMOTE_ADDR=f"2001:db8:1:2::{n:x}")
    typed = {"national_id": user.national_id, "password": PASSPHRASE}
    client.post("/login/", typed, REMOTE_ADDR="2001:db8:1:2:ffff::1")
    assert client.get("/home/").status_code == 302


def test_a_new_passphrase_makes_devices_unknown(
    client: Client, other_browser: Client, user: User, phones: Phones
) -> None:
    assert may_sign_in(other_browser)
    user.set_password(PASSPHRASE)
    user.save()
    phones.sent.clear()
    other_browser.post("/logout/")
    assert may_sign_in(other_browser)
    assert len(phones.sent) == 1


def test_guesses_at_one_person_cost_another_nothing(
    client: Client, other_browser: Client, user: User
) -> None:
    guess(other_browser, 12, "9990000026")
    assert may_sign_in(client)


def test_one_address_has_a_limit_whoever_is_guessed_at(client: Client, user: User) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("taminyar.accounts.sign_in.User.check_password", lambda *_: False)
        patch.setattr("taminyar.accounts.sign_in.User.set_password", lambda *_: None)
        pages = [guess(client, 1, f"99900{n:05}")[0] for n in range(101)]
    assert "دقیقه صبر کنید" not in pages[99]
    assert "دقیقه صبر کنید" in pages[100]


def test_right_tries_are_not_counted(client: Client, user: User) -> None:
    for _ in range(12):
        assert may_sign_in(client)
        client.post("/logout/")


def test_the_counts_hold_no_national_id(client: Client, user: User) -> None:
    guess(client, 1)
    assert all(b"9990000018" not in bytes(row.bucket) for row in Tally.objects.all())
    assert Tally.objects.count() == 3


def test_a_forged_mark_of_a_known_device_is_no_mark(
    client: Client, other_browser: Client, user: User
) -> None:
    guess(other_browser, 12)
    client.cookies["device"] = '{"9990000018": "abc"}'
    assert not may_sign_in(client)
