"""Signing in on a running server of two workers, five times a second, whoever is ahead or behind.

Each sign-in is somebody else's, begins at its own time (an open loop, so that a slow answer does
not make the next one wait), and is the whole POST: throttles, Argon2id, session, levels, notices.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from django.contrib.auth.hashers import make_password

from benchmarks.ratio import Ratio
from taminyar.accounts.models import Tally, User
from taminyar.people.models import Person
from taminyar.persian.national_id import check_digit

A_SECOND, SECONDS = 5, 20
PASSPHRASE = "benchmark of signing in"


def measure() -> list[Ratio]:
    numbers = _accounts(A_SECOND * SECONDS)
    with serving() as address:
        taken = _at_their_time(address, numbers)
    hashing = _hashing()
    p95 = statistics.quantiles(taken, n=20)[-1]
    middle = statistics.median(taken)
    detail = f"median {middle * 1e3:.0f} ms, worst {max(taken) * 1e3:.0f} ms"
    return [
        Ratio("sign-in at 5 a second, 2 workers, p95, seconds", p95, 0.4, detail=detail),
        Ratio("sign-in, median ÷ one Argon2id", middle / hashing, 6,
              detail=f"Argon2id {hashing * 1e3:.0f} ms"),
    ]  # fmt: skip


def _accounts(number: int) -> list[str]:
    """Accounts of that many people, all with one passphrase hashed once."""
    Tally.objects.all().delete()
    numbers = [f"{999_900_000 + at}{check_digit(str(999_900_000 + at))}" for at in range(number)]
    known = set(User.objects.filter(national_id__in=numbers).values_list("national_id", flat=True))
    encoded = make_password(PASSPHRASE)
    for found in numbers:
        if found not in known:
            named = {"first_name": "آزمون", "last_name": "سرعت"}
            person, _ = Person.objects.get_or_create(national_id=found, defaults=named)
            User.objects.create(person=person, national_id=found, password=encoded)
    User.objects.filter(national_id__in=numbers).update(password=encoded)
    return numbers


@contextmanager
def serving() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("taminyar")), "serve", "--workers", "2"]
    server = subprocess.Popen(command, env=os.environ | {"PORT": str(port)})
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{address}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _at_their_time(address: str, numbers: list[str]) -> list[float]:
    """Seconds each sign-in took from the moment it was due."""
    browsers = [_browser(address) for _ in numbers]
    taken: list[float] = []
    start = time.perf_counter() + 0.5

    def one(at: int) -> None:
        client, token = browsers[at]
        due = start + at / A_SECOND
        time.sleep(max(0, due - time.perf_counter()))
        typed = {"national_id": numbers[at], "password": PASSPHRASE, "csrfmiddlewaretoken": token}
        response = client.post("/login/", data=typed)
        taken.append(time.perf_counter() - due)
        assert response.headers.get("location") == "/home/", response.status_code

    threads = [threading.Thread(target=one, args=(at,)) for at in range(len(numbers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(numbers)
    return taken


def _browser(address: str) -> tuple[httpx.Client, str]:
    client = httpx.Client(base_url=address, timeout=30)
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/login/").text)
    assert found
    return client, found[1]


def _hashing() -> float:
    start = time.perf_counter()
    for _ in range(10):
        make_password(PASSPHRASE)
    return (time.perf_counter() - start) / 10
