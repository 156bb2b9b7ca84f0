"""What all tests share: people to act as, and the rails that keep every page tried."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import settings

from taminyar.accounts.models import User
from taminyar.people.models import Person
from tests import left_behind, visits

PASSPHRASE = "a passphrase for tests"

# How long an example takes says more about the machine than about the code.
settings.register_profile("taminyar", deadline=None)
settings.load_profile("taminyar")


def pytest_testnodedown(node: Any) -> None:
    """Takes over what one of several processes has reached."""
    reached = getattr(node, "workeroutput", {})  # one that crashed has none
    visits.routes.update(reached.get("routes", ()))
    visits.templates.update(reached.get("templates", ()))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A full run fails when a route or a template was never reached, by whichever process."""
    if hasattr(session.config, "workeroutput"):
        reached = {"routes": list(visits.routes), "templates": list(visits.templates)}
        session.config.workeroutput.update(reached)
        return
    options = session.config.option
    whole = not (options.keyword or options.markexpr or options.file_or_dir or options.lf)
    if whole and exitstatus == 0 and (missed := visits.unvisited()):
        print("\nNo test reached: " + ", ".join(missed))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="module", autouse=True)
def leave_no_rows(django_db_blocker: Any) -> Iterator[None]:
    """Fails with the last test of a file that leaves rows for the next one."""
    yield
    if not left_behind.is_made():
        return
    with django_db_blocker.unblock():
        names = left_behind.filled()
        left_behind.empty()
    assert not names, f"rows were left in {', '.join(names)}"


@pytest.fixture(autouse=True)
def leave_nothing_committed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empties, after tests that commit, also the log and the queue, which Django does not."""
    marker = request.node.get_closest_marker("django_db")
    marked = bool(marker and marker.kwargs.get("transaction"))
    if not marked and "transactional_db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    left_behind.empty()


@pytest.fixture
def person(db: None) -> Person:
    """Maryam, a member."""
    return Person.objects.create(
        national_id="9990000018",
        insurance_number="10000001",
        first_name="مریم",
        last_name="کریمی",
        father_name="علی",
        sex="f",
        nationality="ایرانی",
        mobile="09120000001",
    )


@pytest.fixture
def other_person(db: None) -> Person:
    """Reza, another member."""
    return Person.objects.create(
        national_id="9990000026",
        insurance_number="10000002",
        first_name="رضا",
        last_name="احمدی",
        sex="m",
        nationality="ایرانی",
    )


@pytest.fixture
def user(person: Person) -> User:
    return User.objects.create_user(person, PASSPHRASE)


@pytest.fixture
def member(client: Client, user: User) -> Client:
    """A browser in which Maryam is signed in."""
    client.post("/login/", {"national_id": user.national_id, "password": PASSPHRASE})
    return client
