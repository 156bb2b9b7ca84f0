"""In the demonstration a text message is a line of JSON in `var/outbox/sms.jsonl`."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from taminyar.notices import outbox, text_message
from taminyar.notices.sealed import Message
from tests.notices.outbox import sent

pytestmark = pytest.mark.django_db


def test_a_line_has_the_four_names_and_is_utf_8(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        text_message.send("09120000001", "کد شما 123456 است.", code="123456")
    raw = (settings.VAR / "outbox" / "sms.jsonl").read_bytes()
    assert "کد شما 123456 است.".encode() in raw
    assert raw.endswith(b"\n")
    line = json.loads(raw)
    assert list(line) == ["to", "text", "code", "at"]
    assert line["to"] == "09120000001"
    assert line["code"] == "123456"
    assert datetime.fromisoformat(line["at"]).utcoffset() is not None


def test_a_message_without_a_code_has_null_there(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        text_message.send("09120000001", "Two lines\nare one entry.")
    assert [line["code"] for line in sent()] == [None]


def test_nothing_is_sent_before_the_transaction_is_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        text_message.send("09120000001", "Later.")
        assert sent() == []
    assert len(sent()) == 1


def test_nothing_is_sent_when_the_transaction_is_rolled_back(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        text_message.send("09120000001", "Never.")
        transaction.set_rollback(True)
    assert sent() == []


def test_many_writers_at_once_do_not_mix_their_lines() -> None:
    texts = [f"{number}" * 3000 for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: outbox.append(Message("09120000001", text)), texts))
    assert sorted(line["text"] for line in sent()) == sorted(texts)
