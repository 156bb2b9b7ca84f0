"""Covered for treatment today or not, as whom, since when, and what to do."""

from typing import Any

import pytest
from django.test import Client

from taminyar.careers.models import Contribution, Kind
from taminyar.mailbox.models import Item
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth, today
from tests.access.rights import acting_for, given
from tests.careers.records import listed, paid, workshop
from tests.pages import words
from tests.pensions.heads import pension

DUE = JalaliMonth.of(today()) - 2  # the newest month whose lists are due


@pytest.fixture
def english(member: Client) -> Client:
    member.post("/language/", {"language": "en"})
    return member


def page(client: Client) -> str:
    response = client.get("/account/treatment/")
    assert response.status_code == 200
    return words(response)


def month(value: JalaliMonth) -> str:
    return jalali.month_label(value, "en")


@pytest.mark.feature("P-02")
def test_who_works_is_covered_since_the_first_month(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, str(DUE - 10), str(DUE))
    listed(place, str(DUE))
    told = page(english)
    assert "Covered today as an insured person" in told
    assert f"As an insured person, since {jalali.long_date((DUE - 10).first_day, 'en')}" in told
    assert "has not come" not in told


def test_today_is_always_told(english: Client) -> None:
    assert jalali.long_date(today(), "en") in page(english)


@pytest.mark.parametrize("behind", [1, 6, 12])
def test_a_list_that_has_not_come_is_no_loss_of_cover(
    behind: int, english: Client, person: Person
) -> None:
    place, last = workshop(), DUE - behind
    paid(person, place, str(last - 3), str(last))
    listed(place, str(last))
    told = page(english)
    assert "Covered today as an insured person" in told
    assert f"The list of کارگاه لاله for {month(last + 1)} has not reached us yet." in told
    assert "Not covered" not in told


def test_neither_is_it_in_a_workshop_of_which_no_list_is_kept(
    english: Client, person: Person
) -> None:
    paid(person, workshop(), str(DUE - 9), str(DUE - 2))
    assert "Covered today as an insured person" in page(english)


def test_a_missing_list_in_between_does_not_shorten_the_cover(
    english: Client, person: Person
) -> None:
    place = workshop()
    for step in (6, 5, 4, 2, 1, 0):
        paid(person, place, str(DUE - step))
        listed(place, str(DUE - step))
    assert f"since {jalali.long_date((DUE - 6).first_day, 'en')}" in page(english)


def test_who_changed_the_workshop_without_a_break_is_covered_from_the_start(
    english: Client, person: Person
) -> None:
    old, new = workshop(), workshop("0183630046", "کارگاه کاوه")
    paid(person, old, str(DUE - 9), str(DUE - 5))
    paid(person, new, str(DUE - 4), str(DUE))
    listed(old, str(DUE))
    listed(new, str(DUE))
    assert f"since {jalali.long_date((DUE - 9).first_day, 'en')}" in page(english)


def test_who_left_is_covered_for_some_time_and_told_until_when(
    english: Client, person: Person
) -> None:
    """Two months are over and the list without the name has come: 60 days are not over yet."""
    place, last = workshop(), JalaliMonth.of(today()) - 1
    paid(person, place, str(last - 3), str(last))
    listed(place, str(last + 1))
    assert "As it stands, until" in page(english)


def test_who_left_long_ago_is_not_covered_and_told_why_and_what_to_do(
    english: Client, person: Person
) -> None:
    place = workshop()
    paid(person, place, "1400-01", "1400-06")
    listed(place, str(DUE))
    told = page(english)
    assert "Not covered today By what has reached us, your cover ended on 30 Aban 1400." in told
    assert "The work ended with Shahrivar 1400" in told
    assert "insure yourself" in told


def test_a_silence_longer_than_a_list_can_be_late_ends_the_cover(
    english: Client, person: Person
) -> None:
    place, last = workshop(), DUE - 13
    paid(person, place, str(last - 3), str(last))
    listed(place, str(last))
    assert "Not covered today" in page(english)


def test_a_pensioner_is_covered(english: Client, person: Person) -> None:
    pension(person)
    told = page(english)
    assert "Covered today as a pensioner" in told
    assert "As a pensioner, since 1 Farvardin 1400" in told


