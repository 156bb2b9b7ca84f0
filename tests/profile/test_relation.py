"""What ties somebody to the insurance today, and the statement of it for an institution."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from taminyar.accounts.throttle import Limit
from taminyar.mailbox import issue
from taminyar.mailbox.asking import institutions
from taminyar.mailbox.models import Issuing, Item, Verifiable
from taminyar.pensions.models import Kind
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth, today
from tests.careers.records import listed, paid, workshop
from tests.pages import words
from tests.pensions.heads import pension

DUE = JalaliMonth.of(today()) - 2
URL = "/account/relation/"
FORM = {"institution": "بانک مهر آسمان", "receiving_branch": "شعبه مرکزی"}


@pytest.fixture
def english(member: Client) -> Client:
    member.post("/language/", {"language": "en"})
    return member


@pytest.fixture
def works(person: Person) -> None:
    """Maryam works in a workshop, and left another."""
    place, left = workshop(), workshop("0183630046", "کارگاه کاوه")
    paid(person, left, "1400-01", "1400-06")
    paid(person, place, str(DUE - 10), str(DUE))
    listed(left, str(DUE))
    listed(place, str(DUE))


def ordered(client: Client, person: Person, **wishes: str) -> dict[str, Any]:
    """What the newest document says, after it was asked for."""
    assert client.post(URL, FORM | wishes).status_code == 302
    newest = Item.objects.of(person).newest_first()[0]
    said: dict[str, Any] = newest.data
    return said


def page(client: Client, path: str = URL) -> str:
    return words(client.get(path))


@pytest.mark.feature("P-03")
def test_the_workshops_of_the_newest_lists_are_shown(english: Client, works: None) -> None:
    told = page(english)
    for shown in ("کارگاه لاله", "0183630045", "شعبه یک تهران", jalali.long_date(today(), "en")):
        assert shown in told
    assert jalali.month_label(DUE - 10, "en") in told
    assert "کارگاه کاوه" not in told


def test_the_pensions_drawn_are_shown(english: Client, person: Person) -> None:
    pension(person, Kind.SURVIVORS, number="12345678")
    pension(person, number="87654321", ended_on=jalali.date_of(1402, 1, 1))
    told = page(english)
    assert "As a pensioner" in told
    assert "12345678" in told
    assert "87654321" not in told


def test_a_late_list_is_named_and_the_relation_stays(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, str(DUE - 5), str(DUE - 1))
    listed(place, str(DUE - 1))
    told = page(english)
    assert "A list is late" in told
    assert f"for {jalali.month_label(DUE, 'en')} has not reached us yet" in told


def test_without_a_relation_it_says_since_when(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, "1400-01", "1400-06")
    listed(place, str(DUE))
    told = page(english)
    assert "No active relation today" in told
    assert "those of Shahrivar 1400, in کارگاه لاله" in told


def test_an_empty_record_never_reads_as_having_nothing(english: Client) -> None:
    assert "We know of no relation yet" in page(english)


@pytest.mark.feature("P-03", "M-02")
def test_a_good_form_puts_the_signed_statement_into_the_mailbox(
    english: Client, works: None, person: Person
) -> None:
    pension(person, Kind.SURVIVORS, number="12345678")
    response = english.post(URL, FORM)
    kept = Item.objects.of(person).get()
    assert response.status_code == 302
    assert response["Location"] == f"/my/mailbox/{kept.number}/"
    assert "Statement of active relation" in page(english, response["Location"])
    pdf = b"".join(english.get(f"/my/mailbox/{kept.number}/file"))
    assert pdf.startswith(b"%PDF-2.0")
    assert hashlib.sha256(pdf).digest() == bytes(kept.sha256 or b"")


@pytest.mark.feature("P-03")
def test_the_statement_says_what_the_page_says(
    english: Client, works: None, person: Person
) -> None:
    pension(person, Kind.SURVIVORS, number="12345678")
    said = ordered(english, person)
    assert said["person"] == {
        "name": "مریم کریمی",
        "father_name": "علی",
        "national_id": "9990000018",
        "insurance_number": "10000001",
    }
    assert said["as_of"] == {"iso": str(today()), "shown": jalali.long_date(today(), "en")}
    assert said["lists_through"]["iso"] == str(DUE)
    assert said["verdict"] == "An active relation is on record: insured person and pensioner."
    (work,) = said["works"]
    assert (work["workshop"], work["code"]) == ("کارگاه لاله", "0183630045")
    assert (work["since"]["iso"], work["through"]["iso"]) == (str(DUE - 10), str(DUE))
    assert work["late"] is None
    assert [(p["number"], p["kind"]) for p in said["pensions"]] == [
        ("12345678", "Survivor's pension")
    ]


def test_it_bears_its_addressee_and_holds_ninety_days(
    member: Client, works: None, person: Person
) -> None:
    ordered(member, person)
    document = Verifiable.objects.get()
    assert (document.institution, document.receiving_branch) == tuple(FORM.values())
    assert document.language == "fa"
    assert document.valid_until == today() + timedelta(days=90)


def test_a_verifier_sees_what_it_says_and_neither_number_nor_workshop(
    english: Client, works: None, person: Person
) -> None:
    ordered(english, person)
    shown = str(Verifiable.objects.get().shown)
    assert "An active relation is on record" in shown
    assert "9990000018" not in shown
    assert "کارگاه" not in shown


@pytest.mark.parametrize(("days", "language"), [("30", "en"), ("365", "fa")])
def test_language_and_validity_can_be_chosen(
    days: str, language: str, member: Client, works: None, person: Person
) -> None:
    said = ordered(member, person, language=language, valid_days=days, purpose="وام مسکن")
    document = Verifiable.objects.get()
    assert document.language == language
    assert document.valid_until == today() + timedelta(days=int(days))
    assert said["works"][0]["since"]["shown"] == jalali.month_label(DUE - 10, language)
    assert said["works"][0]["kind"] == {"en": "Mandatory", "fa": "اجباری"}[language]


def test_a_late_list_is_named_in_the_statement(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, str(DUE - 5), str(DUE - 1))
    listed(place, str(DUE - 1))
    said = ordered(english, person)
    assert said["works"][0]["late"]["iso"] == str(DUE)
    assert "An employer's delay ends no relation (article 36)." in said["notes"]


def test_the_statement_stays_as_it_was_made(english: Client, works: None, person: Person) -> None:
    ordered(english, person)
    paid(person, workshop("0183630047", "کارگاه نو"), str(DUE))
    assert "کارگاه نو" in page(english)
    assert "کارگاه نو" not in str(Item.objects.get().data)


def test_the_same_statement_twice_is_one_document(
    member: Client, works: None, person: Person
) -> None:
    first, second = (member.post(URL, FORM)["Location"] for _ in range(2))
    assert first == second
    member.post(URL, FORM | {"institution": "سفارت"})
    assert Item.objects.of(person).count() == 2


@pytest.mark.parametrize("known", ["works_ended", "nothing"])
def test_a_statement_can_be_asked_for_whatever_it_says(
    known: str, english: Client, person: Person
) -> None:
    if known == "works_ended":
        place = workshop()
        paid(person, place, "1400-01", "1400-06")
        listed(place, str(DUE))
    said = ordered(english, person)
    expected = {
        "works_ended": "The newest days are those of Shahrivar 1400.",
        "nothing": "No relation is on record.",
    }
    assert expected[known] in said["verdict"]
    assert "An old record may still be on paper at a branch." in said["notes"]


@pytest.mark.parametrize("field", FORM)
@pytest.mark.parametrize("wrong", ["", "   ", "ب" * 101])
def test_a_wrong_form_comes_back_as_it_was_typed(
    field: str, wrong: str, english: Client, works: None
) -> None:
    response = english.post(URL, FORM | {field: wrong})
    assert response.status_code == 422
    html = response.content.decode()
    assert "Please put one thing right" in html
    assert f'href="#id_{field}"' in html
    for value in (FORM | {field: wrong}).values():
        assert value.strip() in html
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"language": "ar"}, {"valid_days": "100000"}, {"purpose": "ب" * 101}]
)
def test_what_is_wrong_under_more_choices_stands_open(
    wrong: dict[str, str], english: Client, works: None
) -> None:
    response = english.post(URL, FORM | wrong)
    assert response.status_code == 422
    assert '<details class="more" open>' in response.content.decode()
    assert not Item.objects.exists()


def test_who_asks_for_too_many_is_told_to_wait_and_nothing_is_lost(
    english: Client, works: None, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue, "OF_ONE_PERSON", Limit("documents", 1, timedelta(hours=1)))
    english.post(URL, FORM)
    response = english.post(URL, FORM | {"institution": "شهرداری"})
    assert response.status_code == 422
    assert "You asked for many documents. Ask again in 60 minutes" in words(response)
    assert 'value="شهرداری"' in response.content.decode()
    assert Item.objects.count() == 1


def test_arabic_letters_are_kept_as_persian_ones(
    member: Client, works: None, person: Person
) -> None:
    ordered(member, person, institution="بانك  ملي")
    assert Verifiable.objects.get().institution == "بانک ملی"


def test_institutions_are_suggested(member: Client) -> None:
    html = member.get(URL).content.decode()
    assert 'list="institutions"' in html
    assert all(f'value="{name}"' in html for name in institutions())


def test_looking_keeps_nothing(member: Client, works: None) -> None:
    member.get(URL)
    assert not Issuing.objects.exists()


def test_staff_are_turned_away(member: Client) -> None:
    session = member.session
    session["level"] = "staff"
    session.save()
    assert member.get(URL).status_code == 403
    assert member.post(URL, FORM).status_code == 403
    assert not Item.objects.exists()


def test_the_page_costs_few_queries(
    member: Client, person: Person, works: None, django_assert_max_num_queries: Any
) -> None:
    pension(person, Kind.SURVIVORS)
    with django_assert_max_num_queries(8):
        assert member.get(URL).status_code == 200
