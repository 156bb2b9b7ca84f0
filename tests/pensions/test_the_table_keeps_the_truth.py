"""What cannot be of a pension, the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from taminyar.pensions import drawn
from taminyar.pensions.models import Kind, Pension
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.pensions.heads import pension

TODAY = jalali.today()
DAY = timedelta(1)


@pytest.mark.parametrize("number", ["1234567", "12345678901"[:7], "1234567x", "", "۱۲۳۴۵۶۷۸"])
def test_a_number_has_8_to_10_ascii_digits(number: str, person: Person) -> None:
    with pytest.raises(IntegrityError, match="8_to_10_digits"):
        pension(person, number=number)


def test_a_number_belongs_to_one_pension(person: Person, other_person: Person) -> None:
    pension(person, number="12345678")
    with pytest.raises(IntegrityError, match="number"):
        pension(other_person, number="12345678")


def test_a_pension_does_not_end_before_it_starts(person: Person) -> None:
    with pytest.raises(IntegrityError, match="ends_after"):
        pension(person, started_on=TODAY, ended_on=TODAY - DAY)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.SURVIVORS])
def test_only_a_survivors_pension_names_somebody_who_died(
    kind: Kind, person: Person, other_person: Person
) -> None:
    with pytest.raises(IntegrityError, match="after_a_death"):
        pension(person, kind, deceased=other_person)


def test_nobody_is_their_own_survivor(person: Person) -> None:
    with pytest.raises(IntegrityError, match="after_a_death"):
        pension(person, Kind.SURVIVORS, deceased=person)


def test_of_an_own_kind_only_one_is_drawn_at_a_time(person: Person) -> None:
    pension(person, Kind.PARTIAL_DISABILITY, ended_on=TODAY)
    pension(person, Kind.PARTIAL_DISABILITY)
    with pytest.raises(IntegrityError, match="one_own_pension"):
        pension(person, Kind.PARTIAL_DISABILITY)


def test_after_one_death_one_pension_is_drawn(person: Person, other_person: Person) -> None:
    pension(person, Kind.SURVIVORS, deceased=other_person)
    with pytest.raises(IntegrityError, match="after_a_death"):
        pension(person, Kind.SURVIVORS, deceased=other_person)


def test_a_kind_nobody_knows_is_refused(person: Person) -> None:
    with pytest.raises(IntegrityError, match="kind_is_known"):
        pension(person, "lottery")  # type: ignore[arg-type]


def test_a_pension_is_drawn_from_its_first_day_to_its_last(person: Person) -> None:
    found = pension(person, started_on=TODAY - DAY, ended_on=TODAY + DAY)
    days = [TODAY + DAY * step for step in (-2, -1, 0, 1, 2)]
    expected = [False, True, True, True, False]
    assert [bool(drawn.pensions_of(person, day)) for day in days] == expected
    assert [found.is_drawn(day) for day in days] == expected


def test_a_person_s_pensions_are_theirs_alone(person: Person, other_person: Person) -> None:
    mine = pension(person)
    pension(other_person)
    assert list(Pension.objects.of(person)) == [mine]
    assert drawn.pensions_of(person, TODAY) == [mine]
