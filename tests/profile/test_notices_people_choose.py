"""People choose which groups of events they are told about, and how."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from taminyar.notices import choices, events
from taminyar.notices.events import Group
from taminyar.notices.models import Channel, Choice
from taminyar.people.models import Person
from tests.notices.conftest import LATE_LIST, NEW_DEVICE
from tests.pages import words

PAGE = "/account/notices/choices/"


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch, member: Client) -> None:
    """Signed in, reading English; two groups to choose about and one critical event."""
    monkeypatch.setattr(events, "_events", {})
    events.register(
        LATE_LIST, NEW_DEVICE, replace(LATE_LIST, slug="request-decided", group=Group.REQUESTS)
    )
    member.cookies["django_language"] = "en"


def _ticked(client: Client) -> set[str]:
    html = client.get(PAGE).content.decode()
    return set(re.findall(r'<input type="checkbox" name="([^"]+)" [^>]*checked', html))


def test_everything_is_ticked_at_first(member: Client) -> None:
    assert _ticked(member) == {"record-sms", "record-app", "requests-sms", "requests-app"}


def test_what_is_ticked_stays_and_the_rest_is_switched_off(member: Client, person: Person) -> None:
    answer = member.post(PAGE, {"record-app": "on"}, follow=True)
    assert "Your choices are saved." in words(answer)
    assert _ticked(member) == {"record-app"}
    assert choices.of(person)[Group.REQUESTS, Channel.SMS] is False


def test_saving_twice_is_saving_once(member: Client, person: Person) -> None:
    for _ in range(2):
        member.post(PAGE, {"record-app": "on", "requests-sms": "on"})
    assert Choice.objects.of(person).count() == 4
    assert _ticked(member) == {"record-app", "requests-sms"}


def test_critical_events_are_shown_as_always_on_and_cannot_be_changed(
    member: Client, person: Person
) -> None:
    said = words(member.get(PAGE))
    assert "Always on A new device" in said
    member.post(PAGE, {})
    assert not Choice.objects.of(person).filter(group=Group.ACCOUNT).exists()
    assert choices.channels_for(person, NEW_DEVICE) == set(Channel)


def test_each_box_has_a_label_of_its_own(member: Client) -> None:
    html = member.get(PAGE).content.decode()
    for box in ("record-sms", "record-app", "requests-sms", "requests-app"):
        assert f'<label class="tick" for="id_{box}">' in html
        assert f'id="id_{box}"' in html
    assert "Text message : Your requests" in words(member.get(PAGE))


def test_anothers_choices_do_not_change(
    member: Client, person: Person, other_person: Person
) -> None:
    member.post(PAGE, {})
    assert all(choices.of(other_person).values())


def test_a_page_with_nothing_to_choose_shows_what_is_always_on(
    member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_events", {NEW_DEVICE.slug: NEW_DEVICE})
    page = member.get(PAGE)
    assert "Always on" in words(page)
    assert "Save" not in words(page)


def test_looking_and_saving_cost_few_queries(
    member: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    member.post(PAGE, {"record-app": "on"})
    with django_assert_max_num_queries(5):
        member.get(PAGE)
    with django_assert_max_num_queries(8):
        member.post(PAGE, {"record-app": "on"})
