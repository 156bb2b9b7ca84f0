"""Who one is in the files, with the insurance number, and where it is known from."""

from typing import Any

import pytest
from django.test import Client

from taminyar.people.models import Person
from taminyar.persian.jalali import date_of
from tests.pages import words


@pytest.fixture
def english(member: Client) -> Client:
    member.post("/language/", {"language": "en"})
    return member


@pytest.mark.feature("P-01")
def test_identity_and_insurance_number_are_shown(member: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(
        birth_date=date_of(1365, 3, 20), certificate_number="1017", certificate_place="تهران"
    )
    page = words(member.get("/account/identity/"))
    for shown in ("مریم", "کریمی", "علی", "۹۹۹۰۰۰۰۰۱۸", "۱۰۰۰۰۰۰۱", "۲۰ خرداد ۱۳۶۵"):
        assert shown in page
    for shown in ("۱۰۱۷", "تهران", "ایرانی", "۰۹۱۲۰۰۰۰۰۰۱"):
        assert shown in page


def test_what_is_missing_is_named(english: Client) -> None:
    page = words(english.get("/account/identity/"))
    assert "Not on file yet Date of birth, Birth certificate number" in page
    assert "You lose no right by it." in page


def test_nothing_is_called_missing_when_all_is_there(english: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(
        birth_date=date_of(1365, 3, 20), certificate_number="1017", certificate_place="تهران"
    )
    page = words(english.get("/account/identity/"))
    assert "Not on file yet" not in page
    assert "not on file" not in page


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [(True, "confirmed by a branch or by several lists"), (False, "your employers' lists")],
)
def test_it_says_where_the_insurance_number_comes_from(
    confirmed: bool, said: str, english: Client, person: Person
) -> None:
    Person.objects.filter(pk=person.pk).update(insurance_number_confirmed=confirmed)
    assert f"10000001 {said}" in _without_labels(words(english.get("/account/identity/")))


def test_it_says_how_to_have_it_corrected(english: Client) -> None:
    page = words(english.get("/account/identity/"))
    assert "Take your birth certificate and your national card to any branch" in page
    assert "1420" in page
    assert 'href="/account/mobile/"' in english.get("/account/identity/").content.decode()


def test_the_page_costs_few_queries(member: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        assert member.get("/account/identity/").status_code == 200


def _without_labels(page: str) -> str:
    return page.replace("Known from ", "").replace("In our files ", "")
