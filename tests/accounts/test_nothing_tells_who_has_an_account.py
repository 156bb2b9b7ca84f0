"""Same status, same words, same time, whether or not a national ID has an account."""

import time
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from taminyar.accounts.models import Tally, User
from tests.accounts.conftest import Phones
from tests.pages import words

KNOWN, UNKNOWN = "9990000018", "9990000026"
TIMES = 12


@pytest.fixture(autouse=True)
def real_hashing(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["taminyar.accounts.passphrases.Argon2"]


def passphrase(client: Client, national_id: str) -> object:
    return client.post("/login/", {"national_id": national_id, "password": "not this one"})


def code(client: Client, national_id: str) -> object:
    return client.post("/login/code/", {"national_id": national_id})


def recovery(client: Client, national_id: str) -> object:
    born = {"birth_date_day": "1", "birth_date_month": "2", "birth_date_year": "1360"}
    return client.post("/recover/", {"national_id": national_id, **born})


@pytest.mark.parametrize("ask", [passphrase, code, recovery])
def test_the_answers_are_alike(
    ask: Callable[[Client, str], object], user: User, phones: Phones
) -> None:
    known, unknown = (ask(Client(), number) for number in (KNOWN, UNKNOWN))
    assert known.status_code == unknown.status_code  # type: ignore[attr-defined]
    assert words(known) == words(unknown).replace(UNKNOWN, KNOWN)
    assert known.headers.keys() == unknown.headers.keys()  # type: ignore[attr-defined]
    assert known.cookies.keys() == unknown.cookies.keys()  # type: ignore[attr-defined]


@pytest.mark.parametrize("ask", [passphrase, code, recovery])
def test_and_take_as_long(ask: Callable[[Client, str], object], user: User, phones: Phones) -> None:
    """The quickest of many is what each costs undisturbed; a busy machine gets three chances."""
    assert any(_take_as_long(ask) for _ in range(3))


def _take_as_long(ask: Callable[[Client, str], object]) -> bool:
    taken: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    for _ in range(TIMES):
        for number, times in taken.items():
            times.append(_seconds(ask, number))
    known, unknown = min(taken[KNOWN]), min(taken[UNKNOWN])
    return abs(known - unknown) < 0.002 + 0.2 * min(known, unknown)


def _seconds(ask: Callable[[Client, str], object], number: str) -> float:
    Tally.objects.all().delete()
    client = Client()
    start = time.perf_counter()
    ask(client, number)
    return time.perf_counter() - start
