"""Asking for maternity pay: her record, the birth by the registry, and one leave for a birth."""

import pytest

from taminyar.cartable import submit
from taminyar.cartable.states import State
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
    refused,
    remarks,
    sent,
    works,
)
from tests.careers.records import paid, workshop

LEAVE = day("start", "1405-01-01") | day("end", "1405-09-25")
TYPED = LEAVE | day("delivery", "1405-01-20") | {"children": "1"}
FACTS = {"start": "1405-01-01", "end": "1405-09-25", "delivery": "1405-01-20", "children": 1}


@pytest.fixture(autouse=True)
def record(person: Person, civil: Civil) -> Civil:
    works(person)
    civil.bears("1405-01-20")
    return civil


@pytest.mark.feature("S-14")
def test_it_is_two_thirds_of_the_wage_for_the_whole_leave(person: Person) -> None:
    found = appraised("maternity", person, TYPED)
    assert found.amount
    assert found.amount == calculated("maternity", person, FACTS)
    assert remarks(found) == ["The civil registry has the birth on 1405-01-20."]


def test_one_child_is_taken_where_nothing_is_typed(person: Person) -> None:
    assert answers("maternity", person, TYPED | {"children": ""}) == FACTS


def test_a_newborn_the_registry_does_not_have_yet_is_no_refusal(
    person: Person, record: Civil
) -> None:
    record.born.clear()
    record.bears("1399-01-20")
    found = appraised("maternity", person, TYPED)
    assert found.amount
    assert remarks(found) == [
        "The civil registry has no birth on 1405-01-20 yet; the certificate proves it."
    ]


def test_another_number_of_children_than_stated_is_named(person: Person, record: Civil) -> None:
    typed = TYPED | {"children": "2"}
    found = appraised("maternity", person, typed)
    assert found.amount == calculated("maternity", person, FACTS | {"children": 2})
    assert remarks(found) == [
        "Children stated: 2. By the civil registry born that day: 1.",
    ]
    record.bears("1405-01-20")
    assert remarks(appraised("maternity", person, typed)) == [
        "The civil registry has the birth on 1405-01-20."
    ]


@pytest.mark.parametrize(
    ("start", "born", "told"),
    [
        ("1404-06-01", "1405-01-20", ["The leave begins 229 days before the birth"]),
        ("1404-11-19", "1405-01-20", []),
        ("1405-01-20", "1405-01-20", []),
        ("1405-02-20", "1405-01-20", ["The leave begins 31 days after the birth"]),
    ],
)
def test_a_leave_that_begins_at_an_unusual_time_is_told(
    start: str, born: str, told: list[str], person: Person
) -> None:
    found = appraised("maternity", person, TYPED | day("start", start) | day("delivery", born))
    assert [each.partition(";")[0] for each in remarks(found)[1:]] == told
    assert found.amount


def test_too_few_days_before_the_birth_are_told(other_person: Person) -> None:
    other_person.sex = "f"
    paid(other_person, workshop(), "1404-12")
    found = appraised("maternity", other_person, TYPED)
    assert found.refused
    assert not condition(found, "record").met
    assert condition(found, "paid_days").met


def test_without_premiums_in_the_three_months_before_nothing_is_due(other_person: Person) -> None:
    paid(other_person, workshop(), "1404-02", "1404-06")
    found = appraised("maternity", other_person, TYPED)
    assert condition(found, "record").met
    assert not condition(found, "paid_days").met
    assert found.refused


def test_a_silent_registry_says_neither_yes_nor_no(person: Person, record: Civil) -> None:
    record.silent = True
    plain = answers("maternity", person, TYPED)
    assert submit.looked_up(person, KIND["maternity"], plain) is None
    assert KIND["maternity"].assess(person, plain, {}).assessment is None
    assert sent("maternity", person, TYPED).state == State.REGISTERED


@pytest.mark.parametrize(("sex", "closed"), [("m", True), ("f", False), ("", False)])
def test_it_is_closed_to_men(sex: str, closed: bool, person: Person) -> None:
    person.sex = sex
    assert bool(KIND["maternity"].closed_to(person)) is closed


def test_a_child_still_expected_has_no_certificate(person: Person) -> None:
    plain = answers("maternity", person, TYPED)
    papers = KIND["maternity"].papers
    assert [(p.slug, p.required) for p in papers(plain)] == [
        ("birth-certificate", True),
        ("leave-certificate", True),
    ]
    assert not papers(plain | {"delivery": "1405-09-02"})[0].required


def test_the_days_of_the_leave_are_paid_once(person: Person) -> None:
    first = sent("maternity", person, TYPED)
    first.refresh_from_db()
    assert first.period.lower == jalali.parse_date("1405-01-01")
    assert first.period.upper == jalali.parse_date("1405-09-26")
    granted(first)
    paid(person, workshop(), "1405-06", "1405-09")
    later = day("start", "1405-09-25") | day("end", "1405-10-30") | day("delivery", "1405-09-25")
    with pytest.raises(submit.AlreadyAsked):
        sent("maternity", person, later)


def test_a_leave_is_not_stretched_by_asking_again_for_the_same_birth(person: Person) -> None:
    granted(sent("maternity", person, TYPED))
    paid(person, workshop(), "1405-07", "1405-09")
    again = TYPED | day("start", "1405-09-26") | day("end", "1405-10-30")
    with pytest.raises(submit.AlreadyAsked):
        sent("maternity", person, again)


def test_who_was_refused_may_ask_again(person: Person) -> None:
    refused(sent("maternity", person, TYPED))
    assert sent("maternity", person, TYPED).state == State.WAITING


@pytest.mark.parametrize(
    ("typed", "name", "fault"),
    [
        (day("end", "1404-12-01"), "end", "The last day is before the first day."),
        (day("delivery", "1405-09-26"), "delivery", "after the last day of the leave"),
        ({"delivery_day": ""}, "delivery", "enter the day"),
        ({"children": "10"}, "children", "write a whole number from 1 to 9"),
    ],
)
def test_what_is_typed_wrong_is_named(
    typed: dict[str, str], name: str, fault: str, person: Person, english: None
) -> None:
    filled = form("maternity", person, TYPED | typed)
    assert not filled.is_valid()
    assert fault in str(filled.errors[name])
