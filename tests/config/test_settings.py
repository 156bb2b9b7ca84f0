"""What the environment may and may not leave out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client


def loaded(**environment: str) -> "subprocess.CompletedProcess[str]":
    """Loads the settings in a process of their own."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    address = {"DATABASE_URL": "postgres:///nowhere"}
    return subprocess.run(
        [sys.executable, "-c", "from taminyar.config import settings as s; print(s.SECRET_KEY)"],
        env=known | address | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_outside_the_demonstration_a_secret_key_is_needed() -> None:
    answer = loaded(DEMONSTRATION="false")
    assert answer.returncode != 0
    assert "SECRET_KEY must be set" in answer.stderr


def test_with_a_secret_key_it_is_no_demonstration() -> None:
    assert loaded(SECRET_KEY="only here").stdout.strip() == "only here"


@pytest.mark.django_db
def test_the_town_is_not_made_outside_the_demonstration(settings: object) -> None:
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="public"):
        call_command("demo")


def test_what_needs_no_database_answers_without_one(
    member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    member.raise_request_exception = False
    with monkeypatch.context() as outage:
        outage.setattr(connection, "cursor", lambda *_: 1 / 0)
        assert member.get("/healthz").status_code == 200
        response = member.get("/home/")
    assert response.status_code == 500
    assert "خانه" in response.content.decode()


def test_the_checkout_is_where_the_data_lies() -> None:
    from taminyar.config import embedded_database

    assert (embedded_database.PROJECT / "pyproject.toml").exists()
    assert embedded_database.data_directory("x") != Path("x")
