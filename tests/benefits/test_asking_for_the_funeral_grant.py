"""Asking for the funeral grant: the death by the registry, the deceased by the record."""

import pytest

from taminyar.accounts.models import Role
from taminyar.cartable import decide, submit
from taminyar.cartable.states import State
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.benefits.asked import (
    KIND,
    Civil,
    answers,
    appraised,
    calculated,
    condition,
    day,
    form,
    granted,
    remarks,
    sent,
)
from tests.careers.records import paid, workshop
from tests.office.desks import desk_of
from tests.pages import words

FATHER = "9990002037"
TYPED = {"deceased_national_id": FATHER, **day("death_date", "1404-05-10"), "relation": "parent"}
TO_ALL = (
    "The branch finds out whether the deceased was insured or drew a pension, or was the spouse of "
    "somebody who is."
)
NO_WORK = (
    "The record shows no work of the deceased at the time. A pension, or a spouse who is insured "
    "or retired, is to be looked for."
)


@pytest.fixture(autouse=True)
def death(person: Person, civil: Civil) -> Civil:
    civil.died[FATHER] = jalali.parse_date("1404-05-10")
    return civil


@pytest.fixture
def deceased(db: None) -> Person:
    return Person.objects.create(national_id=FATHER, first_name="جلال", last_name="صادقی")


def test_it_is_the_minimum_wage_of_a_month(person: Person) -> None:
    found = appraised("funeral", person, TYPED)
    assert found.amount
    assert found.amount == calculated("funeral", person, {"date": "1404-05-10"})
    assert condition(found, "death").met


def test_a_death_the_registry_does_not_have_is_not_due(person: Person, death: Civil) -> None:
    death.died.clear()
    found = appraised("funeral", person, TYPED)
    assert found.refused
    assert found.amount is None
    assert not condition(found, "death").met
    assert found.remarks == ()


def test_nobody_learns_another_day_of_death_or_a_record_by_typing_numbers(
    person: Person, death: Civil, deceased: Person
) -> None:
    paid(deceased, workshop(), "1404-01", "1404-05")
    typed = TYPED | day("death_date", "1404-05-11")
    with_another_day = appraised("funeral", person, typed)
    death.died.clear()
    assert appraised("funeral", person, typed) == with_another_day


def test_work_of_the_deceased_is_told_to_the_office_alone(person: Person, deceased: Person) -> None:
    without = appraised("funeral", person, TYPED)
    assert [str(one) for one in without.office_remarks] == [NO_WORK]
    paid(deceased, workshop(), "1404-01", "1404-04")
    found = appraised("funeral", person, TYPED)
    assert [str(one) for one in found.office_remarks] == [
        "By the record the deceased was insured and in work at the time."
    ]
    assert remarks(found) == remarks(without) == [TO_ALL]


def test_who_is_no_relative_by_law_is_left_to_the_branch(person: Person) -> None:
    found = appraised("funeral", person, TYPED | {"relation": "other"})
    assert found.amount
    assert remarks(found) == [
        TO_ALL,
        "The law names spouse, child and parent; the branch checks who paid.",
    ]


def test_a_silent_registry_says_neither_yes_nor_no(person: Person, death: Civil) -> None:
    death.silent = True
    plain = answers("funeral", person, TYPED)
    assert submit.looked_up(person, KIND["funeral"], plain) is None
    assert KIND["funeral"].assess(person, plain, {}).assessment is None
    assert sent("funeral", person, TYPED).state == State.REGISTERED


def test_it_is_paid_once_for_a_deceased_whoever_asks(person: Person, other_person: Person) -> None:
    granted(sent("funeral", person, TYPED))
    with pytest.raises(submit.AlreadyAsked) as wrong:
        sent("funeral", other_person, TYPED)
    assert wrong.value.request is None


def test_a_stranger_who_asks_first_does_not_keep_the_family_from_asking(
    person: Person, other_person: Person
) -> None:
    strangers, familys = sent("funeral", other_person, TYPED), sent("funeral", person, TYPED)
    granted(familys)
    with pytest.raises(decide.NothingDue):
        granted(strangers)
    strangers.refresh_from_db()
    assert strangers.state == State.WAITING
    assert PaymentOrder.objects.count() == 1


def test_the_officer_sees_who_else_asks_for_the_same(person: Person, other_person: Person) -> None:
    first, second = sent("funeral", other_person, TYPED), sent("funeral", person, TYPED)
    page = words(desk_of(Role.BRANCH_OFFICER).get(f"/office/requests/{second.tracking}/"))
    assert "Requests of other people for the same; it is granted once" in page
    assert str(first) in page


def test_a_death_before_the_grant_was_made_names_the_missing_value(
    person: Person, death: Civil
) -> None:
    death.died[FATHER] = jalali.parse_date("1350-05-10")
    found = appraised("funeral", person, TYPED | day("death_date", "1350-05-10"))
    assert found.assessment is None
    assert found.missing


def test_one_paper_proves_the_burial(person: Person) -> None:
    papers = KIND["funeral"].papers(answers("funeral", person, TYPED))
    assert [(p.slug, p.required) for p in papers] == [("burial", True)]


@pytest.mark.parametrize(
    ("typed", "name", "fault"),
    [
        ({"deceased_national_id": ""}, "deceased_national_id", "of the deceased"),
        ({"deceased_national_id": "9990000018"}, "deceased_national_id", "your own national ID"),
        ({"relation": "neighbour"}, "relation", ""),
        ({"relation": ""}, "relation", "choose one, please"),
        (day("death_date", "1405-09-02"), "death_date", "this day is yet to come"),
    ],
)
def test_what_is_typed_wrong_is_named(
    typed: dict[str, str], name: str, fault: str, person: Person, english: None
) -> None:
    filled = form("funeral", person, TYPED | typed)
    assert not filled.is_valid()
    assert fault in str(filled.errors[name])
