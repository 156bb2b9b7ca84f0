"""The record as a signed document: a summary or every month, with or without wages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from taminyar.accounts.throttle import Limit
from taminyar.mailbox import issue
from taminyar.mailbox.models import Issuing, Item, Verifiable
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth, today
from tests.careers.records import listed, paid, workshop
from tests.pages import words

URL = "/records/document/"
DUE = JalaliMonth.of(today()) - 2


@pytest.fixture
def english(member: Client) -> Client:
    member.post("/language/", {"language": "en"})
    return member


@pytest.fixture
def record(person: Person) -> None:
    """Two years in one workshop, a half month in another on top, a year of nothing."""
    paid(person, workshop(), "1398-01", "1399-12")
    paid(person, workshop("0183630046", "کارگاه کاوه"), "1399-05", days=15)
    paid(person, workshop(), "1401-01", "1401-02")


def ordered(client: Client, person: Person, **wishes: str) -> dict[str, Any]:
    """What the newest document says, after it was asked for."""
    assert client.post(URL, wishes).status_code == 302
    newest = Item.objects.of(person).newest_first()[0]
    said: dict[str, Any] = newest.data | {"kind": newest.kind}
    return said


@pytest.mark.parametrize("path", ["", "wages/", "combined/"])
def test_the_record_pages_lead_to_it(path: str, member: Client, record: None) -> None:
    assert f'href="{URL}"' in member.get(f"/records/{path}").content.decode()


@pytest.mark.feature("M-02")
def test_the_summary_has_a_line_for_each_year_and_the_total(
    english: Client, person: Person, record: None
) -> None:
    said = ordered(english, person)
    assert said["kind"] == "record-summary"
    first, second, empty, last = [y for y in said["years"] if y["year"] <= 1401]
    assert (first["year"], first["days"]) == (1398, 365)
    assert (second["days"], second["workshops"]) == (366, ["کارگاه لاله", "کارگاه کاوه"])
    assert (empty["year"], empty["days"], empty["workshops"]) == (1400, 0, [])
    assert last["days"] == 62
    assert said["total"]["days"] == 793
    assert said["total"]["shown"] == "2 years and 2 months and 3 days"


@pytest.mark.feature("M-02")
def test_the_whole_record_has_every_month_of_every_workshop(
    english: Client, person: Person, record: None
) -> None:
    said = ordered(english, person, kind="record")
    assert said["kind"] == "record"
    second = said["years"][1]
    assert [line["month"]["iso"] for line in second["lines"]].count("1399-05") == 2
    assert len(second["lines"]) == 13
    assert second["days"] == 366
    overlapping = next(line for line in second["lines"] if line["days"] == 15)
    assert overlapping["workshop"] == "کارگاه کاوه"
    assert overlapping["month"]["shown"] == "Mordad 1399"


@pytest.mark.parametrize("kind", ["record-summary", "record"])
def test_wages_are_left_out_unless_they_are_asked_for(
    kind: str, member: Client, person: Person, record: None
) -> None:
    said = ordered(member, person, kind=kind)
    assert not said["with_wages"]
    assert said["total"]["insured_wage"] is said["years"][0]["premium"] is None
    assert "94,000,000" not in str(said)
    assert "94000000" not in str(said)


def test_wages_and_premiums_are_whole_rials(member: Client, person: Person, record: None) -> None:
    said = ordered(member, person, kind="record", with_wages="on")
    line = said["years"][0]["lines"][0]
    # 31 days at 3,000,000 and 1,000,000 of benefits; 7 percent of it.
    assert (line["insured_wage"], line["premium"]) == (94_000_000, 6_580_000)
    years = said["years"]
    assert said["total"]["insured_wage"] == sum(year["insured_wage"] for year in years)
    assert said["total"]["premium"] == sum(year["premium"] for year in years)


def test_some_years_can_be_chosen_and_the_document_says_so(
    english: Client, person: Person, record: None
) -> None:
    said = ordered(english, person, kind="record", first_year="1399", last_year="1400")
    assert [year["year"] for year in said["years"]] == [1399, 1400]
    assert said["total"]["days"] == 366
    expected = "Only the years 1399 to 1400, as asked; the record holds other years too."
    assert expected in said["notes"]


def test_all_years_need_no_such_word(english: Client, person: Person, record: None) -> None:
    assert not [note for note in ordered(english, person)["notes"] if note.startswith("Only")]


def test_a_list_that_has_not_come_is_named_on_the_document_too(
    english: Client, person: Person
) -> None:
    place = workshop()
    paid(person, place, str(DUE - 5), str(DUE - 1))
    listed(place, str(DUE - 1))
    (note,) = ordered(english, person)["notes"]
    assert note.startswith("Not here yet: the list of کارگاه لاله for ")


def test_a_long_silence_is_told(english: Client, person: Person, record: None) -> None:
    notes = ordered(english, person)["notes"]
    assert "Nothing with this name has reached us after Ordibehesht 1401." in notes


def test_an_empty_record_never_reads_as_having_nothing(english: Client, person: Person) -> None:
    assert "The document would say just that." in words(english.get(URL))
    said = ordered(english, person)
    assert said["years"] == []
    assert "No list with this name has reached us yet" in said["notes"][0]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "2 years and 2 months and 3 days"), ("fa", "2 سال و 2 ماه و 3 روز")],
)
def test_its_language_may_differ_from_that_of_the_page(
    language: str, shown: str, member: Client, person: Person, record: None
) -> None:
    said = ordered(member, person, language=language)
    assert said["total"]["shown"] == shown
    assert Verifiable.objects.get().language == language


def test_the_addressee_may_be_left_out(member: Client, person: Person, record: None) -> None:
    ordered(member, person)
    assert Verifiable.objects.get().institution == ""
    ordered(member, person, institution="سفارت", receiving_branch="بخش روادید")
    assert Verifiable.objects.filter(institution="سفارت").exists()


def test_a_verifier_sees_how_long_the_record_is_and_no_wage(
    english: Client, person: Person, record: None
) -> None:
    ordered(english, person, with_wages="on")
    shown = str(Verifiable.objects.get().shown)
    assert "2 years and 2 months" in shown
    assert "9990000018" not in shown


def test_the_same_document_twice_is_one(member: Client, person: Person, record: None) -> None:
    first, second = (member.post(URL, {"kind": "record"})["Location"] for _ in range(2))
    assert first == second
    assert Issuing.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "other"}, "What it shall hold: choose one of the two, please."),
        ({"first_year": "1350"}, "From the year: choose one of your record."),
        ({"last_year": "x"}, "To the year: choose one of your record."),
        ({"first_year": "1401", "last_year": "1398"}, "To the year: it is before the first year."),
    ],
)
def test_a_wrong_form_comes_back_as_it_was_filled(
    wrong: dict[str, str], told: str, english: Client, record: None
) -> None:
    response = english.post(URL, {"institution": "سفارت"} | wrong)
    assert response.status_code == 422
    assert told in words(response)
    assert 'value="سفارت"' in response.content.decode()
    assert not Item.objects.exists()


def test_who_asks_for_too_many_is_told_to_wait(
    english: Client, record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue, "OF_ONE_PERSON", Limit("documents", 0, timedelta(hours=1)))
    response = english.post(URL, {"with_wages": "on"})
    assert response.status_code == 422
    assert "You asked for many documents" in words(response)
    assert 'id="id_with_wages" checked' in response.content.decode()


def test_only_the_own_record_is_in_it(
    member: Client, person: Person, other_person: Person, record: None
) -> None:
    paid(other_person, workshop("0183630047", "کارگاه دیگر"), "1398-01", "1399-12")
    assert "کارگاه دیگر" not in str(ordered(member, person, kind="record"))


def test_the_page_costs_few_queries(
    member: Client, record: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        assert member.get(URL).status_code == 200
