"""Asking for the marriage gift: what the registry and the record say of each condition."""

import pytest

from taminyar.cartable import inquiry, kinds, submit
from taminyar.cartable.states import State
from taminyar.people.models import Person
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

SPOUSE, OTHER = "9990000026", "9990002010"
TYPED = {"spouse_national_id": SPOUSE, **day("contract_date", "1405-01-15")}


@pytest.fixture(autouse=True)
def married(person: Person, civil: Civil) -> Civil:
    """In work for years, and married once, by the registry too."""
    works(person)
    civil.marries(SPOUSE, "1405-01-15")
    return civil


@pytest.mark.feature("S-04", "S-16")
def test_it_is_due_after_a_first_registered_marriage_at_work(person: Person) -> None:
    found = appraised("marriage", person, TYPED)
    assert found.amount == 183_750_000 == calculated("marriage", person, {"date": "1405-01-15"})
    assert not found.refused
    assert remarks(found) == []
    assert found.assessment
    assert {c.id: str(c.evidence) for c in found.assessment.conditions} == {
        "record": "1812 days in the five years before the contract",
        "employed": "By the record the work went on on that day",
        "first": "The civil registry has no earlier marriage",
        "registered": "The civil registry has this marriage on this day, permanent",
    }


@pytest.mark.parametrize(
    ("has", "evidence"),
    [
        ((OTHER, "1405-01-15"), "The civil registry has no marriage of the two"),
        (
            (SPOUSE, "1405-01-14"),
            "The civil registry has this marriage on another date: 1405-01-14",
        ),
        ((SPOUSE, "1405-01-15", "temporary"), "By the civil registry this marriage is temporary"),
        (
            (SPOUSE, "1405-01-15", "stated"),
            "The civil registry knows this marriage only as it was stated",
        ),
    ],
)
def test_what_the_registry_has_otherwise_is_named(
    has: tuple[str, ...], evidence: str, person: Person, married: Civil
) -> None:
    spouse, on, *how = has
    married.married.clear()
    married.marries(spouse, on, permanent="temporary" not in how, registered="stated" not in how)
    found = appraised("marriage", person, TYPED)
    assert found.refused
    assert found.amount is None
    assert not condition(found, "registered").met
    assert str(condition(found, "registered").evidence) == evidence
    assert remarks(found) == [evidence]


@pytest.mark.parametrize("ended", ["", "1400-01-01"])
def test_a_second_marriage_is_not_the_first_even_if_that_one_ended(
    ended: str, person: Person, married: Civil
) -> None:
    married.marries(OTHER, "1395-02-03", ended=ended)
    found = appraised("marriage", person, TYPED)
    assert found.refused
    assert str(condition(found, "first").evidence) == (
        "The civil registry has an earlier marriage, of 1395-02-03"
    )


def test_an_earlier_temporary_marriage_is_left_to_the_branch(
    person: Person, married: Civil
) -> None:
    married.marries(OTHER, "1395-02-03", permanent=False)
    found = appraised("marriage", person, TYPED)
    assert found.amount
    assert remarks(found) == [
        "The civil registry has an earlier temporary marriage; the branch decides."
    ]


def test_a_later_marriage_takes_nothing_from_the_first(person: Person, married: Civil) -> None:
    married.married.clear()
    married.marries(SPOUSE, "1405-01-15", ended="1405-03-01")
    married.marries(OTHER, "1405-05-01")
    found = appraised("marriage", person, TYPED)
    assert found.amount
    assert remarks(found) == ["By the civil registry this marriage ended on 1405-03-01."]


def test_who_was_not_in_work_on_the_day_is_told_so_from_the_record(
    other_person: Person, married: Civil
) -> None:
    married.marries("9990000018", "1405-01-15")
    paid(other_person, workshop(), "1400-01", "1403-06")
    found = appraised("marriage", other_person, TYPED | {"spouse_national_id": "9990000018"})
    assert found.refused
    assert str(condition(found, "employed").evidence) == "The record shows no work on that day"


def test_a_short_record_is_not_enough(other_person: Person, married: Civil) -> None:
    married.marries("9990000018", "1405-01-15")
    paid(other_person, workshop(), "1404-01", "1404-12")
    found = appraised("marriage", other_person, TYPED | {"spouse_national_id": "9990000018"})
    assert not condition(found, "record").met
    assert condition(found, "employed").met
    assert found.refused


