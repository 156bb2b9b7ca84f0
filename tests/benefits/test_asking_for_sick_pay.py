"""Asking for sick pay: the certificate proves the rest, the registry knows the family."""

import pytest

from taminyar.careers.models import Contribution, Kind
from taminyar.cartable import submit
from taminyar.cartable.models import Draft
from taminyar.cartable.states import State
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
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
from tests.cartable.requests import user_of

REST = day("start", "1404-07-01") | day("end", "1404-07-14")
TYPED = REST | {"marital_status": "married"}
FACTS = {"start": "1404-07-01", "end": "1404-07-14", "dependants": True}


@pytest.fixture(autouse=True)
def record(person: Person, civil: Civil) -> Civil:
    works(person)
    civil.marries("9990002010", "1392-06-15")
    return civil


@pytest.mark.feature("S-06")
@pytest.mark.parametrize(
    ("more", "facts"),
    [
        ({}, {}),
        ({"marital_status": "single"}, {"dependants": False}),
        ({"hospitalised": "on"}, {"hospitalised": True}),
        ({"accident": "on"}, {"accident": True}),
    ],
)
def test_the_amount_is_that_of_the_calculator(
    more: dict[str, str], facts: dict[str, bool], person: Person
) -> None:
    found = appraised("sickness", person, TYPED | more)
    assert found.amount
    assert found.amount == calculated("sickness", person, FACTS | facts)


def test_a_silent_registry_holds_nothing_up(person: Person, record: Civil) -> None:
    record.silent = True
    assert sent("sickness", person, TYPED).state == State.REGISTERED


# ---- what contradicts what was stated


STATED = "Somebody is stated to be dependent."
NOT_STATED = "Nobody is stated to be dependent."


@pytest.mark.parametrize(
    ("wedding", "ended", "child", "status", "told"),
    [
        ("1392-06-15", "", "", "married", ""),
        ("", "", "1394-05-03", "married", ""),
        ("", "", "", "single", ""),
        ("", "", "", "married", STATED),
        ("1392-06-15", "1404-06-31", "", "married", STATED),
        ("1404-07-02", "", "1404-07-02", "married", STATED),
        ("1392-06-15", "", "", "single", NOT_STATED),
        ("", "", "1404-07-01", "single", NOT_STATED),
    ],
)
def test_another_family_than_stated_is_told_and_changes_no_amount(
    *,
    wedding: str,
    ended: str,
    child: str,
    status: str,
    told: str,
    other_person: Person,
    civil: Civil,
) -> None:
    paid(other_person, workshop(), "1404-01", "1404-06")
    civil.married.clear()
    if wedding:
        civil.marries("9990002010", wedding, ended=ended)
    if child:
        civil.bears(child)
    found = appraised("sickness", other_person, TYPED | {"marital_status": status})
    assert [each.partition(".")[0] + "." for each in remarks(found)] == ([told] if told else [])
    stated = FACTS | {"dependants": status == "married"}
    assert found.amount == calculated("sickness", other_person, stated)


@pytest.mark.parametrize(("days", "also_paid"), [(30, 14), (20, 4), (16, 0), (0, 0)])
def test_days_an_employer_paid_too_are_told(
    days: int, also_paid: int, other_person: Person
) -> None:
    paid(other_person, workshop(), "1404-01", "1404-06")
    paid(other_person, workshop(), "1404-07", days=days)
    found = appraised("sickness", other_person, TYPED)
    told = f"By the record an employer has paid {also_paid} of these days too."
    assert [each for each in remarks(found) if told in each] == remarks(found)
    assert bool(remarks(found)) is bool(also_paid)
    assert found.amount == calculated("sickness", other_person, FACTS)


def test_days_of_sick_pay_on_the_record_are_no_wage(other_person: Person) -> None:
    paid(other_person, workshop(), "1404-01", "1404-07")
    july = Contribution.objects.of(other_person).filter(month=JalaliMonth.parse("1404-07"))
    july.update(kind=Kind.SICKNESS)
    assert remarks(appraised("sickness", other_person, TYPED)) == []


