"""People are told in the app and by text message, as they chose, and once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef
from django.utils import translation
from django.utils.translation import gettext_lazy
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from taminyar.notices import choices, events
from taminyar.notices.events import Group
from taminyar.notices.models import Channel, Choice, Notice, unread_of
from taminyar.notices.tell import tell
from taminyar.people import mobiles
from taminyar.people.models import Person
from tests.notices.outbox import sent

pytestmark = pytest.mark.usefixtures("known_events", "person")
VALUES: dict[str, Any] = {"month": "1404-05", "day": date(2025, 9, 1)}


def _turned_off(person: Person, *channels: Channel) -> None:
    choices.choose(person, {(Group.RECORD, channel): False for channel in channels})


def test_both_ways_are_used_when_nothing_was_chosen(
    person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, "list-came-late", **VALUES)
    assert [line["to"] for line in sent()] == [person.mobile]
    notice = Notice.objects.of(person).get()
    assert notice.url == "/records/"
    with translation.override("en"):
        assert notice.title == "A list came late"
        assert notice.text == "The list of 1404-05 came on 10 Shahrivar 1404."
    with translation.override("fa"):
        assert notice.text == "The list of \u2066۱۴۰۴-۰۵\u2069 came on ۱۰ شهریور ۱۴۰۴."


@pytest.mark.parametrize("off", [(Channel.SMS,), (Channel.APP,), (Channel.SMS, Channel.APP)])
def test_what_was_switched_off_stays_off(
    off: tuple[Channel, ...],
    person: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    _turned_off(person, *off)
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, "list-came-late", also_to=["09129999999"], **VALUES)
    assert bool(sent()) == (Channel.SMS not in off)
    assert Notice.objects.of(person).shown().exists() == (Channel.APP not in off)


def test_a_critical_event_cannot_be_switched_off(
    person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    choices.choose(person, {(Group.ACCOUNT, channel): False for channel in Channel})
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, "opened-on-a-device", device="Firefox")
    assert len(sent()) == 1
    assert Notice.objects.of(person).unread().count() == 1


def test_other_mobiles_get_the_message_too_and_each_once(
    person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tell(
            person,
            "opened-on-a-device",
            also_to=["09129999999", person.mobile, ""],
            device="Firefox",
        )
    assert [line["to"] for line in sent()] == [person.mobile, "09129999999"]


def test_for_three_days_the_old_mobile_is_told_what_is_critical(
    person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with time_machine.travel(timedelta(hours=-73)):
        mobiles.change(person, "09120000002")
    with time_machine.travel(timedelta(hours=-71)):
        mobiles.change(person, "09120000003")
    mobiles.change(person, "09120000004")
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, "opened-on-a-device", device="Firefox")
    told = [line["to"] for line in sent()]
    assert told == ["09120000004", "09120000003", "09120000002"]
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, "list-came-late", **VALUES)
    assert [line["to"] for line in sent()[3:]] == ["09120000004"]


def test_who_had_no_mobile_before_has_no_old_one_to_tell(
    other_person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mobiles.change(other_person, "09120000002")
    with django_capture_on_commit_callbacks(execute=True):
        tell(other_person, "opened-on-a-device", device="Firefox")
    assert [line["to"] for line in sent()] == ["09120000002"]


def test_who_has_no_mobile_is_told_in_the_app(
    other_person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tell(other_person, "opened-on-a-device", device="Firefox")
    assert sent() == []
    assert Notice.objects.of(other_person).count() == 1


@pytest.mark.parametrize("in_app", [True, False])
def test_with_a_key_it_is_told_once(
    in_app: bool,
    person: Person,
    other_person: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    choices.choose(person, {(Group.RECORD, Channel.APP): in_app})
    with django_capture_on_commit_callbacks(execute=True):
        for told in (person, person, other_person):
            tell(told, "list-came-late", key="1404-05", **VALUES)
        tell(person, "list-came-late", key="1404-06", **VALUES)
    assert Notice.objects.of(person).count() == 2
    assert Notice.objects.of(other_person).count() == 1
    assert len(sent()) == 2


def test_the_database_itself_keeps_it_to_once(person: Person) -> None:
    told: dict[str, Any] = {"person": person, "event": "list-came-late", "values": {}}
    Notice.objects.create(**told, key="1404-05")
    Notice.objects.create(**told)
    Notice.objects.create(**told)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**told, key="1404-05")


def test_a_deed_rolled_back_told_nobody(
    person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        tell(person, "opened-on-a-device", device="Firefox")
        transaction.set_rollback(True)
    assert sent() == []
    assert not Notice.objects.of(person).exists()


def test_an_unknown_event_is_an_error(person: Person) -> None:
    with pytest.raises(KeyError):
        tell(person, "unheard-of")


@pytest.mark.parametrize("values", [{}, {"device": "Firefox", "colour": "red"}, {"devices": "x"}])
def test_values_that_do_not_fit_are_an_error(values: dict[str, Any], person: Person) -> None:
    with pytest.raises(ValueError, match="opened-on-a-device"):
        tell(person, "opened-on-a-device", **values)


@pytest.mark.parametrize("value", [1.5, True, None, ["a"]])
def test_a_value_of_another_kind_is_an_error(value: object, person: Person) -> None:
    with pytest.raises(TypeError):
        tell(person, "opened-on-a-device", device=value)


def test_the_message_is_in_the_language_of_the_service_whoever_causes_it(
    person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        tell(person, "opened-on-a-device", device=gettext_lazy("Man"))
    assert sent()[0]["text"] == "Opened on مرد."
    with translation.override("en"):
        assert Notice.objects.of(person).get().text == "Opened on Man."


@pytest.mark.parametrize(
    ("value", "english", "persian"),
    [
        (1234567, "1,234,567", "۱٬۲۳۴٬۵۶۷"),
        ("0912•••0001", "0912•••0001", "\u2066۰۹۱۲•••۰۰۰۱\u2069"),
        # People type a tracking code or read it out: its letters and digits belong together.
        ("H97G5-E8WHQ", "H97G5-E8WHQ", "\u2066H97G5-E8WHQ\u2069"),
        ("12", "12", "۱۲"),
        ("", "", ""),
        (datetime(2025, 9, 1, 10, tzinfo=UTC), "10 Shahrivar 1404, 13:30", "۱۰ شهریور ۱۴۰۴، ۱۳:۳۰"),
    ],
)
def test_a_value_reads_in_the_readers_digits_and_calendar(
    value: object, english: str, persian: str, person: Person
) -> None:
    tell(person, "opened-on-a-device", device=value)
    notice = Notice.objects.of(person).get()
    for language, written in (("en", english), ("fa", persian)):
        with translation.override(language):
            assert notice.text == f"Opened on {written}."


def test_a_notice_outlives_its_event_and_its_wording(person: Person) -> None:
    retired = Notice.objects.create(person=person, event="retired-long-ago", values={"a": 1})
    reworded = Notice.objects.create(person=person, event="opened-on-a-device", values={})
    with translation.override("en"):
        assert retired.text == str(events.RETIRED.text)
        assert reworded.text == "Opened on …."
    assert retired.url is None


def test_the_unread_are_counted_inside_another_query(
    person: Person, other_person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        tell(person, "opened-on-a-device", device="Firefox")
    Notice.objects.of(person).page()[0][0].refresh_from_db()
    newest, *_rest = Notice.objects.of(person).page()[0]
    Notice.objects.filter(pk=newest.pk).mark_read()
    _turned_off(person, Channel.APP)
    tell(person, "list-came-late", **VALUES)
    people = Person.objects.annotate(unread=unread_of(OuterRef("pk"))).order_by("pk")
    with django_assert_num_queries(1):
        assert [one.unread for one in people] == [2, 0]


def test_the_unread_are_found_by_their_own_small_index(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Notice.objects.of(person).unread().explain()
    assert "notice_unread" in plan


def test_saying_the_same_choice_again_changes_nothing(person: Person) -> None:
    _turned_off(person, Channel.SMS)
    _turned_off(person, Channel.SMS)
    assert Choice.objects.of(person).count() == 1
    assert choices.of(person)[Group.RECORD, Channel.SMS] is False
    choices.choose(person, {(Group.RECORD, Channel.SMS): True})
    assert all(choices.of(person).values())


def test_choices_and_notices_are_of_one_person(person: Person, other_person: Person) -> None:
    _turned_off(person, Channel.SMS)
    tell(person, "list-came-late", **VALUES)
    assert all(choices.of(other_person).values())
    assert not Notice.objects.of(other_person).exists()
