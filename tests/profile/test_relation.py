"""What ties somebody to the insurance today, and the statement of it for an institution."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from taminyar.pensions.models import Kind
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth, today
from taminyar.profile.models import CertificateOrder
from taminyar.profile.relation_form import institutions
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


@pytest.mark.feature("P-03")
def test_a_good_form_shows_the_whole_statement_with_its_addressee(
    english: Client, works: None, person: Person
) -> None:
    pension(person, Kind.SURVIVORS, number="12345678")
    response = english.post(URL, FORM, follow=True)
    told = words(response)
    for shown in (*FORM.values(), person.full_name, "9990000018", "10000001", "کارگاه لاله"):
        assert shown in told
    assert "12345678" in told
    assert "Survivor's pension" in told
    assert "It carries no signature" in told
    assert response.redirect_chain[0][1] == 302


def test_the_order_keeps_the_data_as_they_were(
    english: Client, works: None, person: Person
) -> None:
    address = english.post(URL, FORM)["Location"]
    paid(person, workshop("0183630047", "کارگاه نو"), str(DUE))
    assert "کارگاه نو" not in page(english, address)
    assert "کارگاه نو" in page(english)
    kept = CertificateOrder.objects.get()
    assert kept.statement["works"][0]["since"] == str(DUE - 10)
    assert kept.statement["day"] == jalali.iso(today())


def test_the_same_order_twice_is_one_row(member: Client, works: None) -> None:
    first, second = (member.post(URL, FORM)["Location"] for _ in range(2))
    assert first == second
    member.post(URL, FORM | {"institution": "سفارت"})
    assert CertificateOrder.objects.count() == 2


def test_the_database_keeps_the_same_order_once_a_day(member: Client, works: None) -> None:
    member.post(URL, FORM)
    kept = CertificateOrder.objects.get()
    kept.pk = None
    with pytest.raises(IntegrityError, match="same_statement_once_a_day"):
        kept.save(force_insert=True)


@pytest.mark.parametrize("known", ["works", "works_ended", "nothing"])
def test_a_statement_can_be_ordered_whatever_it_says(
    known: str, english: Client, person: Person
) -> None:
    if known != "nothing":
        place = workshop()
        paid(person, place, "1400-01", "1400-06" if known == "works_ended" else str(DUE))
        listed(place, str(DUE))
    told = words(english.post(URL, FORM, follow=True))
    expected = {
        "works": "As an insured person",
        "works_ended": "The newest days are those of Shahrivar 1400",
        "nothing": "No relation is on record",
    }
    assert expected[known] in told


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
    assert not CertificateOrder.objects.exists()


def test_arabic_letters_are_kept_as_persian_ones(member: Client, works: None) -> None:
    member.post(URL, FORM | {"institution": "بانك  ملي"})
    assert CertificateOrder.objects.get().institution == "بانک ملی"


def test_institutions_are_suggested(member: Client) -> None:
    html = member.get(URL).content.decode()
    assert 'list="institutions"' in html
    assert all(f'value="{name}"' in html for name in institutions())


def test_another_person_s_statement_is_not_there(
    member: Client, other_person: Person, works: None
) -> None:
    address = member.post(URL, FORM)["Location"]
    CertificateOrder.objects.update(person=other_person)
    assert member.get(address).status_code == 404
    assert member.get(f"{URL}{10**30}/").status_code == 404


def test_looking_keeps_nothing(member: Client, works: None) -> None:
    member.get(URL)
    assert not CertificateOrder.objects.exists()


def test_staff_are_turned_away(member: Client) -> None:
    session = member.session
    session["level"] = "staff"
    session.save()
    assert member.get(URL).status_code == 403
    assert member.post(URL, FORM).status_code == 403
    assert not CertificateOrder.objects.exists()


def test_the_pages_cost_few_queries(
    member: Client, person: Person, works: None, django_assert_max_num_queries: Any
) -> None:
    pension(person, Kind.SURVIVORS)
    with django_assert_max_num_queries(8):
        assert member.get(URL).status_code == 200
    address = member.post(URL, FORM)["Location"]
    with django_assert_max_num_queries(8):
        assert member.get(address).status_code == 200