def test_premiums_one_pays_cover_while_none_is_overdue(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, str(DUE - 5), str(DUE))
    Contribution.objects.update(kind=Kind.SELF_EMPLOYED)
    told = page(english)
    assert "Covered today by the premiums you pay yourself" in told
    assert "As it stands, until" in told


def test_nothing_known_is_not_called_not_covered(english: Client, person: Person) -> None:
    told = page(english)
    assert "We cannot tell yet" in told
    assert "Not covered" not in told


def test_a_record_of_service_alone_tells_nothing(english: Client, person: Person) -> None:
    paid(person, workshop(), "1390-01", "1391-12")
    Contribution.objects.update(kind=Kind.MILITARY)
    assert "We cannot tell yet" in page(english)


def test_a_month_without_days_is_no_work(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, str(DUE - 9), str(DUE - 6))
    paid(person, place, str(DUE), days=0)
    for step in range(10):
        listed(place, str(DUE - step))
    assert "Not covered today" in page(english)


def test_somebody_else_s_record_covers_nobody(english: Client, other_person: Person) -> None:
    paid(other_person, workshop(), str(DUE - 5), str(DUE))
    pension(other_person)
    assert "We cannot tell yet" in page(english)


def test_the_page_costs_few_queries(
    member: Client, person: Person, django_assert_max_num_queries: Any
) -> None:
    paid(person, workshop(), str(DUE - 30), str(DUE))
    pension(person)
    with django_assert_max_num_queries(8):
        assert member.get("/account/treatment/").status_code == 200


DOCUMENT = "/account/treatment/document/"


def sent(client: Client) -> dict[str, Any]:
    """What the statement of cover says, after it was asked for."""
    response = client.post(DOCUMENT, {})
    assert response.status_code == 302
    said: dict[str, Any] = Item.objects.get().data
    return said


@pytest.mark.feature("M-02")
def test_the_statement_of_cover_says_what_the_page_says(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, str(DUE - 10), str(DUE))
    listed(place, str(DUE))
    said = sent(english)
    day = jalali.long_date(today(), "en")
    assert said["covered"]
    assert said["verdict"] == f"Covered for treatment on {day}."
    assert said["ways"] == ["Insured work"]
    assert [condition["met"] for condition in said["conditions"]] == [True, True]
    since = jalali.long_date((DUE - 10).first_day, "en")
    assert f"As an insured person, since: {since}" in said["notes"]


def test_the_statement_names_a_late_list_and_cover_stays(english: Client, person: Person) -> None:
    place = workshop()
    paid(person, place, str(DUE - 5), str(DUE - 1))
    listed(place, str(DUE - 1))
    said = sent(english)
    assert said["covered"]
    assert f"The list of کارگاه لاله for {month(DUE)} has not reached us yet." in said["notes"]


def test_the_statement_of_who_is_not_covered_says_since_when(
    english: Client, person: Person
) -> None:
    place = workshop()
    paid(person, place, "1400-01", "1400-06")
    listed(place, str(DUE))
    said = sent(english)
    assert not said["covered"]
    assert said["verdict"].endswith("; cover ended on 30 Aban 1400.")


def test_where_nothing_is_known_the_statement_denies_nothing(english: Client) -> None:
    said = sent(english)
    assert "nothing has reached us that tells of cover" in said["verdict"]
    assert "This does not mean that there is none." in said["notes"]


def test_a_wrong_order_of_the_statement_comes_back(english: Client) -> None:
    response = english.post(DOCUMENT, {"institution": "ب" * 101, "purpose": "عمل"})
    assert response.status_code == 422
    assert "Institution: write at most 100 letters." in words(response)
    assert 'value="عمل"' in response.content.decode()


def test_the_page_and_its_order_show_the_same(english: Client, person: Person) -> None:
    paid(person, workshop(), str(DUE - 5), str(DUE))
    assert page(english) == words(english.get(DOCUMENT))


def test_a_delegate_sees_the_cover_and_cannot_order_a_statement(
    person: Person, other_person: Person
) -> None:
    paid(person, workshop(), str(DUE - 5), str(DUE))
    client = acting_for(given(person, other_person, scopes=["health"]))
    page = client.get("/account/treatment/")
    assert page.status_code == 200
    assert DOCUMENT not in page.content.decode()
    assert client.get(DOCUMENT).status_code == 403
    assert client.post(DOCUMENT, {}).status_code == 403
    assert not Item.objects.exists()
