"""Where staff begin: what waits for them, and the ways on that their duties open."""

from dataclasses import replace

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable.desks import READERS
from taminyar.cartable.states import State
from taminyar.law import values
from taminyar.law.values import Series
from taminyar.people.models import Person
from tests.access.looks import staff
from tests.office.desks import desk_of
from tests.office.waiting import put
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
START = "/office/"


def test_the_queues_show_with_what_lies_in_them(person: Person) -> None:
    put(person, 3)
    put(person, 2, tray="018")
    put(person, state=State.IN_REVIEW, holder=staff())
    page = words(desk_of(Role.BRANCH_OFFICER).get(START))
    for told in ("Central tray 4", "Tray of شعبه یک تهران 2", "In my hands 1"):
        assert told in page


@pytest.mark.parametrize("role", Role)
def test_a_duty_shows_the_ways_it_opens(role: Role) -> None:
    page = desk_of(role).get(START).content.decode()
    assert ('href="/office/search/"' in page) == (role in READERS)
    assert ('href="/office/dashboard/"' in page) == (role in READERS)
    payers = (Role.FINANCE_OFFICER, Role.ADMINISTRATOR)
    assert ('href="/office/payments/"' in page) == (role in payers)


def all_checked() -> dict[str, Series]:
    """The values of the law as if they needed no check for fifty years."""
    every = values.every().items()
    return {name: replace(series, confirm_within_months=600) for name, series in every}


@pytest.mark.parametrize("role", Role)
def test_values_of_the_law_to_be_checked_again_are_told_to_who_works_with_them(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = all_checked()
    one = next(iter(known))
    old = replace(known[one], confirm_within_months=-600)
    monkeypatch.setattr(values, "every", lambda: known | {one: old})
    page = desk_of(role).get(START).content.decode()
    told = role in (Role.BRANCH_OFFICER, Role.PENSIONS_OFFICER, Role.ADMINISTRATOR)
    assert ("should be checked again" in page) == told
    assert ('href="/law/"' in page) == told
    assert (known[one].title in page) == told


def test_nothing_is_said_while_every_value_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    known = all_checked()
    monkeypatch.setattr(values, "every", lambda: known)
    assert "should be checked" not in words(desk_of(Role.ADMINISTRATOR).get(START))


@pytest.mark.parametrize("role", Role)
def test_the_start_takes_eight_queries_at_most(
    role: Role, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    put(person, 5)
    client = desk_of(role)
    with django_assert_max_num_queries(8):
        client.get(START)
