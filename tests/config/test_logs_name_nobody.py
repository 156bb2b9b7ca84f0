"""What is logged holds no number by which somebody could be told."""

import logging
from collections.abc import Iterator
from io import StringIO
from logging.config import dictConfig

import pytest
from django.test import Client

from taminyar.config import logs


@pytest.fixture(params=[True, False], ids=["json", "plain"])
def logged(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """What the configured handler writes while the test runs."""
    out = StringIO()
    settings = logs.configured("WARNING", as_json=request.param)
    settings["handlers"]["console"]["stream"] = out
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    dictConfig(settings)
    yield out
    root.handlers = handlers
    root.setLevel(level)


@pytest.mark.parametrize("national_id", ["9990000018", "۹۹۹۰۰۰۰۰۱۸"])
def test_an_address_that_is_not_there_is_logged_without_the_national_id(
    national_id: str, logged: StringIO, db: None, client: Client
) -> None:
    assert client.get(f"/nowhere/{national_id}/").status_code == 404
    assert "/nowhere/•••/" in logged.getvalue()
    assert national_id not in logged.getvalue()


def test_an_error_is_logged_without_the_numbers_in_it(logged: StringIO) -> None:
    try:
        raise LookupError("mobile 09120000001")
    except LookupError:
        logging.getLogger("taminyar").exception("person_%s", "9990000018")
    assert "LookupError: mobile •••" in logged.getvalue()
    assert "person_•••" in logged.getvalue()


def test_the_digest_of_a_sealed_day_and_short_numbers_stay_whole(logged: StringIO) -> None:
    digest = "0123456789" * 6 + "0abc"
    logging.getLogger("taminyar").warning(
        "%s sealed: %d entries, %s", "2026-11-22", 1234567, digest
    )
    for said in ("2026-11-22", "1234567", digest):
        assert said in logged.getvalue()


@pytest.mark.parametrize(
    "told",
    [
        "IR062960000000100324200001",
        "IR06 2960 0000 0010 0324 2000 01",
        "999-000-0018",
        "999 000 0018",
    ],
)
def test_numbers_with_letters_or_in_groups_are_left_out(told: str, logged: StringIO) -> None:
    logging.getLogger("taminyar").warning("row (%s) fails", told)
    assert "row (•••) fails" in logged.getvalue()
