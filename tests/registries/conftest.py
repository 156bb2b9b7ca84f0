"""A gateway on this machine that the adapters ask, and a sandbox with its switches set aside."""

import itertools
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from structlog.testing import capture_logs

from taminyar.registries import NAMES, sandbox
from tests.registries.book import Book

_numbers = itertools.count()


@pytest.fixture
def token() -> str:
    """Another one for each test, so that each has lines, and circuits, of its own."""
    return f"secret-token-{next(_numbers)}"


@pytest.fixture(scope="package")
def server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as server:
        yield server


class Gateway:
    """The server as one test sees it: a call of an earlier test that comes late is not its own."""

    def __init__(self, server: HTTPServer, token: str) -> None:
        self.server, self.token = server, token

    def __getattr__(self, name: str) -> Any:
        return getattr(self.server, name)

    @property
    def log(self) -> list[Any]:
        wanted = f"Bearer {self.token}"
        return [
            (request, response)
            for request, response in self.server.log
            if request.headers.get("Authorization") == wanted
        ]


@pytest.fixture
def gateway(server: HTTPServer, settings: Settings, token: str) -> Iterator[Gateway]:
    """Answers for all registries, each under its name; `POST /<registry>/<path>`."""
    settings.REGISTRIES = {
        name: {"url": server.url_for(f"/{name}/"), "token": token} for name in NAMES
    }
    yield Gateway(server, token)
    server.clear()


@pytest.fixture
def in_sandbox(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No registry is configured; the sandbox answers from the book, with all switches off."""
    settings.REGISTRIES = {}
    settings.VAR = tmp_path
    monkeypatch.setattr(sandbox, "_sources", [Book()])


@pytest.fixture
def everything_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Any]]:
    """Entries of ours and, down to the last detail, those of the libraries."""
    caplog.set_level(logging.DEBUG)
    with capture_logs() as entries:
        monkeypatch.setattr(
            caplog.handler, "emit", lambda it: entries.append({it.name: it.getMessage()})
        )
        yield entries
