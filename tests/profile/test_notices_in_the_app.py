"""The bell's list: what a person was told, newest first."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.notices.models import Notice
from taminyar.people.models import Person
from tests.pages import words

PAGE = "/account/notices/"
DEVICE = {"event": "signed-in", "values": {"device": "Firefox"}}


@pytest.fixture(autouse=True)
def in_english(client: Client, person: Person, member: Client) -> None:
    """Signed in, reading English, and with nothing told yet."""
    client.cookies["django_language"] = "en"
    Notice.objects.of(person).delete()


def _told(person: Person, device: str = "Firefox", *, read: bool = False) -> Notice:
    return Notice.objects.create(
        person=person,
        event="signed-in",
        values={"device": device},
        read_at=timezone.now() if read else None,
    )


def test_a_notice_says_what_happened_when_and_leads_to_its_page(
    member: Client, person: Person
) -> None:
    _told(person)
    page = member.get(PAGE)
    said = words(page)
    assert "A sign-in on a new device" in said
    assert "Firefox" in said
    assert 'href="/account/sessions/"' in page.content.decode()


def test_an_unread_one_is_marked_by_a_word(member: Client, person: Person) -> None:
    _told(person, read=True)
    assert "New" not in words(member.get(PAGE)).split()
    _told(person)
    assert words(member.get(PAGE)).split().count("New") == 1


def test_looking_does_not_mark_as_read(member: Client, person: Person) -> None:
    _told(person)
    member.get(PAGE)
    assert Notice.objects.of(person).unread().count() == 1


def test_all_are_marked_as_read_but_those_that_came_meanwhile(
    member: Client, person: Person, other_person: Person
) -> None:
    _told(person)
    shown = _told(person)
    later = _told(person)
    others = _told(other_person)
    answer = member.post(PAGE, {"newest": str(shown.id)})
    assert answer.status_code == 302
    assert list(Notice.objects.unread().order_by("id")) == [later, others]


@pytest.mark.parametrize("newest", ["", "nonsense"])
def test_marking_without_a_notice_changes_nothing(
    newest: str, member: Client, person: Person
) -> None:
    _told(person)
    assert member.post(PAGE, {"newest": newest}).status_code == 302
    assert Notice.objects.of(person).unread().count() == 1


def test_the_button_is_there_only_while_something_is_unread(member: Client, person: Person) -> None:
    _told(person, read=True)
    assert "Mark all as read" not in words(member.get(PAGE))
    _told(person)
    assert "Mark all as read" in words(member.get(PAGE))


def test_a_long_list_goes_on_where_the_page_ended(member: Client, person: Person) -> None:
    for number in range(25):
        _told(person, f"device-{number:02}")
    first = member.get(PAGE)
    assert "device-24" in words(first)
    assert "device-04" not in words(first)
    [older] = re.findall(r'rel="next" href="([^"]+)"', first.content.decode())
    second = words(member.get(older))
    assert "device-04" in second
    assert "device-05" not in second
    assert "Newest" in second


@pytest.mark.parametrize("before", ["nonsense", "' OR 1=1"])
def test_a_page_that_is_none_is_the_first(before: str, member: Client, person: Person) -> None:
    _told(person)
    assert "Firefox" in words(member.get(PAGE, {"before": before}))


def test_others_notices_and_those_not_wanted_in_the_app_are_not_shown(
    member: Client, person: Person, other_person: Person
) -> None:
    _told(other_person, "theirs")
    Notice.objects.create(person=person, **DEVICE, in_app=False)
    assert "No notices yet" in words(member.get(PAGE))


def test_a_full_page_costs_few_queries(
    member: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(25):
        _told(person)
    with django_assert_max_num_queries(5):
        member.get(PAGE)