def test_an_accident_needs_a_report_of_its_own(person: Person) -> None:
    papers = KIND["sickness"].papers(answers("sickness", person, TYPED | {"accident": "on"}))
    assert [(p.slug, p.required) for p in papers] == [
        ("rest-certificate", True),
        ("accident-report", True),
    ]


def test_without_premiums_in_the_three_months_before_nothing_is_due(
    other_person: Person,
) -> None:
    paid(other_person, workshop(), "1403-01", "1403-12")
    found = appraised("sickness", other_person, TYPED)
    assert found.refused
    assert not condition(found, "paid_days").met


def test_a_stay_in_hospital_needs_its_paper_too(person: Person) -> None:
    papers = KIND["sickness"].papers
    plain = answers("sickness", person, TYPED)
    assert [p.slug for p in papers(plain)] == ["rest-certificate"]
    hospital = papers(plain | {"hospitalised": True})
    assert [p.slug for p in hospital] == ["rest-certificate", "discharge"]
    assert all(p.required for p in hospital)


def test_it_is_not_sent_without_the_certificate(person: Person) -> None:
    draft = Draft.objects.create(person=person, kind="sickness", typed=TYPED)
    with pytest.raises(submit.PapersMissing) as missing:
        submit.send(draft, user_of(person), answers("sickness", person, TYPED), {})
    assert missing.value.slugs == ["rest-certificate"]


def test_a_year_that_was_mistyped_is_not_paid_for(person: Person) -> None:
    year = TYPED | day("end", "1405-06-31")
    assert form("sickness", person, year).is_valid()
    for end in ("1405-07-01", "1440-07-14"):
        assert "end" in form("sickness", person, TYPED | day("end", end)).errors


def test_no_day_is_paid_twice(person: Person) -> None:
    granted(sent("sickness", person, TYPED))
    overlapping = TYPED | day("start", "1404-07-14") | day("end", "1404-07-20")
    with pytest.raises(submit.AlreadyAsked):
        sent("sickness", person, overlapping)
    next_day = TYPED | day("start", "1404-07-15") | day("end", "1404-07-20")
    assert sent("sickness", person, next_day).state == State.WAITING


def test_days_of_maternity_are_not_days_of_sickness(person: Person, record: Civil) -> None:
    leave = day("start", "1404-06-01") | day("end", "1404-12-01") | day("delivery", "1404-06-01")
    granted(sent("maternity", person, leave))
    with pytest.raises(submit.AlreadyAsked):
        sent("sickness", person, TYPED)


def test_who_was_refused_may_ask_again(person: Person) -> None:
    refused(sent("sickness", person, TYPED))
    assert sent("sickness", person, TYPED).state == State.WAITING


def test_somebody_else_s_rest_is_in_nobody_s_way(person: Person, other_person: Person) -> None:
    paid(other_person, workshop(), "1404-01", "1404-12")
    sent("sickness", person, TYPED)
    assert sent("sickness", other_person, TYPED).state == State.WAITING


def test_a_value_of_the_law_that_is_missing_is_named(person: Person) -> None:
    paid(person, workshop("0183630046"), "1340-01", "1340-12")
    old = TYPED | day("start", "1341-01-01") | day("end", "1341-01-20")
    found = appraised("sickness", person, old)
    assert found.assessment is None
    assert found.missing


@pytest.mark.parametrize(
    ("typed", "name", "fault"),
    [
        (day("end", "1404-06-01"), "end", "The last day is before the first day."),
        (
            day("start", "1405-09-02") | day("end", "1405-09-03"),
            "start",
            "this day is yet to come",
        ),
        ({"marital_status": ""}, "marital_status", "choose one, please"),
    ],
)
def test_what_is_typed_wrong_is_named(
    typed: dict[str, str], name: str, fault: str, person: Person, english: None
) -> None:
    filled = form("sickness", person, TYPED | typed)
    assert not filled.is_valid()
    assert fault in str(filled.errors[name])


def test_the_last_day_of_the_certificate_may_be_yet_to_come(person: Person) -> None:
    typed = TYPED | day("start", "1405-09-01") | day("end", "1405-09-10")
    assert form("sickness", person, typed).is_valid()
