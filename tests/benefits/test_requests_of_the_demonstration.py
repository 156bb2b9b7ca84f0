"""Every request can be tried in the demonstration: its registries know the families for it."""

import pytest

from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth
from tests.benefits.asked import appraised, condition, day, remarks
from tests.careers.records import paid, workshop


def months_ago(count: int, date: int) -> str:
    month = JalaliMonth.of(jalali.today()) - count
    return jalali.iso(jalali.date_of(month.year, month.month, date))


@pytest.fixture(autouse=True)
def record(person: Person, other_person: Person) -> None:
    """Six years of work that go on, the newest list being late."""
    this = JalaliMonth.of(jalali.today())
    for who in (person, other_person):
        paid(who, workshop(), str(this - 72), str(this - 2))


def test_reza_is_married_and_may_ask_for_the_gift(other_person: Person) -> None:
    wedding = day("contract_date", months_ago(2, 15))
    found = appraised("marriage", other_person, wedding | {"spouse_national_id": "9990002142"})
    assert found.amount
    assert remarks(found) == []


def test_maryam_has_a_newborn(person: Person) -> None:
    born = months_ago(1, 10)
    leave = day("start", born) | day("end", months_ago(-4, 10)) | day("delivery", born)
    found = appraised("maternity", person, leave)
    assert found.amount
    assert "has the birth on" in remarks(found)[0]


@pytest.mark.parametrize(
    ("dependant", "met"), [("9990002010", True), ("9990002029", True), ("9990002037", False)]
)
def test_maryam_has_a_husband_and_a_son(dependant: str, met: bool, person: Person) -> None:
    aid = day("bought_on", months_ago(1, 1)) | {
        "beneficiary": "dependant",
        "dependant_national_id": dependant,
        "item": "hearing_aid",
        "invoice": "45000000",
    }
    found = appraised("orthosis", person, aid)
    assert condition(found, "dependant").met is met
    assert found.amount == (39_000_000 if met else None)


@pytest.mark.parametrize(
    ("deceased", "date"), [("9990002037", "1399-10-03"), ("9990002150", months_ago(1, 5))]
)
def test_there_are_deaths_to_ask_for(deceased: str, date: str, person: Person) -> None:
    typed = {"deceased_national_id": deceased, "relation": "parent"}
    assert appraised("funeral", person, typed | day("death_date", date)).amount
