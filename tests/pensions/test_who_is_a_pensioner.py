"""A pension opens the pensioner's level; some pensions end the insured person's."""

import pytest

from taminyar.accounts import levels
from taminyar.pensions.models import Kind
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.careers.records import paid, workshop
from tests.pensions.heads import pension


@pytest.fixture(autouse=True)
def record(person: Person) -> None:
    """Maryam was insured."""
    paid(person, workshop(), "1403-01")


@pytest.mark.parametrize(
    ("kind", "held"),
    [
        (Kind.OLD_AGE, ["pensioner"]),
        (Kind.TOTAL_DISABILITY, ["pensioner"]),
        (Kind.PARTIAL_DISABILITY, ["insured", "pensioner"]),
        (Kind.SURVIVORS, ["insured", "pensioner"]),
    ],
)
def test_the_levels_follow_the_kind(kind: Kind, held: list[str], person: Person) -> None:
    pension(person, kind)
    assert levels.held_by(person) == held


def test_a_pension_that_ended_gives_the_insured_level_back(person: Person) -> None:
    pension(person, ended_on=jalali.date_of(1403, 1, 1))
    assert levels.held_by(person) == ["insured"]


def test_a_pension_of_somebody_else_changes_nothing(person: Person, other_person: Person) -> None:
    pension(other_person)
    assert levels.held_by(person) == ["insured"]


@pytest.mark.feature("A-07")
def test_one_person_may_hold_all_three_levels(person: Person) -> None:
    pension(person, Kind.SURVIVORS)
    workshop(owner=person, code="0183630099")
    assert levels.held_by(person) == ["insured", "employer", "pensioner"]
