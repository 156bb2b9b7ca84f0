"""The law reads the same days and wages that stand on the record pages."""

from taminyar.careers import as_career, history
from taminyar.law.facts import read_career
from taminyar.people.models import Person
from tests.careers.records import paid, workshop


def test_every_line_becomes_a_row(person: Person) -> None:
    paid(person, workshop(), "1403-01", "1403-02", wage=4_000_000)
    paid(person, workshop("0183630046", "کاوه"), "1403-02", days=10)
    career = as_career.of(history.of(person))
    assert [(str(r.month), r.days, r.wage, r.workshop, r.kind) for r in career.rows] == [
        ("1403-01", 31, 125_000_000, "0183630045", "mandatory"),
        ("1403-02", 31, 125_000_000, "0183630045", "mandatory"),
        ("1403-02", 10, 31_000_000, "0183630046", "mandatory"),
    ]
    assert career.days == history.of(person).days


def test_the_rows_can_be_asked_again(person: Person) -> None:
    paid(person, workshop(), "1403-01", "1403-12")
    career = as_career.of(history.of(person))
    assert read_career(as_career.as_asked(career)).rows == career.rows
