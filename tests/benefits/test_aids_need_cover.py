"""An aid is paid to who was covered for treatment on the day of its purchase."""

import pytest

from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.benefits.asked import Civil, appraised, condition, day
from tests.benefits.test_asking_for_an_aid import CHILD, FOR_CHILD, TYPED
from tests.careers.records import listed, paid, workshop
from tests.pensions.heads import pension


@pytest.fixture(autouse=True)
def family(civil: Civil) -> None:
    civil.bears("1394-05-03", CHILD)


@pytest.mark.feature("S-15")
@pytest.mark.parametrize(("typed", "told"), [(TYPED, "purchase"), (FOR_CHILD, "through who asks")])
def test_whose_cover_had_ended_is_paid_no_aid(
    typed: dict[str, str], told: str, other_person: Person
) -> None:
    paid(other_person, workshop(), "1396-01", "1400-06")
    listed(workshop(), "1400-12")
    found = appraised("orthosis", other_person, typed)
    assert found.refused
    cover = condition(found, "cover")
    assert not cover.met
    assert told in str(cover.text)
    assert str(cover.evidence) == "The work ended with 1400-06; cover to 1400-08-30"


def test_the_cover_of_the_day_of_the_purchase_counts(other_person: Person) -> None:
    place = workshop()
    paid(other_person, place, "1396-01", "1404-05")
    listed(place, "1404-12")
    glasses = TYPED | day("bought_on", "1404-09-05")
    assert appraised("orthosis", other_person, glasses).refused
    paid(other_person, place, "1405-01", "1405-07")  # what comes later does not cover that day
    assert appraised("orthosis", other_person, glasses).refused
    paid(other_person, place, "1404-08")
    assert appraised("orthosis", other_person, glasses).amount


def test_a_list_that_is_missing_between_others_takes_no_cover_away(other_person: Person) -> None:
    place = workshop()
    for first, last in (("1404-01", "1404-05"), ("1404-12", "1405-05")):
        paid(other_person, place, first, last)
        listed(place, last)
    found = appraised("orthosis", other_person, TYPED)
    assert condition(found, "cover").met


def test_a_pensioner_is_covered_from_the_first_day_of_the_pension(other_person: Person) -> None:
    pension(other_person, started_on=jalali.parse_date("1404-10-01"))
    assert appraised("orthosis", other_person, TYPED).amount
    day_before = TYPED | day("bought_on", "1404-09-30")
    assert appraised("orthosis", other_person, day_before).refused
