"""Codes by text message: once, for two minutes, and five tries."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from taminyar.accounts import codes
from taminyar.accounts.codes import WrongCode
from taminyar.accounts.models import OneTimeCode, Purpose
from taminyar.accounts.throttle import TooManyTries
from tests.accounts.conftest import Phones

MOBILE = "09120000001"


@pytest.fixture
def session(db: None) -> dict[str, Any]:
    return {}


def wrong(session: dict[str, Any], typed: str, purpose: Purpose = Purpose.SIGN_IN) -> int:
    """How many tries are left after a wrong one."""
    with pytest.raises(WrongCode) as refused:
        codes.check(session, purpose, typed)
    return refused.value.tries_left


def test_the_right_code_gives_back_what_it_was_about(
    session: dict[str, Any], phones: Phones
) -> None:
    codes.send(session, Purpose.SIGN_IN, MOBILE, user=7)
    assert codes.check(session, Purpose.SIGN_IN, phones.code) == {
        "user": 7,
        "mobile": MOBILE,
    }
    assert codes.waiting(session, Purpose.SIGN_IN) is None


def test_a_code_works_once(session: dict[str, Any], phones: Phones) -> None:
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    copy = dict(session)
    codes.check(session, Purpose.SIGN_IN, phones.code)
    assert wrong(session, phones.code) == 0
    assert wrong(copy, phones.code) == 0


def test_five_wrong_tries_are_the_end_of_it(session: dict[str, Any], phones: Phones) -> None:
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    assert [wrong(session, phones.wrong_code) for _ in range(5)] == [4, 3, 2, 1, 0]
    assert wrong(session, phones.code) == 0


def test_two_minutes_later_it_is_worth_nothing(session: dict[str, Any], phones: Phones) -> None:
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    with time_machine.travel(timezone.now() + timedelta(minutes=2, seconds=1), tick=False):
        assert wrong(session, phones.code) == 0


def test_a_code_for_one_deed_does_not_open_another(session: dict[str, Any], phones: Phones) -> None:
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    assert wrong(session, phones.code, Purpose.CHANGE_MOBILE) == 0


def test_a_newer_code_takes_the_place_of_the_older(session: dict[str, Any], phones: Phones) -> None:
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    older = phones.code
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    if older != phones.code:
        assert wrong(session, older) == 4
    codes.check(session, Purpose.SIGN_IN, phones.code)


def test_the_motions_for_nobody_send_nothing_and_open_nothing(
    session: dict[str, Any], phones: Phones
) -> None:
    codes.send(session, Purpose.SIGN_IN, "", to_nobody=True)
    assert phones.sent == []
    assert [wrong(session, f"{n:06}") for n in range(6)] == [4, 3, 2, 1, 0, 0]
    assert OneTimeCode.objects.get().mobile == ""


def test_one_who_asks_gets_six_codes_an_hour(session: dict[str, Any], phones: Phones) -> None:
    for _ in range(6):
        codes.send(session, Purpose.SIGN_IN, MOBILE)
    with pytest.raises(TooManyTries) as refused:
        codes.send(session, Purpose.SIGN_IN, MOBILE)
    assert 0 < refused.value.minutes <= 60


def test_a_mobile_gets_fifteen_a_day_whoever_asks_and_more_is_not_said(
    session: dict[str, Any], phones: Phones
) -> None:
    for number in range(20):
        codes.send(session, Purpose.SIGN_IN, MOBILE, counted_as=(f"stranger {number}",))
    assert len(phones.sent) == 15


def test_fifteen_wrong_codes_are_the_end_for_a_day(session: dict[str, Any], phones: Phones) -> None:
    for _ in range(3):
        codes.send(session, Purpose.SIGN_IN, MOBILE)
        for _ in range(5):
            wrong(session, phones.wrong_code)
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    assert wrong(session, phones.code) == 0
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        codes.send(session, Purpose.SIGN_IN, MOBILE)
        codes.check(session, Purpose.SIGN_IN, phones.code)


def test_strangers_share_a_budget_that_the_owner_does_not_need(
    session: dict[str, Any], phones: Phones
) -> None:
    for number in range(30):
        stranger: dict[str, Any] = {}
        counted = (f"address {number}", "the person")
        codes.send(stranger, Purpose.SIGN_IN, MOBILE, counted_as=counted)
    with pytest.raises(TooManyTries):
        codes.send({}, Purpose.SIGN_IN, MOBILE, counted_as=("one more", "the person"))
    codes.send(session, Purpose.SIGN_IN, "09120000002", counted_as=("known device",))
    codes.check(session, Purpose.SIGN_IN, phones.code)


def test_the_message_says_what_the_code_is_for(session: dict[str, Any], phones: Phones) -> None:
    codes.send(session, Purpose.CHANGE_MOBILE, MOBILE)
    assert str(Purpose.CHANGE_MOBILE.label) in phones.sent[0].text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("typed", ["right", "wrong"])
def test_twenty_tries_at_once_are_no_more_than_allowed(typed: str, phones: Phones) -> None:
    session: dict[str, Any] = {}
    codes.send(session, Purpose.SIGN_IN, MOBILE)
    code = phones.code if typed == "right" else phones.wrong_code
    outcomes = _at_once(20, session, code)
    compared = [left for left in outcomes if left is not None]
    if typed == "right":
        assert outcomes.count(None) == 1
    else:
        assert len(compared) == 20
        assert OneTimeCode.objects.get().tries_left == 0


def _at_once(tries: int, session: dict[str, Any], code: str) -> list[int | None]:
    """What each of many threads got for the same code: None where it was taken as right."""
    start = threading.Barrier(tries)
    outcomes: list[int | None] = []

    def one() -> None:
        start.wait()
        try:
            codes.check(dict(session), Purpose.SIGN_IN, code)
            outcomes.append(None)
        except WrongCode as error:
            outcomes.append(error.tries_left)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(tries)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
