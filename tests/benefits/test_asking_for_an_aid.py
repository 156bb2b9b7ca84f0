"""Asking for glasses, a hearing aid and the like, for oneself or a dependant."""

import pytest
from pytest_django import Settings

from taminyar.accounts.models import Role, User
from taminyar.benefits.requests import aids
from taminyar.cartable import decide, submit
from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.law import assessment as assessments
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
    refused,
    remarks,
    sent,
    works,
)
from tests.careers.records import paid, workshop
from tests.cartable.requests import officer

CHILD, SPOUSE, STRANGER = "9990002029", "9990002010", "9990000042"
TYPED = {
    "beneficiary": "me",
    "item": "glasses",
    **day("bought_on", "1404-10-01"),
    "invoice": "8,000,000",
    "seller_tax_id": "",
}
FOR_CHILD = TYPED | {"beneficiary": "dependant", "dependant_national_id": CHILD}
FOR_SPOUSE = FOR_CHILD | {"dependant_national_id": SPOUSE}
FOR_STRANGER = FOR_CHILD | {"dependant_national_id": STRANGER}


@pytest.fixture(autouse=True)
def family(person: Person, civil: Civil) -> Civil:
    works(person)
    civil.marries(SPOUSE, "1392-06-15")
    civil.bears("1394-05-03", CHILD)
    return civil


@pytest.mark.feature("S-15")
@pytest.mark.parametrize(("item", "invoice"), [(item, 5_000_000) for item in aids.TITLES])
def test_every_aid_is_paid_up_to_its_tariff(item: str, invoice: int, person: Person) -> None:
    found = appraised("orthosis", person, TYPED | {"item": item, "invoice": str(invoice)})
    facts = {"item": item, "invoice": invoice, "date": "1404-10-01"}
    assert found.amount == calculated("orthosis", person, facts)
    assert found.amount == min(invoice, aids.tariff(item, jalali.parse_date("1404-10-01")) or 0)


def test_for_oneself_no_registry_is_asked(person: Person, family: Civil) -> None:
    family.silent = True
    assert sent("orthosis", person, TYPED).state == State.WAITING
    assert family.asked == 0


@pytest.mark.feature("S-15")
@pytest.mark.parametrize(
    ("typed", "evidence"),
    [
        (FOR_CHILD, "By the civil registry this is the child"),
        (FOR_SPOUSE, "By the civil registry this is the husband or wife"),
    ],
)
def test_husband_wife_and_child_are_dependants(
    typed: dict[str, str], evidence: str, person: Person
) -> None:
    found = appraised("orthosis", person, typed)
    assert found.amount == 8_000_000
    assert str(condition(found, "dependant").evidence) == evidence
    assert found.assessment
    assert any("checks age, study and work" in str(each) for each in found.assessment.assumptions)


def test_a_stranger_is_no_dependant(person: Person) -> None:
    found = appraised("orthosis", person, FOR_STRANGER)
    assert found.refused
    assert found.amount is None
    assert not condition(found, "dependant").met


@pytest.mark.parametrize(
    ("wedding", "ended", "due"),
    [
        ("1392-06-15", "1404-09-30", False),
        ("1392-06-15", "1404-10-02", True),
        ("1404-10-02", "", False),
    ],
)
def test_the_marriage_must_last_on_the_day_of_the_purchase(
    wedding: str, ended: str, due: bool, person: Person, family: Civil
) -> None:
    family.married.clear()
    family.marries(SPOUSE, wedding, ended=ended)
    assert bool(appraised("orthosis", person, FOR_SPOUSE).amount) is due


def test_a_silent_registry_says_neither_yes_nor_no(person: Person, family: Civil) -> None:
    family.silent = True
    plain = answers("orthosis", person, FOR_CHILD)
    assert submit.looked_up(person, KIND["orthosis"], plain) is None
    assert KIND["orthosis"].assess(person, plain, {}).assessment is None
    assert sent("orthosis", person, FOR_CHILD).state == State.REGISTERED


def test_the_next_renewal_is_told_at_once(person: Person) -> None:
    found = appraised("orthosis", person, TYPED)
    assert remarks(found) == ["After this purchase the next can be paid for from 1414-10-01."]
    assert str(condition(found, "renewal").evidence) == (
        "No payment for an earlier purchase is known here"
    )


@pytest.mark.feature("S-15")
def test_an_aid_is_not_paid_again_before_its_time(person: Person) -> None:
    granted(sent("orthosis", person, TYPED))
    soon = TYPED | day("bought_on", "1405-02-01")
    found = appraised("orthosis", person, soon)
    assert found.refused
    assert str(condition(found, "renewal").evidence) == (
        "The purchase of 1404-10-01 was paid for; the next is from 1414-10-01"
    )
    assert remarks(found)[0] == "Paid for last: the purchase of 1404-10-01."
    facts = {"item": "glasses", "invoice": 8_000_000, "date": "1405-02-01"}
    last = {"last_paid": "1404-10-01"}
    assert calculated("orthosis", person, facts | last) is None


