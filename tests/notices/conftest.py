"""An outbox of its own for each test, and events to tell."""

from pathlib import Path

import pytest
from pytest_django import Settings

from taminyar.notices import events
from taminyar.notices.events import Event, Group

LATE_LIST = Event(
    slug="list-came-late",
    title="A list came late",
    text="The list of %(month)s came on %(day)s.",
    sms="The list of %(month)s came.",
    group=Group.RECORD,
    route="records",
)
NEW_DEVICE = Event(
    slug="opened-on-a-device",
    title="A new device",
    text="Opened on %(device)s.",
    sms="Opened on %(device)s.",
    group=Group.ACCOUNT,
    critical=True,
)


@pytest.fixture(autouse=True)
def outbox_of_this_test(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.SMS_BACKEND = "outbox"


@pytest.fixture
def known_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """No events but the two of the tests."""
    monkeypatch.setattr(events, "_events", {})
    events.register(LATE_LIST, NEW_DEVICE)
