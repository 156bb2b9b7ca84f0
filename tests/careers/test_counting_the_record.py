"""How a record is arranged: months, years, gaps, overlaps, job spells."""

import pytest

from taminyar.careers import history, years
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from tests.careers.records import job, paid, workshop

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
    [year] = years.by_year(history.of(person), JalaliMonth(1403, 12))
    assert (year.days, year.state) == (365, "part")


def test_a_perfect_month_that_came_early_is_a_full_year_so_far(person: Person) -> None:
    paid(person, workshop(), "1403-12", "1404-01")
    newest, _ = years.by_year(history.of(person), JalaliMonth(1403, 12))
    assert (newest.year, newest.days, newest.state) == (1404, 31, "full")


def test_an_early_month_does_not_stand_in_for_a_missing_one(person: Person) -> None:
    paid(person, workshop(), "1404-01", "1404-02")
    paid(person, workshop(), "1404-04", "1404-08")
    [year] = years.by_year(history.of(person), THROUGH)
    assert (year.days, year.state) == (5 * 31 + 2 * 30, "part")


def test_a_gap_of_a_whole_year_stands_among_the_years(person: Person) -> None:
    paid(person, workshop(), "1400-01", "1400-12")
    paid(person, workshop(), "1402-01", "1402-12")
    found = years.by_year(history.of(person), JalaliMonth(1402, 12))
    assert [(year.year, year.days, year.running) for year in found] == [
        (1402, 365, 730),
        (1401, 0, 365),
        (1400, 365, 365),
    ]
    assert found[1].state == "none"


def test_years_since_the_last_line_stand_empty_up_to_now(person: Person) -> None:
    paid(person, workshop(), "1401-01", "1402-03")
    found = years.by_year(history.of(person), THROUGH)
    assert [(year.year, year.state, year.running) for year in found] == [
        (1404, "none", 458),
        (1403, "none", 458),
        (1402, "part", 458),
        (1401, "full", 365),
    ]
    assert [cell.state for cell in found[0].months] == ["none"] * 6 + ["outside"] * 6


def test_a_finished_career_ends_with_its_last_year(person: Person) -> None:
    paid(person, workshop(), "1400-01", "1401-05")
    assert [year.year for year in years.by_year(history.of(person), THROUGH)] == [1401, 1400]


def test_a_record_without_a_line_has_no_years(person: Person) -> None:
    assert years.by_year(history.of(person), THROUGH) == []


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
