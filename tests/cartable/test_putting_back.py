"""Putting back what somebody has taken up."""

import pytest

from taminyar.accounts.models import Role
from taminyar.cartable import decide, own
from taminyar.cartable.models import Request
from taminyar.cartable.move import Overtaken
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
ROLE = Role.BRANCH_OFFICER


@pytest.fixture
def objected(person: Person) -> Request:
    """It may be put back whether somebody has it or not, as far as its state tells."""
    request = sent(person)
    decide.refuse(request, officer(), ROLE, reason="papers")
    own.object_to(request, user_of(person), "!")
    return request


def test_what_nobody_has_the_administrator_does_not_put_back(objected: Request) -> None:
    administrator, version = officer(Role.ADMINISTRATOR, 5), objected.version
    with pytest.raises(Overtaken):
        decide.release(objected, administrator, Role.ADMINISTRATOR)
    objected.refresh_from_db()
    assert objected.version == version
    decide.claim(objected, officer(number=2), ROLE)
    decide.release(objected, administrator, Role.ADMINISTRATOR)
    assert objected.holder is None


def test_what_a_colleague_has_an_officer_does_not_put_back(objected: Request) -> None:
    decide.claim(objected, officer(number=2), ROLE)
    with pytest.raises(Overtaken):
        decide.release(objected, officer(number=3), ROLE)
    objected.refresh_from_db()
    assert objected.holder == officer(number=2)
