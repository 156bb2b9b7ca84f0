"""What is late or missing is named, and what was never to come is not."""

from datetime import date

import pytest

from taminyar.careers import freshness, history
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.models import Workshop
from tests.careers.records import listed, paid, workshop

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 21)  # 30 Aban 1404: lists up to Shahrivar are due


def test_lists_are_due_by_the_end_of_the_next_month() -> None:
    assert freshness.expected_through(TODAY) == JalaliMonth(1404, 6)


def test_a_workshop_is_late_when_its_newest_list_still_names_the_person(person: Person) -> None:
    place = workshop()
    paid(person, place, "1404-01", "1404-04")
    listed(place, "1404-04")
    [late] = freshness.late_lists(history.of(person), TODAY)
    assert (late.workshop.id, late.month) == (place.pk, JalaliMonth(1404, 5))


def test_a_workshop_the_person_left_is_not_late(person: Person) -> None:
    place = workshop()
    paid(person, place, "1404-01", "1404-03")
    listed(place, "1404-04")
    assert freshness.late_lists(history.of(person), TODAY) == []


def test_a_list_that_is_not_due_yet_is_not_late(person: Person) -> None:
    place = workshop()
    paid(person, place, "1404-01", "1404-06")
    listed(place, "1404-06")
    assert freshness.late_lists(history.of(person), TODAY) == []


def test_a_list_is_not_late_for_ever(person: Person) -> None:
    place = workshop()
    paid(person, place, "1403-01", "1403-06")
    listed(place, "1403-06")
    record = history.of(person)
    assert [item.month for item in freshness.late_lists(record, TODAY)] == [JalaliMonth(1403, 7)]
    assert freshness.late_lists(record, date(2025, 12, 22)) == []  # a month later


def test_a_silence_is_told_once_it_is_longer_than_a_list_can_be_late(person: Person) -> None:
    paid(person, workshop(), "1403-01", "1403-06")
    record, last = history.of(person), JalaliMonth(1403, 6)
    assert freshness.silent_since(record, last + 12) is None
    assert freshness.silent_since(record, last + 13) == last


def test_an_empty_record_has_no_silence_to_tell(person: Person) -> None:
    assert freshness.silent_since(history.of(person), JalaliMonth(1404, 6)) is None


def lists(place: Workshop, first: str, last: str) -> None:
    for month in JalaliMonth.parse(first).range_to(JalaliMonth.parse(last)):
        listed(place, str(month))


def missing(person: Person) -> list[tuple[str, str]]:
    gaps = freshness.missing_lists(history.of(person))
    return [(str(gap.first), str(gap.last)) for gap in gaps]


def test_a_list_missing_between_two_others_is_named(person: Person) -> None:
    place = workshop()
    for first, last in (("1402-01", "1402-05"), ("1402-07", "1402-12")):
        paid(person, place, first, last)
        lists(place, first, last)
    assert missing(person) == [("1402-06", "1402-06")]


def test_missing_lists_stand_newest_first_and_neighbours_together(person: Person) -> None:
    place = workshop()
    for first, last in (("1401-01", "1401-02"), ("1401-06", "1402-01"), ("1402-03", "1402-05")):
        paid(person, place, first, last)
        lists(place, first, last)
    assert missing(person) == [("1402-02", "1402-02"), ("1401-03", "1401-05")]


def test_a_month_on_a_list_without_the_person_is_not_missing(person: Person) -> None:
    place = workshop()
    paid(person, place, "1402-01", "1402-05")
    paid(person, place, "1402-07", "1402-12")
    lists(place, "1402-01", "1402-12")
    assert missing(person) == []


def test_a_list_that_was_replaced_by_none_is_missing(person: Person) -> None:
    place = workshop()
    for month in ("1402-01", "1402-03"):
        paid(person, place, month)
        listed(place, month)
    listed(place, "1402-02", current=False)
    assert missing(person) == [("1402-02", "1402-02")]


def test_a_short_break_beside_the_first_or_last_month_is_named(person: Person) -> None:
    place = workshop()
    lists(place, "1402-01", "1402-02")
    paid(person, place, "1402-04", "1402-06")
    lists(place, "1402-04", "1402-06")
    lists(place, "1402-08", "1402-12")
    assert missing(person) == [("1402-07", "1402-07"), ("1402-03", "1402-03")]


def test_a_workshop_that_slept_for_years_after_one_left_is_not_missing(person: Person) -> None:
    place = workshop()
    paid(person, place, "1398-01", "1398-06")
    lists(place, "1398-01", "1398-06")
    lists(place, "1402-01", "1402-06")
    assert missing(person) == []


def test_before_the_first_list_that_is_kept_nothing_is_missing(person: Person) -> None:
    place = workshop()
    paid(person, place, "1390-01", "1390-12")
    paid(person, place, "1392-01", "1392-12")
    listed(place, "1392-12")
    assert missing(person) == []


def test_a_workshop_without_any_list_is_not_asked_for_one(person: Person) -> None:
    paid(person, workshop(), "1402-01", "1402-05")
    paid(person, workshop(), "1402-07", "1402-12")
    assert missing(person) == []
