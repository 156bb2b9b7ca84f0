"""No message of ours holds a link, so that one that does is not ours (F-11 of the plan)."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from taminyar.notices import events, wording
from taminyar.notices.events import Event
from taminyar.notices.models import Notice
from taminyar.notices.tell import tell
from taminyar.people.models import Person
from tests.notices.conftest import NEW_DEVICE

LINKS = [
    "https://example.ir/login",
    "www.example.ir",
    "see example.com/a?b=1",
    "TAMIN.IR",
    "a1.ایران",
]


def _registered() -> list[Event]:
    return list(events.all_events())


def test_events_are_registered() -> None:
    assert _registered()


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("event", _registered(), ids=lambda event: event.slug)
def test_no_text_of_an_event_holds_an_address(event: Event, language: str) -> None:
    with translation.override(language):
        texts = [str(part) for part in event.templates]
    assert [text for text in texts if wording.ADDRESS.search(text)] == []
    assert all(texts)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("event", _registered(), ids=lambda event: event.slug)
def test_every_event_can_be_written_and_leads_to_a_page(event: Event, language: str) -> None:
    values = event.keep(dict.fromkeys(event.value_names, "x"))
    with translation.override(language):
        written = [wording.write(part, values) for part in event.templates]
    assert "…" not in "".join(written)
    if event.route:
        assert reverse(event.route, args=["ABCDEFGHJK"] if event.about else None)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("part", ["title", "text", "sms"])
def test_an_event_with_an_address_is_not_registered(
    part: str, link: str, known_events: None
) -> None:
    with pytest.raises(ValueError, match="address"):
        events.register(replace(NEW_DEVICE, **{part: f"Sign in at {link} now"}))


def test_an_event_of_an_unknown_group_is_not_registered(known_events: None) -> None:
    with pytest.raises(ValueError, match="weather"):
        events.register(replace(NEW_DEVICE, group="weather"))


@pytest.mark.parametrize("link", LINKS)
def test_an_address_in_a_value_is_taken_out(link: str, person: Person, known_events: None) -> None:
    tell(person, "opened-on-a-device", device=f"My phone {link}")
    text = Notice.objects.of(person).get().text
    assert "My phone" in text
    assert not wording.ADDRESS.search(text)


@pytest.mark.parametrize("value", ["Firefox 120.0 on Android 14", "م.کریمی", "M.Karimi", "1404-05"])
def test_ordinary_words_are_left_alone(value: str) -> None:
    assert wording.keep(value) == value


def test_a_very_long_value_is_cut() -> None:
    assert wording.keep("a" * 1000) == "a" * 100
