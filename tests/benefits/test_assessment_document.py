"""An answer of a member's own calculator goes to the mailbox as a signed document."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from taminyar.accounts.throttle import Limit
from taminyar.mailbox import issue
from taminyar.mailbox.models import Item, Verifiable
from taminyar.people.models import Person
from tests.benefits.test_own_calculators import LEAVE, MARRIAGE, REST
from tests.careers.records import paid, workshop
from tests.pages import words

SICK = REST | {"marital_status": "married"}
ANSWERS = [
    ("marriage", MARRIAGE, 183_750_000),
    ("sickness", SICK, 49_766_129),
    ("maternity", LEAVE, 120_645_161),
]


@pytest.fixture
def english(member: Client) -> Client:
    member.post("/language/", {"language": "en"})
    return member


@pytest.fixture
def record(person: Person) -> None:
    """Five years and more in one workshop, the last two at twice the wage."""
    paid(person, workshop(), "1399-01", "1402-12")
    paid(person, workshop(), "1403-01", "1404-12", wage=6_000_000)


def sent(client: Client, path: str, typed: dict[str, str]) -> dict[str, Any]:
    """What the document says, after it was asked for."""
    response = client.post(f"/benefits/{path}/", typed | {"send": "yes"})
    assert response.status_code == 302
    item = Item.objects.get()
    assert response["Location"] == f"/my/mailbox/{item.number}/"
    assert item.kind == "assessment"
    said: dict[str, Any] = item.data
    return said


@pytest.mark.parametrize(("path", "typed"), [(path, typed) for path, typed, _ in ANSWERS])
def test_an_answer_offers_to_be_sent_with_what_it_was_made_from(
    path: str, typed: dict[str, str], english: Client, record: None
) -> None:
    asked = english.get(f"/benefits/{path}/")
    assert "Send this computation to my mailbox" not in words(asked)
    response = english.post(f"/benefits/{path}/", typed)
    assert "Send this computation to my mailbox" in words(response)
    html = response.content.decode()
    for name, value in typed.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert not Item.objects.exists()


@pytest.mark.feature("M-02")
@pytest.mark.parametrize(("path", "typed", "amount"), ANSWERS)
def test_the_document_says_what_the_page_says(
    path: str, typed: dict[str, str], amount: int, english: Client, record: None
) -> None:
    page = words(english.post(f"/benefits/{path}/", typed))
    said = sent(english, path, typed)
    assert said["amount"] == {"rials": amount, "words": []}
    assert said["eligible"]
    assert said["verdict"] == "Every condition is met."
    for shown in [
        said["amount_label"],
        *(condition["text"] for condition in said["conditions"]),
        *(condition["evidence"] for condition in said["conditions"]),
        *(step["label"] for step in said["steps"]),
        *(step["shown"] for step in said["steps"]),
        *said["assumptions"],
        *(used["label"] for used in said["used"]),
    ]:
        assert shown in page
    assert said["law_version"]
    assert len(said["inputs_hash"]) == 64


def test_in_persian_the_amount_stands_in_words_of_rials_and_toman(
    member: Client, record: None
) -> None:
    said = sent(member, "marriage", MARRIAGE)
    assert said["amount"]["words"][1] == "هجده میلیون و سیصد و هفتاد و پنج هزار تومان"
    assert said["about"] == "کمک هزینه ازدواج"


def test_it_tells_what_was_stated_and_what_the_record_gave(english: Client, record: None) -> None:
    notes = sent(english, "sickness", SICK | {"hospitalised": "on"})["notes"]
    assert "First day of rest: 1 Mehr 1404" in notes
    assert "Marital status: Married, or a child or parent depends on me" in notes
    assert "I was in hospital: Yes" in notes
    assert "It was an accident or an occupational disease: No" in notes
    expected = "From the record, Tir 1404 to Shahrivar 1404: 93 days, wages of 561,000,000 rials."
    assert expected in notes


def test_what_is_not_due_is_told_with_every_condition(english: Client, person: Person) -> None:
    paid(person, workshop(), "1402-01", "1402-06")
    said = sent(english, "marriage", MARRIAGE)
    assert said["amount"] is None
    assert said["verdict"] == "Not due: 2 conditions are not met."
    assert [condition["met"] for condition in said["conditions"]].count(False) == 2


def test_no_amount_from_the_browser_is_believed(english: Client, record: None) -> None:
    said = sent(english, "marriage", MARRIAGE | {"amount": "999999999", "eligible": "no"})
    assert said["amount"]["rials"] == 183_750_000


def test_a_verifier_sees_no_amount(english: Client, record: None) -> None:
    sent(english, "marriage", MARRIAGE)
    assert "183,750,000" not in str(Verifiable.objects.get().shown)


def test_sent_twice_it_is_one_document(member: Client, record: None) -> None:
    typed = MARRIAGE | {"send": "yes"}
    first, second = (member.post("/benefits/marriage/", typed)["Location"] for _ in range(2))
    assert first == second
    assert Item.objects.count() == 1


def test_wrong_facts_send_nothing(english: Client, record: None) -> None:
    typed = MARRIAGE | {"contract_date_day": "", "send": "yes"}
    assert english.post("/benefits/marriage/", typed).status_code == 422
    assert not Item.objects.exists()


def test_an_answer_that_lacks_a_value_of_the_law_cannot_be_sent(
    english: Client, person: Person
) -> None:
    paid(person, workshop(), "1498-01", "1498-12")
    future = {"start_year": "1499", "start_month": "1", "end_year": "1499", "end_month": "1"}
    response = english.post("/benefits/sickness/", SICK | future | {"send": "yes"})
    assert response.status_code == 200
    assert "Send this computation" not in words(response)
    assert not Item.objects.exists()


def test_the_open_calculators_send_nothing(member: Client, record: None) -> None:
    response = member.post("/calculators/wage_base/", {"send": "yes"})
    assert response.status_code in (200, 422)
    assert not Item.objects.exists()


def test_who_sends_too_many_is_told_to_wait_and_keeps_the_answer(
    english: Client, record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue, "OF_ONE_PERSON", Limit("documents", 0, timedelta(hours=1)))
    response = english.post("/benefits/marriage/", MARRIAGE | {"send": "yes"})
    told = words(response)
    assert response.status_code == 422
    assert "You asked for many documents" in told
    assert "183,750,000" in told
