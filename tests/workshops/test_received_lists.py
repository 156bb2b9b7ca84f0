"""The employer sees the lists of the own workshops, newest first, and nobody else's."""

from typing import Any

import pytest
from django.test import Client

from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from tests.careers.records import listed, workshop
from tests.pages import words


@pytest.fixture
def employer(member: Client, person: Person) -> Client:
    workshop(owner=person)
    member.post("/level/", {"level": "employer"})
    return member


def test_lists_show_month_premium_and_whether_they_were_corrected(employer: Client) -> None:
    listed(workshop(), "1404-02", current=False)
    listed(workshop(), "1404-02", premium=12_345_678)
    page = words(employer.get("/employer/lists/"))
    assert "اردیبهشت ۱۴۰۴" in page
    assert "۱۲٬۳۴۵٬۶۷۸" in page
    assert page.count("۰۱۸۳۶۳۰۰۴۵") == 2


def test_the_lists_of_another_employer_are_not_shown(
    employer: Client, other_person: Person
) -> None:
    listed(workshop("0183630099", "کارگاه بیگانه", owner=other_person), "1404-02")
    assert "کارگاه بیگانه" not in words(employer.get("/employer/lists/"))


def test_long_lists_are_paged_by_key_and_nothing_is_left_out(
    employer: Client, django_assert_num_queries: Any
) -> None:
    first = JalaliMonth(1399, 1)
    for place in range(60):
        listed(workshop(), str(first + place), premium=1_000_000 + place)
    seen: list[str] = []
    address = "/employer/lists/"
    while address:
        with django_assert_num_queries(3):
            page = employer.get(address)
        html = page.content.decode()
        seen += [f"{n:,}" for n in range(1_000_000, 1_000_060) if _persian(n) in html]
        older = html.partition('rel="next" href="')[2].partition('"')[0]
        address = older
    assert len(seen) == len(set(seen)) == 60
    assert 'rel="prev"' in html


def _persian(amount: int) -> str:
    from taminyar.persian.rials import separated

    return separated(amount, "fa")


SENSELESS = (
    *("x", "140401", "140401-", "-1", "۱۴۰۴۰۱-۱", "1-1;drop", "9" * 30),
    *("140401-" + "9" * 30, "9" * 30 + "-1", "140401-۱"),
)


@pytest.mark.parametrize("key", SENSELESS)
def test_a_key_that_makes_no_sense_starts_at_the_newest(key: str, employer: Client) -> None:
    listed(workshop(), "1404-02")
    assert "اردیبهشت ۱۴۰۴" in words(employer.get("/employer/lists/", {"before": key}))


def test_a_page_older_than_every_list_does_not_say_that_none_has_come(employer: Client) -> None:
    listed(workshop(), "1404-02")
    response = employer.get("/employer/lists/", {"before": "139901-1"}, follow=True)
    assert "اردیبهشت ۱۴۰۴" in words(response)
    assert "هنوز" not in words(response)


@pytest.mark.parametrize("key", ["139901-1", "x"])
def test_a_key_does_not_hide_that_no_list_has_come(key: str, employer: Client) -> None:
    assert "هنوز" in words(employer.get("/employer/lists/", {"before": key}, follow=True))


def test_no_list_yet_is_explained(employer: Client) -> None:
    page = words(employer.get("/employer/lists/"))
    assert "۱۴۲۰" in page
    assert "هنوز" in words(employer.get("/home/"))
