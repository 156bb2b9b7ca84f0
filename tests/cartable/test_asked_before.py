"""What was asked for or granted before is told from the first step on, and is not sent again."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from taminyar.accounts.models import Role
from taminyar.cartable import decide
from taminyar.cartable.models import Request
from taminyar.law import assessment as assessments
from taminyar.people.models import Person
from tests.cartable.asking import (
    CHECK,
    HERE,
    INVOICE,
    answered,
    draft_now,
    in_english,
    lamp_pages,
    pressed,
)
from tests.cartable.requests import TYPED, Answers, officer, sent
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.cartable.lamp_urls")]


@pytest.fixture
def registry() -> Iterator[Answers]:
    with lamp_pages() as answers:
        yield answers


@pytest.fixture
def asker(member: Client, registry: Answers) -> Client:
    return in_english(member)


def granted(request: Request) -> Request:
    assert request.assessment
    basis = assessments.from_json(request.assessment)
    decide.approve(request, officer(), Role.BRANCH_OFFICER, basis=basis)
    return request


def is_told(client: Client, earlier: Request) -> None:
    """The last page leads to the earlier request, promises nothing, and has no button to send."""
    page = client.get(CHECK)
    told = words(page)
    assert "You asked for this already" in told
    assert f"/my/requests/{earlier.tracking}/".encode() in page.content
    for absent in ("Every condition", "What is due", "Send the request", "Still missing"):
        assert absent not in told
    assert told.rstrip().partition("What you stated")[2].count("Change my answers") == 1


def test_an_open_request_of_the_kind_is_told_before_anything_is_typed(
    asker: Client, person: Person, other_person: Person
) -> None:
    sent(other_person)
    assert "You have an open request" not in words(asker.get(HERE))
    earlier = sent(person)
    page = asker.get(HERE)
    assert "You have an open request of this kind" in words(page)
    assert f"/my/requests/{earlier.tracking}/".encode() in page.content
    assert b'name="invoice"' in page.content  # it may be about another lamp


def test_an_open_request_for_the_same_is_told_before_sending(asker: Client, person: Person) -> None:
    earlier = sent(person)
    answered(asker)
    is_told(asker, earlier)
    assert "is not decided yet" in words(asker.get(CHECK))


def test_nobody_looks_for_papers_of_what_was_asked_for_already(
    member: Client, person: Person
) -> None:
    with lamp_pages():
        earlier = sent(person)
    asker = in_english(member)
    with lamp_pages(papers=lambda answers: [INVOICE]):
        assert answered(asker)["Location"] == CHECK
        is_told(asker, earlier)


def test_what_was_granted_once_for_all_is_told_too(member: Client, person: Person) -> None:
    with lamp_pages(once=lambda person, answers: "the one lamp"):
        asker, earlier = in_english(member), granted(sent(person))
        answered(asker, colour="blue")
        is_told(asker, earlier)
        assert "was granted" in words(asker.get(CHECK))


def test_days_that_are_asked_for_already_are_told(member: Client, person: Person) -> None:
    week = date(2026, 1, 1), date(2026, 1, 7)
    with lamp_pages(period=lambda answers: week):
        asker, earlier = in_english(member), sent(person)
        answered(asker, colour="blue")
        is_told(asker, earlier)
    after = week[1] + timedelta(days=1)
    with lamp_pages(period=lambda answers: (after, after)):
        answered(asker, colour="blue")
        assert "Send the request" in words(asker.get(CHECK))


def test_what_one_has_once_in_a_life_is_told_instead_of_the_questions(
    member: Client, person: Person
) -> None:
    once: dict[str, Any] = {
        "subject": lambda person, answers: "lamp",
        "once": lambda person, answers: f"lamp:{person.pk}",
        "one_for_a_person": True,
    }
    with lamp_pages(**once):
        asker = in_english(member)
        assert b'name="invoice"' in asker.get(HERE).content
        earlier = granted(sent(person))
        page = asker.get(HERE)
        assert "You asked for this already" in words(page)
        assert f"/my/requests/{earlier.tracking}/".encode() in page.content
        assert b'name="invoice"' not in page.content


def test_what_was_refused_is_in_nobodys_way(asker: Client, person: Person) -> None:
    decide.refuse(sent(person), officer(), Role.BRANCH_OFFICER, reason="papers")
    assert "You have an open request" not in words(asker.get(HERE))
    answered(asker)
    assert "Send the request" in words(asker.get(CHECK))


def test_asking_twice_leads_to_the_earlier_request(asker: Client, person: Person) -> None:
    earlier = sent(person)
    answered(asker)
    page = pressed(asker, person)
    assert page.status_code == 409
    assert str(earlier) in words(page)
    assert f"/my/requests/{earlier.tracking}/".encode() in page.content
    assert draft_now(person).typed == TYPED


def test_what_somebody_else_was_granted_is_told_without_saying_whom(
    member: Client, person: Person, other_person: Person
) -> None:
    with lamp_pages(once=lambda person, answers: "the one lamp") as registry:
        theirs = granted(sent(other_person))
        answered(in_english(member), colour="blue")
        check, page = member.get(CHECK), pressed(member, person)
        registry.silent = True
        answered(member, colour="blue", invoice="77")
        not_confirmed = words(member.get(CHECK))
    assert page.status_code == 409
    for told in (check, page):
        assert "granted to somebody else" in words(told)
        assert theirs.tracking not in told.content.decode()
    assert "Send the request" not in words(check)
    assert "Every condition" not in words(check)
    assert "granted" not in not_confirmed
