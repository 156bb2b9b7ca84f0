"""What the home page is told of requests: how many wait for the person, and the newest."""

import pytest
from django.utils import timezone, translation
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import decide, own, waiting
from taminyar.cartable.models import Request
from taminyar.law import assessment as assessments
from taminyar.people.models import Person
from taminyar.portal import home_cards
from tests.cartable.requests import officer, sent, user_of
from tests.cartable.working import account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER


def test_without_a_request_there_is_nothing_to_tell(person: Person) -> None:
    assert waiting.for_home(person) == (0, None)


def test_the_newest_open_one_and_the_count_come_in_one_query(
    person: Person, other_person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    account(person)
    first, second, third = sent(person), sent(person, colour="blue"), sent(other_person)
    for request in (first, third):
        decide.ask_papers(request, officer(), OFFICER, more=["invoice"])
    with django_assert_num_queries(1):
        told = waiting.for_home(person)
    assert told == (1, second)
    own.withdraw(second, user_of(person))
    assert waiting.for_home(person) == (1, first)


def test_an_approved_request_waits_for_the_person_until_there_is_an_account(
    person: Person,
) -> None:
    request = sent(person)
    basis = assessments.from_json(request.assessment or {})
    decide.approve(request, officer(), OFFICER, basis=basis)
    assert waiting.for_home(person) == (1, request)
    account(person)
    assert waiting.for_home(person) == (0, request)


def test_who_has_no_account_is_asked_for_one_from_the_day_of_sending(person: Person) -> None:
    request = sent(person)
    assert waiting.for_home(person) == (1, request)
    account(person)
    assert waiting.for_home(person) == (0, request)


def test_a_refused_request_is_told_while_it_can_be_objected_to(person: Person) -> None:
    account(person)
    refused, other = sent(person), sent(person, colour="blue")
    decide.refuse(refused, officer(), OFFICER, reason="papers")
    assert waiting.for_home(person) == (0, refused)
    with translation.override("en"):
        assert home_cards.of(person, "insured")[1].action == "See why, or object"
    Request.objects.filter(pk=refused.pk).update(decided_at=timezone.now() - own.OBJECTION)
    assert waiting.for_home(person) == (0, other)
