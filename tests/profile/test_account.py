"""The account: its parts, each with its present state, and the way out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth, today
from taminyar.profile import parts
from tests.careers.records import listed, paid, workshop
from tests.pages import words
from tests.pensions.heads import pension

ROUTES = (
    *("identity", "treatment", "relation", "bank", "mobile", "security", "sessions"),
    *("access", "delegates", "notices"),
)
MEMBERS_ONLY = {"treatment", "relation", "bank"}


@pytest.fixture
def english(member: Client) -> Client:
    member.post("/language/", {"language": "en"})
    return member


@pytest.fixture
def record(person: Person) -> None:
    """Maryam works; the newest list that is due has come."""
    place, due = workshop(), JalaliMonth.of(today()) - 2
    paid(person, place, str(due - 5), str(due))
    listed(place, str(due))


@pytest.mark.feature("N-03")
@pytest.mark.feature("N-09")
def test_the_account_leads_to_each_part(member: Client, person: Person) -> None:
    html = member.get("/account/").content.decode()
    for route in ROUTES:
        assert f'href="{reverse(route)}"' in html
    page = words(member.get("/account/"))
    for shown in ("حساب کاربری", person.full_name, "۱۰۰۰۰۰۰۱"):
        assert shown in page


def test_the_heading_is_the_profile(english: Client) -> None:
    assert "<h1>User profile</h1>" in english.get("/account/").content.decode()


def test_the_mobile_is_masked(member: Client) -> None:
    page = words(member.get("/account/"))
    assert "۰۹۱۲•••۰۰۰۱" in page
    assert "۰۹۱۲۰۰۰۰۰۰۱" not in page


def test_the_lines_tell_the_state_of_who_works(english: Client, record: None) -> None:
    page = words(english.get("/account/"))
    assert "Covered today" in page
    assert "Insured: کارگاه لاله" in page


def test_the_lines_tell_the_state_of_a_pensioner(english: Client, person: Person) -> None:
    pension(person)
    page = words(english.get("/account/"))
    assert "Covered today" in page
    assert "Relation with the organisation Pensioner" in page


def test_the_lines_of_who_is_unknown_claim_nothing(english: Client, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(mobile="", insurance_number=None)
    page = words(english.get("/account/"))
    assert "We cannot tell yet" in page
    assert "No insurance number on file yet" in page
    assert "No mobile on file yet" in page
    assert "Not covered" not in page


def test_staff_see_no_parts_of_the_insured(person: Person) -> None:
    routes = {part.route for part in parts.parts_of(person, "staff")}
    assert routes == set(ROUTES) - MEMBERS_ONLY


@pytest.mark.feature("P-06")
@pytest.mark.feature("A-08")
def test_signing_out_stands_at_the_end(member: Client) -> None:
    html = member.get("/account/").content.decode()
    assert html.index("خروج از تامین همراه") > html.index(reverse("notices"))
    assert member.post("/logout/").status_code == 302
    assert member.get("/account/")["Location"] == "/login/?next=/account/"


def test_the_account_costs_few_queries(
    member: Client, record: None, person: Person, django_assert_max_num_queries: Any
) -> None:
    pension(person)
    with django_assert_max_num_queries(8):
        assert member.get("/account/").status_code == 200
