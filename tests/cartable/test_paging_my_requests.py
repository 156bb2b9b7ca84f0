"""The list of a person's requests goes on where its last page ended."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from taminyar.cartable import my_requests
from taminyar.cartable.models import Request
from taminyar.people.models import Person
from tests.office.waiting import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]


def page(person: Person, query: str = "") -> my_requests.RequestPage:
    return my_requests.page_of(person, QueryDict(query))


def codes(requests: list[Request]) -> list[str]:
    """As the list shows them, newest first."""
    return [str(request) for request in reversed(requests)]


def shown(page: my_requests.RequestPage) -> list[str]:
    return [line.tracking for line in page.lines]


def test_sent_at_the_same_moment_each_stands_on_one_page(person: Person) -> None:
    made = put(person, my_requests.PAGE + 3, sent_at=timezone.now())
    first = page(person)
    assert first.older
    rest = page(person, first.older)
    assert shown(first) + shown(rest) == codes(made)
    assert (first.first, rest.first, rest.older) == (True, False, None)


def test_a_full_page_without_more_leads_nowhere(person: Person) -> None:
    put(person, my_requests.PAGE)
    assert page(person).older is None


def test_a_code_of_somebody_else_leads_to_the_newest(person: Person, other_person: Person) -> None:
    earlier = put(person)
    [theirs] = put(other_person)
    later = put(person)
    found = page(person, f"before={theirs.tracking}")
    assert shown(found) == codes([*earlier, *later])
    assert found.first
