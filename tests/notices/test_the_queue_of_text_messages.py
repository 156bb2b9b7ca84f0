"""For a provider outside, messages wait in the queue until a worker hands them over."""

import re
import time
from collections.abc import Iterator

import pytest
import time_machine
from cryptography.fernet import InvalidToken
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from taminyar.notices import sealed, text_message
from taminyar.notices.sealed import Message

KEY = "K3Y"
ANYWHERE = re.compile("/.*")
YES = {"return": {"status": 200}, "entries": []}


@pytest.fixture(autouse=True)
def provider(httpserver: HTTPServer, settings: Settings) -> None:
    settings.SMS_BACKEND = "kavenegar"
    settings.SMS = {"url": httpserver.url_for("").rstrip("/"), "key": KEY}


@pytest.fixture(autouse=True)
def nothing_is_due_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})


@pytest.fixture
def queue() -> Iterator[InMemoryConnector]:
    """A queue in memory in place of the one in the database."""
    memory = InMemoryConnector()
    with app.replace_connector(memory):
        yield memory


def _work() -> None:
    app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def _due_now(queue: InMemoryConnector) -> None:
    for job in queue.jobs.values():
        job["scheduled_at"] = None


def test_a_worker_hands_a_message_to_the_provider(
    httpserver: HTTPServer, queue: InMemoryConnector
) -> None:
    httpserver.expect_request(ANYWHERE).respond_with_json(YES)
    text_message.send("09120000001", "سلام")
    assert httpserver.log == []
    _work()
    assert [request.form["message"] for request, _ in httpserver.log] == ["سلام"]
    assert [job["status"] for job in queue.jobs.values()] == ["succeeded"]


def test_a_message_not_taken_is_tried_again_after_longer_and_longer_pauses(
    httpserver: HTTPServer, queue: InMemoryConnector
) -> None:
    httpserver.expect_request(ANYWHERE).respond_with_data(status=502)
    text_message.send("09120000001", "Hello")
    pauses = []
    for _ in range(4):
        _due_now(queue)
        _work()
        [job] = queue.jobs.values()
        pauses.append(round(job["scheduled_at"].timestamp() - time.time()))
    assert pauses == pytest.approx([3, 9, 27, 81], abs=2)
    httpserver.clear()
    httpserver.expect_request(ANYWHERE).respond_with_json(YES)
    _due_now(queue)
    _work()
    assert [job["status"] for job in queue.jobs.values()] == ["succeeded"]


def test_a_message_never_taken_is_given_up_at_last(
    httpserver: HTTPServer, queue: InMemoryConnector
) -> None:
    httpserver.expect_request(ANYWHERE).respond_with_data(status=502)
    text_message.send("09120000001", "Hello")
    for _ in range(12):
        _due_now(queue)
        _work()
    assert [job["status"] for job in queue.jobs.values()] == ["failed"]
    assert len(httpserver.log) == 9


@pytest.mark.parametrize(
    ("code", "seconds", "handed_over"),
    [("123456", 118, 1), ("123456", 121, 0), (None, 121, 1), (None, 24 * 3600 + 1, 0)],
)
def test_a_message_that_lost_its_use_is_dropped(
    code: str | None, seconds: int, handed_over: int, httpserver: HTTPServer
) -> None:
    httpserver.expect_request(ANYWHERE).respond_with_json(YES)
    from taminyar.notices.jobs import deliver

    token = sealed.seal(Message("09120000001", "Hello", code))
    with time_machine.travel(time.time() + seconds, tick=False):
        deliver(token)
    assert len(httpserver.log) == handed_over


def test_codes_go_before_other_messages(httpserver: HTTPServer, queue: InMemoryConnector) -> None:
    httpserver.expect_request(ANYWHERE).respond_with_json(YES)
    text_message.send("09120000001", "News")
    text_message.send("09120000001", "Code 123456", code="123456")
    _work()
    assert [request.form["message"] for request, _ in httpserver.log] == ["Code 123456", "News"]


def test_the_table_of_jobs_cannot_be_read_without_the_key(
    queue: InMemoryConnector, settings: Settings
) -> None:
    text_message.send("09120000001", "Your code is 123456.", code="123456")
    [job] = queue.jobs.values()
    token = job["args"]["sealed"]
    assert not [word for word in ("09120000001", "123456", "code") if word in str(job)]
    assert sealed.unseal(token)[0] == Message("09120000001", "Your code is 123456.", "123456")
    settings.SECRET_KEY = "another installation"
    with pytest.raises(InvalidToken):
        sealed.unseal(token)


@pytest.mark.django_db
def test_a_message_of_a_transaction_rolled_back_is_not_in_the_queue() -> None:
    with transaction.atomic():
        text_message.send("09120000001", "Never.")
        transaction.set_rollback(True)
    assert _jobs() == []
    text_message.send("09120000001", "Hello.")
    assert _jobs() == ["todo"]


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_takes_it_from_the_database(httpserver: HTTPServer) -> None:
    httpserver.expect_request(ANYWHERE).respond_with_json(YES)
    with transaction.atomic():
        text_message.send("09120000001", "سلام")
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        _work()
    assert [request.form["receptor"] for request, _ in httpserver.log] == ["09120000001"]
    assert _jobs() == ["succeeded"]


def _jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE queue_name = 'text-messages'")
        return [status for (status,) in cursor.fetchall()]
