"""Asking the registries once more: whoever decides the request, while it lies on their desk."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from taminyar.accounts.models import Role
from taminyar.cartable import decide, kinds
from taminyar.cartable.models import Request
from taminyar.office.request_access import Desk
from taminyar.office.request_page import may_ask_registries
from taminyar.people.models import Person
from tests.cartable.requests import LAMP, Answers, officer, sent

pytestmark = pytest.mark.django_db
OFFICER, REVIEWER = Role.BRANCH_OFFICER, Role.MEDICAL_REVIEWER


def may(request: Request, role: Role = OFFICER) -> bool:
    return may_ask_registries(Desk(request, officer(role, 7), role, ""))


@pytest.fixture
def asked(person: Person, registry: Answers) -> Request:
    return sent(person)


@pytest.mark.parametrize("role", [role for role in Role if role != OFFICER])
def test_only_whoever_decides_it(role: Role, asked: Request) -> None:
    assert may(asked)
    assert not may(asked, role)


def test_also_what_a_colleague_has_or_is_to_be_confirmed(asked: Request) -> None:
    decide.claim(asked, officer(), OFFICER)
    assert may(asked)


def refused(request: Request) -> None:
    decide.refuse(request, officer(), OFFICER, reason="papers")


def referred(request: Request) -> None:
    decide.refer(request, officer(), OFFICER, to=REVIEWER, words="?")


def waits_for_papers(request: Request) -> None:
    decide.ask_papers(request, officer(), OFFICER, more=["invoice"])


@pytest.mark.parametrize("left", [refused, referred, waits_for_papers])
def test_not_what_has_left_the_desk(left: Callable[[Request], None], asked: Request) -> None:
    left(asked)
    assert not may(asked)
    assert not may(asked, Role.ADMINISTRATOR)
    assert not may(asked, REVIEWER)


def test_not_where_no_registry_knows_anything(asked: Request) -> None:
    kinds.register(replace(LAMP, asks_registries=False))
    assert not may(asked)
