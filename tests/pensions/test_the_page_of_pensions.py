"""Pensioners, and only they, see their pensions."""

from typing import Any

import pytest
from django.test import Client

from taminyar.pensions.models import Kind
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.careers.records import paid, workshop
from tests.pages import words
from tests.pensions.heads import pension

QUERIES = 8  # of a page of the account


@pytest.fixture
def pensioner(member: Client, person: Person, other_person: Person) -> Client:
    """Maryam draws a survivor's pension and drew another; Reza has one too."""
    dead = Person.objects.create(national_id="9990000034", first_name="کاظم", last_name="کریمی")
    pension(person, Kind.SURVIVORS, number="12345678", deceased=dead)
    pension(
        person, Kind.PARTIAL_DISABILITY, number="1234567890", ended_on=jalali.date_of(1401, 1, 5)
    )
    pension(other_person, number="87654321")
    member.post("/level/", {"level": "pensioner"})
    return member


def test_each_pension_has_number_kind_start_and_branch(pensioner: Client) -> None:
    page = words(pensioner.get("/pensions/"))
    for shown in ("۱۲۳۴۵۶۷۸", "۱۲۳۴۵۶۷۸۹۰", "۱ فروردین ۱۴۰۰", "۵ فروردین ۱۴۰۱", "کاظم کریمی"):
        assert shown in page
    assert "شعبه یک تهران" in page


def test_another_person_s_pension_is_not_there(pensioner: Client) -> None:
    assert "۸۷۶۵۴۳۲۱" not in words(pensioner.get("/pensions/"))


def test_the_page_is_on_the_desk_of_pensioners_alone(pensioner: Client, person: Person) -> None:
    assert 'href="/pensions/"' in pensioner.get("/desk/").content.decode()
    paid(person, workshop(), "1403-01")
    pensioner.post("/level/", {"level": "insured"})
    assert 'href="/pensions/"' not in pensioner.get("/desk/").content.decode()


@pytest.mark.feature("A-10")
def test_it_is_for_pensioners_only(member: Client, person: Person) -> None:
    assert member.get("/pensions/").status_code == 403
    workshop(owner=person)
    member.post("/level/", {"level": "employer"})
    assert member.get("/pensions/").status_code == 403


@pytest.mark.feature("A-10")
def test_who_is_no_pensioner_is_told_whose_page_it_is(member: Client) -> None:
    page = words(member.get("/pensions/"))
    assert "این صفحه برای «مستمری‌بگیر» است" in page


def test_a_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/pensions/")["Location"] == "/login/?next=/pensions/"


def test_the_page_costs_few_queries(pensioner: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(QUERIES):
        assert pensioner.get("/pensions/").status_code == 200
