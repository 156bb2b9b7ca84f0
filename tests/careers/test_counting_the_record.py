"""How a record is arranged: months, years, gaps, overlaps, job spells, late lists."""

from datetime import date

import pytest

from taminyar.careers import freshness, history, years
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from tests.careers.records import job, listed, paid, workshop

pytestmark = pytest.mark.django_db
THROUGH = JalaliMonth(1404, 6)


def test_days_of_two_workshops_in_a_month_count_up_to_its_length(person: Person) -> None:
    paid(person, workshop(), "1403-01", days=20)
    paid(person, workshop("0183630046"), "1403-01", days=20)
    record = history.of(person)
    [month] = record.months.values()
    assert (month.days, month.overlap, record.days) == (31, 9, 31)


def test_a_year_is_full_when_every_day_of_it_is_paid(person: Person) -> None:
    paid(person, workshop(), "1402-02", "1404-06")
    states = {year.year: year.state for year in years.by_year(history.of(person), THROUGH)}
    assert states == {1402: "part", 1403: "full", 1404: "full"}


def test_a_leap_year_needs_its_366th_day(person: Person) -> None:
    paid(person, workshop(), "1403-01", "1403-11")
    paid(person, workshop(), "1403-12", days=29)
    [year] = years.by_year(history.of(person), THROUGH)
    assert (year.days, year.state) == (365, "part")


def test_a_gap_of_a_whole_year_stands_among_the_years(person: Person) -> None:
    paid(person, workshop(), "1400-01", "1400-12")
    paid(person, workshop(), "1402-01", "1402-12")
    found = years.by_year(history.of(person), THROUGH)
    assert [(year.year, year.days, year.running) for year in found] == [
        (1402, 365, 730),
        (1401, 0, 365),
        (1400, 365, 365),
    ]
    assert found[1].state == "none"


def test_the_picture_tells_missing_months_from_months_that_cannot_be(person: Person) -> None:
    paid(person, workshop(), "1404-03", days=31)
    paid(person, workshop(), "1404-05", days=12)
    [year] = years.by_year(history.of(person), THROUGH)
    states = [cell.state for cell in year.months]
    expected = ["outside"] * 2 + ["full", "none", "part", "none"] + ["outside"] * 6
    assert states == expected


def test_unpaid_months_on_a_list_count_no_days(person: Person) -> None:
    paid(person, workshop(), "1403-01", days=0, wage=0)
    record = history.of(person)
    assert (record.days, len(record.lines)) == (0, 1)


def test_a_job_is_one_spell_until_a_month_is_missing(person: Person) -> None:
    paid(person, workshop(), "1402-01", "1402-06", job=job())
    paid(person, workshop(), "1402-09", "1402-12", job=job())
    spells = years.job_spells(history.of(person))
    assert [(str(spell.first), str(spell.last)) for spell in spells] == [
        ("1402-09", "1402-12"),
        ("1402-01", "1402-06"),
    ]


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