def test_lenses_are_paid_again_after_two_years(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    lenses = TYPED | {"item": "lens", "invoice": "3000000"}
    granted(sent("orthosis", person, lenses))
    paid(person, workshop(), "1405-01", "1406-11")
    monkeypatch.setattr(jalali, "today", lambda: jalali.date_of(1406, 12, 1))
    assert appraised("orthosis", person, lenses | day("bought_on", "1406-09-29")).refused
    assert appraised("orthosis", person, lenses | day("bought_on", "1406-10-01")).amount


def test_where_no_time_is_published_the_branch_decides(person: Person) -> None:
    canes = TYPED | {"item": "cane", "invoice": "3000000"}
    granted(sent("orthosis", person, canes))
    found = appraised("orthosis", person, canes | day("bought_on", "1405-02-01"))
    assert found.amount == 3_000_000
    assert found.assessment
    assert any("is not published" in str(told) for told in found.assessment.assumptions)


def test_another_aid_and_another_person_are_not_in_the_way(person: Person) -> None:
    granted(sent("orthosis", person, TYPED))
    later = day("bought_on", "1405-02-01")
    assert appraised("orthosis", person, TYPED | later | {"item": "lens"}).amount
    assert appraised("orthosis", person, FOR_CHILD | later).amount


def test_one_that_was_refused_was_not_paid(person: Person) -> None:
    refused(sent("orthosis", person, TYPED))
    assert appraised("orthosis", person, TYPED | day("bought_on", "1405-02-01")).amount


def test_an_older_invoice_is_not_paid_beside_a_newer_one(person: Person) -> None:
    granted(sent("orthosis", person, TYPED))
    found = appraised("orthosis", person, TYPED | day("bought_on", "1404-09-15"))
    assert found.refused
    assert str(condition(found, "newer").evidence) == "The purchase of 1404-10-01 was paid for"


def test_what_was_granted_is_not_in_its_own_way(person: Person) -> None:
    request = granted(sent("orthosis", person, TYPED))
    again = KIND["orthosis"].assess(person, request.answers, request.findings)
    assert again.amount == 8_000_000


@pytest.mark.feature("S-15")
def test_one_purchase_is_paid_once_whichever_parent_asks(
    person: Person, other_person: Person
) -> None:
    works(other_person)
    granted(sent("orthosis", person, FOR_CHILD))
    with pytest.raises(submit.AlreadyAsked) as wrong:
        sent("orthosis", other_person, FOR_CHILD)
    assert wrong.value.request is None
    later = FOR_CHILD | day("bought_on", "1405-02-01")
    assert appraised("orthosis", other_person, later).refused


def test_two_purchases_both_parents_asked_for_are_not_both_paid(
    person: Person, other_person: Person
) -> None:
    works(other_person)
    mine = sent("orthosis", person, FOR_CHILD)
    theirs = sent("orthosis", other_person, FOR_CHILD | day("bought_on", "1404-10-20"))
    assert theirs.assessment
    basis = assessments.from_json(theirs.assessment)  # of the day when nothing was paid yet
    granted(mine)
    with pytest.raises(decide.NothingDue):
        decide.approve(theirs, officer(), Role.BRANCH_OFFICER, basis=basis)
    assert Request.objects.get(pk=theirs.pk).state == State.WAITING
    assert [order.source_key for order in PaymentOrder.objects.all()] == [mine.tracking]


def test_of_a_stranger_no_payment_is_told(person: Person, other_person: Person) -> None:
    granted(sent("orthosis", person, FOR_CHILD))
    asked = FOR_CHILD | day("bought_on", "1405-02-01")
    other_person.national_id = STRANGER
    civil_of_nobody = {"tie": "nobody"}
    plain = answers("orthosis", other_person, asked)
    paid_on = repr(jalali.parse_date("1404-10-01"))
    found = KIND["orthosis"].assess(other_person, plain, civil_of_nobody)
    assert paid_on not in str(found)
    assert paid_on in str(KIND["orthosis"].assess(other_person, plain, {"tie": "child"}))


def test_after_a_divorce_nothing_is_told_of_the_other_s_life(
    person: Person, other_person: Person, family: Civil
) -> None:
    works(other_person)
    Person.objects.filter(pk=other_person.pk).update(national_id=SPOUSE)
    other_person.refresh_from_db()
    granted(sent("orthosis", other_person, TYPED | day("bought_on", "1405-03-01")))
    before = FOR_SPOUSE | day("bought_on", "1404-10-01")
    newer = repr(jalali.parse_date("1405-03-01"))
    assert newer in str(appraised("orthosis", person, before))
    family.married.clear()
    family.marries(SPOUSE, "1392-06-15", ended="1404-12-01")
    found = appraised("orthosis", person, before)
    assert newer not in str(found)
    assert found.amount == 8_000_000


def test_one_request_for_an_aid_at_a_time(person: Person) -> None:
    first = sent("orthosis", person, TYPED)
    with pytest.raises(submit.AlreadyAsked) as wrong:
        sent("orthosis", person, TYPED | day("bought_on", "1404-10-05"))
    assert wrong.value.request == first
    assert sent("orthosis", person, FOR_CHILD).state == State.WAITING


def test_before_the_list_of_tariffs_the_amount_is_not_known(person: Person) -> None:
    found = appraised("orthosis", person, TYPED | day("bought_on", "1404-08-30"))
    assert found.assessment is None
    assert found.missing
    assert sent("orthosis", person, TYPED | day("bought_on", "1404-08-30")).assessment is None


@pytest.mark.parametrize(
    ("item", "invoice", "needed"),
    [
        ("glasses", 900_000_000, None),
        ("hearing_aid", 39_000_000, Role.MEDICAL_REVIEWER),
        ("hearing_aid", 29_999_999, None),
        ("wheelchair", 30_000_000, Role.MEDICAL_REVIEWER),
    ],
)
def test_a_costly_aid_is_seen_by_the_medical_reviewer(
    item: str, invoice: int, needed: Role | None, person: Person
) -> None:
    request = sent("orthosis", person, TYPED | {"item": item, "invoice": str(invoice)})
    assert KIND["orthosis"].needs_advice(request) is needed


def test_where_the_tariff_is_not_known_the_invoice_counts(
    person: Person, settings: Settings
) -> None:
    settings.REVIEWED_RIALS = 5_000_000
    request = sent("orthosis", person, TYPED | day("bought_on", "1404-08-30"))
    assert KIND["orthosis"].needs_advice(request) is Role.MEDICAL_REVIEWER


def test_a_costly_aid_is_not_approved_without_the_reviewer(person: Person) -> None:
    typed = TYPED | {"item": "hearing_aid", "invoice": "40000000"}
    request = sent("orthosis", person, typed)
    basis = appraised("orthosis", person, typed).assessment
    with pytest.raises(decide.AdviceNeeded):
        decide.approve(request, officer(), Role.BRANCH_OFFICER, basis=basis)
    assert granted(request).amount == 39_000_000


def test_an_officer_does_not_decide_what_is_for_themselves(person: Person) -> None:
    request, theirs = sent("orthosis", person, FOR_SPOUSE), officer()
    Person.objects.filter(pk=theirs.person_id).update(national_id=SPOUSE)
    basis = appraised("orthosis", person, FOR_SPOUSE).assessment
    theirs = User.objects.get(pk=theirs.pk)
    with pytest.raises(decide.OwnRequest):
        decide.claim(request, theirs, Role.BRANCH_OFFICER)
    with pytest.raises(decide.OwnRequest):
        decide.approve(request, theirs, Role.BRANCH_OFFICER, basis=basis)
    decide.approve(request, officer(number=5), Role.BRANCH_OFFICER, basis=basis)
    assert request.state == State.SENT_TO_FINANCE


def test_the_papers_are_prescription_and_invoice(person: Person) -> None:
    papers = KIND["orthosis"].papers(answers("orthosis", person, TYPED))
    assert [(p.slug, p.required) for p in papers] == [("prescription", True), ("invoice", True)]


def test_it_is_for_insured_persons_and_pensioners() -> None:
    assert KIND["orthosis"].levels == {"insured", "pensioner"}


def test_a_dependant_typed_before_is_forgotten_when_it_is_for_oneself(person: Person) -> None:
    typed = TYPED | {"dependant_national_id": "12"}
    assert answers("orthosis", person, typed)["dependant_national_id"] == ""


@pytest.mark.parametrize("typed", ["۱۴۰۰۱۲۳۴۵۶۷", " 1400 1234 567 ", "14001234567"])
def test_the_tax_number_is_ten_to_fourteen_digits_of_any_set(typed: str, person: Person) -> None:
    kept = answers("orthosis", person, TYPED | {"seller_tax_id": typed})
    assert kept["seller_tax_id"] == "14001234567"


@pytest.mark.parametrize(
    ("typed", "name", "fault"),
    [
        ({"beneficiary": ""}, "beneficiary", "Who is it for"),
        (
            {"beneficiary": "dependant", "dependant_national_id": ""},
            "dependant_national_id",
            "Enter the national ID of your husband, wife or child.",
        ),
        (
            {"beneficiary": "dependant", "dependant_national_id": "9990000018"},
            "dependant_national_id",
            "This is your own national ID",
        ),
        (
            {"beneficiary": "dependant", "dependant_national_id": "12"},
            "dependant_national_id",
            "National ID: write",
        ),
        ({"item": ""}, "item", "What was bought"),
        ({"item": "aeroplane"}, "item", ""),
        ({"invoice": "0"}, "invoice", ""),
        (day("bought_on", "1405-09-02"), "bought_on", "this day is yet to come"),
        ({"seller_tax_id": "123456789"}, "seller_tax_id", "10 to 14 digits"),
        ({"seller_tax_id": "abcdefghijk"}, "seller_tax_id", "10 to 14 digits"),
    ],
)
def test_what_is_typed_wrong_is_named(
    typed: dict[str, str], name: str, fault: str, person: Person, english: None
) -> None:
    filled = form("orthosis", person, TYPED | typed)
    assert not filled.is_valid()
    assert fault in str(filled.errors[name])