def test_findings_keep_no_more_than_is_needed(person: Person, married: Civil) -> None:
    married.marries(OTHER, "1395-02-03", ended="1400-01-01")
    findings = submit.looked_up(person, KIND["marriage"], answers("marriage", person, TYPED))
    assert OTHER not in str(findings)


def test_a_silent_registry_says_neither_yes_nor_no(person: Person, married: Civil) -> None:
    married.silent = True
    plain = answers("marriage", person, TYPED)
    assert submit.looked_up(person, KIND["marriage"], plain) is None
    found = KIND["marriage"].assess(person, plain, {})
    assert found.assessment is None
    assert not found.refused
    assert remarks(found) == ["The civil registry has not answered yet."]


def test_a_request_sent_into_silence_goes_on_when_the_registry_answers(
    person: Person, married: Civil
) -> None:
    married.silent = True
    request = sent("marriage", person, TYPED)
    assert request.state == State.REGISTERED
    married.silent = False
    inquiry.complete(request)
    assert request.state == State.WAITING
    found = KIND["marriage"].assess(person, request.answers, request.findings)
    assert found.amount == 183_750_000


def test_a_value_of_the_law_that_is_missing_is_named(person: Person, married: Civil) -> None:
    married.married.clear()
    married.marries(SPOUSE, "1340-01-15")
    found = appraised("marriage", person, TYPED | day("contract_date", "1340-01-15"))
    assert found.assessment is None
    assert found.missing
    assert not found.refused


def test_it_is_given_once(person: Person) -> None:
    first = sent("marriage", person, TYPED)
    with pytest.raises(submit.AlreadyAsked) as wrong:
        sent("marriage", person, TYPED)
    assert wrong.value.request == first
    granted(first)
    with pytest.raises(submit.AlreadyAsked):
        sent("marriage", person, TYPED)


def test_who_was_refused_may_ask_again(person: Person) -> None:
    refused(sent("marriage", person, TYPED))
    assert sent("marriage", person, TYPED).state == State.WAITING


def test_each_spouse_asks_on_their_own_record(
    person: Person, other_person: Person, married: Civil
) -> None:
    granted(sent("marriage", person, TYPED))
    paid(other_person, workshop(), "1400-01", "1404-12", wage=4_000_000)
    married.married.clear()
    married.marries("9990000018", "1405-01-15")
    his = sent("marriage", other_person, TYPED | {"spouse_national_id": "9990000018"})
    assert his.state == State.WAITING
    assert his.assessment
    assert his.assessment["amount"] == calculated("marriage", other_person, {"date": "1405-01-15"})


def test_not_due_is_not_sent(person: Person, married: Civil) -> None:
    married.married.clear()
    with pytest.raises(submit.NotDue):
        sent("marriage", person, TYPED)


def test_it_lies_in_the_central_tray_with_the_branch_of_the_newest_workshop(
    person: Person,
) -> None:
    paid(person, workshop("0193630045"), "1405-01")
    request = sent("marriage", person, TYPED)
    assert request.tray == ""
    assert request.branch_id == "019"


def test_no_papers_are_needed(person: Person) -> None:
    assert not KIND["marriage"].papers(answers("marriage", person, TYPED))


@pytest.mark.parametrize(
    ("typed", "name", "fault"),
    [
        ({"spouse_national_id": ""}, "spouse_national_id", "Enter the national ID of your spouse."),
        ({"spouse_national_id": "9990000018"}, "spouse_national_id", "This is your own"),
        ({"spouse_national_id": "9990000027"}, "spouse_national_id", "National ID: write"),
        (day("contract_date", "1405-09-02"), "contract_date", "this day is yet to come"),
        ({"contract_date_day": ""}, "contract_date", "enter the day"),
    ],
)
def test_what_is_typed_wrong_is_named(
    typed: dict[str, str], name: str, fault: str, person: Person, english: None
) -> None:
    filled = form("marriage", person, TYPED | typed)
    assert not filled.is_valid()
    assert fault in str(filled.errors[name])


@pytest.mark.parametrize("digits", ["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_numbers_may_be_typed_in_any_digits(digits: str, person: Person) -> None:
    other = str.maketrans("0123456789", digits)
    typed = {name: value.translate(other) for name, value in TYPED.items()}
    assert answers("marriage", person, typed) == answers("marriage", person, TYPED)


def test_every_kind_is_known_to_the_cartable() -> None:
    assert {*KIND} <= {kind.slug for kind in kinds.all_kinds()}
