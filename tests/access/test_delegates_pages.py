"""The pages of rights: what each side sees, ending, and that a stranger sees nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from taminyar.access.delegation_models import Delegation
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.access.rights import browser_of, given, invited, person_named
from tests.pages import words

LIST = "/account/delegates/"


@pytest.fixture
def maryam(person: Person) -> Client:
    return browser_of(person)


@pytest.fixture
def reza(other_person: Person) -> Client:
    return browser_of(other_person)


def test_nobody_yet(maryam: Client) -> None:
    assert "هیچ" in words(maryam.get(LIST)) or "Nobody may act for you" in words(maryam.get(LIST))


def test_each_side_sees_the_other_by_name(
    maryam: Client, reza: Client, person: Person, other_person: Person
) -> None:
    right = given(person, other_person)
    for page in (LIST, f"{LIST}{right.pk}/"):
        assert "رضا احمدی" in words(maryam.get(page))
        assert "مریم کریمی" in words(reza.get(page))


def test_somebody_only_invited_is_not_named(
    maryam: Client, person: Person, other_person: Person
) -> None:
    right = invited(person, "9990000026")
    for page in (LIST, f"{LIST}{right.pk}/"):
        assert "رضا" not in words(maryam.get(page))
        assert "۹۹۹۰۰۰۰۰۲۶" in words(maryam.get(page))


def test_the_other_side_sees_only_part_of_the_national_id(
    reza: Client, person: Person, other_person: Person
) -> None:
    page = words(reza.get(f"{LIST}{given(person, other_person).pk}/"))
    assert "۰۰۱۸" in page
    assert "۹۹۹۰۰۰۰۰۱۸" not in page


def test_ending_asks_once_more(maryam: Client, person: Person, other_person: Person) -> None:
    right = given(person, other_person)
    page = f"{LIST}{right.pk}/end/"
    assert maryam.get(page).status_code == 200
    assert Delegation.objects.live().exists()
    assert maryam.post(page)["Location"] == LIST
    assert not Delegation.objects.live().exists()
    assert maryam.post(page)["Location"] == f"{LIST}{right.pk}/"


def test_the_delegate_can_end_it_too(reza: Client, person: Person, other_person: Person) -> None:
    right = given(person, other_person)
    reza.post(f"{LIST}{right.pk}/end/")
    right.refresh_from_db()
    assert right.revoked_by == "delegate"


def test_who_is_only_invited_cannot_end_it(
    reza: Client, person: Person, other_person: Person
) -> None:
    right = invited(person, "9990000026")
    reza.post(f"{LIST}{right.pk}/end/")
    right.refresh_from_db()
    assert right.revoked_at is None


def test_one_press_ends_everything_given(
    maryam: Client, person: Person, other_person: Person
) -> None:
    given(person, other_person)
    maryam.post(f"{LIST}freeze/")
    assert not Delegation.objects.live().exists()


@pytest.mark.parametrize("step", ["", "accept/", "decline/", "end/"])
def test_another_persons_right_is_not_there(
    person: Person, other_person: Person, step: str
) -> None:
    right = given(person, other_person)
    stranger = browser_of(person_named("9990000050"))
    address = f"{LIST}{right.pk}/{step}"
    assert stranger.get(address).status_code in (404, 405)
    assert stranger.post(address).status_code in (404, 405)
    assert stranger.post("/account/acting/", {"delegation": right.pk}).status_code == 404
    right.refresh_from_db()
    assert right.is_in_force


def test_past_rights_stay_with_what_became_of_them(
    maryam: Client, reza: Client, person: Person, other_person: Person
) -> None:
    today, long_ago = jalali.today(), timezone.now() - timedelta(days=40)
    old = {"from_day": today - timedelta(days=20), "to_day": today - timedelta(days=10)}
    given(person, other_person, **old)
    given(person, other_person, revoked_at=long_ago, revoked_by="principal")
    given(person, other_person, revoked_at=long_ago, revoked_by="delegate")
    invited(person, "9990000026", confirmed_by_principal_at=long_ago)
    invited(person_named("9990000050"), "9990000026", declined_at=timezone.now())
    for client, rows in ((maryam, 4), (reza, 5)):
        page = client.get(LIST)
        assert page.content.decode().count('<th scope="row"') == rows


def test_a_right_of_later_days_has_not_begun(
    maryam: Client, reza: Client, person: Person, other_person: Person
) -> None:
    right = given(person, other_person, from_day=jalali.today() + timedelta(days=2))
    assert maryam.get(LIST).status_code == 200
    assert reza.post("/account/acting/", {"delegation": right.pk}).status_code == 404


def test_the_pages_take_few_queries(
    person: Person, other_person: Person, django_assert_max_num_queries: object
) -> None:
    given(other_person, person)
    for number in range(4):
        invited(person, f"999000{number:04}")
    right = given(person, other_person)
    client = browser_of(person)
    for page in (LIST, f"{LIST}new/", f"{LIST}{right.pk}/", f"{LIST}{right.pk}/end/"):
        with django_assert_max_num_queries(8):  # type: ignore[operator]
            assert client.get(page).status_code == 200
