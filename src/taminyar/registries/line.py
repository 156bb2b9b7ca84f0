"""The line to one registry over HTTP: its time limit, its retries, its circuit breaker.

A person waits for the answer, so everything together ends within `LIMIT`. A question is a POST of
JSON, so that nobody's numbers stand in an address that somebody logs; logs and exceptions name
the registry and what went wrong, never the question, the answer or the token.
"""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Never

import httpx
import stamina
import structlog
from pybreaker import CircuitBreaker, CircuitBreakerError

from taminyar.registries.answer import Answer, Unreadable
from taminyar.registries.unavailable import LIMIT, Unavailable

FAILURES: Final = 5  # in a row open the circuit
PAUSE: Final = 30.0  # seconds until an open circuit lets a trial through
_CONNECT: Final = 1.0  # seconds
_ATTEMPTS: Final = 3
_AT_ONCE: Final = 16  # questions of one process to one registry
_MOST_BYTES: Final = 1_000_000
_MAY_PASS: Final = frozenset({429, 502, 503, 504})

_log = structlog.get_logger(__name__)


class _Failed(Exception):
    """Why there is no answer, in words that tell nothing about the person."""


class _MayPass(_Failed):
    """A failure worth another attempt."""


class _Refused(_Failed):
    """The registry is well, but refuses this question."""


class Line:
    """One for each registry and process; several threads may ask at once."""

    def __init__(self, registry: str, url: str, token: str) -> None:
        self._registry = registry
        self._client = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"})
        self._pool = ThreadPoolExecutor(_AT_ONCE, f"registry-{registry}")
        self._breaker = CircuitBreaker(
            fail_max=FAILURES,
            reset_timeout=PAUSE,
            exclude=[_Refused],
            throw_new_error_on_trip=False,
        )

    def ask[T](self, path: str, read: Callable[[Answer], T], **question: str | bool) -> T:
        """What `read` makes of the answer. Raises `Unavailable`, with no other cause attached."""
        try:
            # `calling` and not `call`: that one lets no other thread ask meanwhile.
            with self._breaker.calling():
                answer = self._within_limit(path, question)
            return read(Answer(answer))
        except CircuitBreakerError:
            why = "the circuit is open"
        except Unreadable as unreadable:
            why = f"unreadable: {unreadable.field}"
        except _Failed as failed:
            why = str(failed)
        _log.warning("registry unavailable", registry=self._registry, asked=path, why=why)
        raise Unavailable(self._registry)

    def _within_limit(self, path: str, question: dict[str, str | bool]) -> object:
        """In a thread of its own: looking up a name or a trickling answer has no limit in httpx."""
        asked = self._pool.submit(self._asked, path, question, time.monotonic() + LIMIT)
        try:
            return asked.result(LIMIT)
        except TimeoutError:
            asked.cancel()
            raise _Failed("time limit") from None

    def _asked(self, path: str, question: dict[str, str | bool], until: float) -> object:
        for attempt in stamina.retry_context(
            _MayPass, attempts=_ATTEMPTS, timeout=LIMIT, wait_max=0.5, wait_jitter=0.1
        ):
            with attempt:
                return self._once(path, question, until)
        raise AssertionError

    def _once(self, path: str, question: dict[str, str | bool], until: float) -> object:
        left = max(until - time.monotonic(), 0.01)
        timeout = httpx.Timeout(left, connect=min(left, _CONNECT))
        try:
            with self._client.stream("POST", path, json=question, timeout=timeout) as response:
                if response.status_code != httpx.codes.OK:
                    _judge(response.status_code)
                return _json(response, until)
        except (httpx.NetworkError, httpx.ConnectTimeout, httpx.RemoteProtocolError) as error:
            raise _MayPass(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise _Failed(type(error).__name__) from None


def _judge(status: int) -> Never:
    """What a status other than 200 says."""
    if status in _MAY_PASS:
        raise _MayPass(f"status {status}")
    raise (_Refused if httpx.codes.is_client_error(status) else _Failed)(f"status {status}")


def _json(response: httpx.Response, until: float) -> object:
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > _MOST_BYTES or time.monotonic() > until:
            raise _Failed("answer too long")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _Failed("not JSON") from None
