"""Retries, the time limit and the circuit breaker; and that no failure tells whom it was about."""

import socket
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Response

from taminyar import registries
from taminyar.registries import Unavailable, line
from tests.registries.book import MARYAM, MOBILE

YES = {"data": True, "success": True}
type Gateway = HTTPServer


def ask() -> bool:
    return registries.mobile_ownership().belongs(MOBILE, MARYAM)


def seconds_until_unavailable() -> float:
    start = time.monotonic()
    with pytest.raises(Unavailable) as raised:
        ask()
    assert raised.value.registry == "mobile"
    return time.monotonic() - start


def answer_in_turn(gateway: Gateway, *statuses: int) -> None:
    for status in statuses:
        gateway.expect_ordered_request("/mobile/match").respond_with_json(YES, status=status)


@pytest.fixture
def nobody(settings: Settings, token: str) -> None:
    """The address of a registry at which nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    settings.REGISTRIES = {"mobile": {"url": url, "token": token}}


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """What slow answers wait for; they end with the test."""
    event = threading.Event()
    yield event
    event.set()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_pass_is_tried_again(gateway: Gateway, status: int) -> None:
    answer_in_turn(gateway, status, status, 200)
    assert ask()
    assert len(gateway.log) == 3


def test_three_attempts_are_all(gateway: Gateway) -> None:
    answer_in_turn(gateway, 503, 503, 503, 200)
    assert seconds_until_unavailable() < 2
    assert len(gateway.log) == 3


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 422, 500, 501])
def test_a_refusal_is_not_tried_again(gateway: Gateway, status: int) -> None:
    answer_in_turn(gateway, status, 200)
    seconds_until_unavailable()
    assert len(gateway.log) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>busy</html>", b"\xff\xfe", b"[" * 200_000, b'{"data":' + b" " * 2_000_000],
    ids=["empty", "html", "not UTF-8", "nested", "endless"],
)
def test_garbage_is_no_answer(gateway: Gateway, body: bytes) -> None:
    gateway.expect_request("/mobile/match").respond_with_data(body)
    seconds_until_unavailable()


@pytest.mark.usefixtures("nobody")
def test_where_nobody_listens_it_is_over_at_once() -> None:
    assert seconds_until_unavailable() < 2


def test_two_who_ask_a_slow_registry_at_once_both_wait_three_seconds_at_most(
    gateway: Gateway, released: threading.Event
) -> None:
    def slow(_: Any) -> Response:
        released.wait(6)
        return Response("{}")

    gateway.expect_request("/mobile/match").respond_with_handler(slow)
    registries.mobile_ownership()  # so that both share the line
    with ThreadPoolExecutor() as threads:
        asked = [threads.submit(seconds_until_unavailable) for _ in range(2)]
        waited = [future.result() for future in asked]
    assert min(waited) > 2.5
    assert max(waited) < 3.5


def test_an_answer_that_trickles_is_cut_off(
    gateway: Gateway, released: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung_up = threading.Event()

    def trickle() -> Iterator[bytes]:
        try:
            while not released.wait(0.05):
                yield b" "
        finally:
            hung_up.set()

    monkeypatch.setattr(line, "LIMIT", 0.5)
    gateway.expect_request("/mobile/match").respond_with_handler(lambda _: Response(trickle()))
    assert 0.4 < seconds_until_unavailable() < 1
    assert hung_up.wait(2)


def fail(gateway: Gateway, times: int, status: int) -> None:
    gateway.expect_request("/mobile/match").respond_with_json(YES, status=status)
    for _ in range(times):
        seconds_until_unavailable()
    gateway.clear()


def test_after_five_failures_nobody_is_asked_until_the_pause_is_over(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "PAUSE", 0.3)
    fail(gateway, line.FAILURES, 500)
    gateway.expect_request("/mobile/match").respond_with_json(YES)
    assert seconds_until_unavailable() < 0.1
    assert len(gateway.log) == 0
    time.sleep(0.3)
    assert ask()
    assert ask()


def test_a_trial_that_fails_opens_the_circuit_again(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "PAUSE", 0.3)
    fail(gateway, line.FAILURES, 500)
    time.sleep(0.3)
    fail(gateway, 1, 500)
    gateway.expect_request("/mobile/match").respond_with_json(YES)
    seconds_until_unavailable()
    assert len(gateway.log) == 0


def test_an_answer_between_failures_keeps_the_circuit_closed(gateway: Gateway) -> None:
    for _ in range(2):
        fail(gateway, line.FAILURES - 1, 500)
        gateway.expect_request("/mobile/match").respond_with_json(YES)
        assert ask()
        gateway.clear()


def test_refusals_leave_the_circuit_closed(gateway: Gateway) -> None:
    fail(gateway, line.FAILURES + 1, 400)
    gateway.expect_request("/mobile/match").respond_with_json(YES)
    assert ask()


def test_the_circuit_of_one_registry_is_not_that_of_another(gateway: Gateway) -> None:
    fail(gateway, line.FAILURES, 500)
    gateway.expect_request("/postcode/address").respond_with_json({"success": True, "data": None})
    assert registries.postcodes().address("1999911111") is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (503, MARYAM),
        (401, MARYAM),
        (500, MARYAM),
        (200, f'{{"data": "{MARYAM}", "success": true}}'),
        (200, f"{MARYAM} {MOBILE}"),
    ],
)
def test_neither_logs_nor_exceptions_tell_whom_it_was_about_or_the_token(
    gateway: Gateway,
    token: str,
    everything_logged: list[Any],
    status: int,
    body: str,
) -> None:
    gateway.expect_request("/mobile/match").respond_with_data(body, status=status)
    with pytest.raises(Unavailable) as raised:
        ask()
    assert raised.value.__cause__ is raised.value.__context__ is None
    told = "\n".join([*traceback.format_exception(raised.value), *map(str, everything_logged)])
    assert "registry unavailable" in told
    assert "httpx" in told
    assert not [secret for secret in (token, MARYAM, MOBILE) if secret in told]


@pytest.mark.usefixtures("nobody")
def test_a_refused_connection_tells_no_more(everything_logged: list[Any], token: str) -> None:
    with pytest.raises(Unavailable) as raised:
        ask()
    assert raised.value.__cause__ is raised.value.__context__ is None
    assert {"registry": "mobile", "asked": "match", "why": "ConnectError"}.items() <= (
        everything_logged[-1].items()
    )
    assert token not in str(everything_logged)
