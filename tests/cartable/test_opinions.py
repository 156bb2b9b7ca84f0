"""Which opinion of a reviewer counts, and whose it is."""

import pytest

from taminyar.accounts.models import Role, User
from taminyar.cartable import decide, own
from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.people.models import Person
from tests.cartable.requests import Answers, officer, sent, user_of
from tests.cartable.working import basis

pytestmark = pytest.mark.django_db
ROLE, REVIEWER = Role.BRANCH_OFFICER, Role.MEDICAL_REVIEWER


@pytest.fixture
def asked(person: Person, registry: Answers) -> Request:
    registry.advice = REVIEWER
    return sent(person)


def refer(request: Request) -> None:
    decide.refer(request, officer(number=9), ROLE, to=REVIEWER, words="?")


def opinion(request: Request, by: User, *, favourable: bool = True) -> None:
    """Asks for an opinion, and has it."""
    refer(request)
    decide.advise(request, by, favourable=favourable, words="!")


def both(number: int) -> User:
    """Somebody who has both duties."""
    officer(REVIEWER, number)
    return officer(ROLE, number)


def approve(request: Request, by: User) -> None:
    decide.approve(request, by, ROLE, basis=basis(request))


def test_asked_again_the_earlier_opinion_counts_no_more(asked: Request) -> None:
    opinion(asked, officer(REVIEWER, 3))
    refer(asked)
    asked.refresh_from_db()
    assert asked.advised is None
    decide.advise(asked, officer(REVIEWER, 3), favourable=False, words="No.")
    with pytest.raises(decide.AdviceNeeded):
        approve(asked, officer())


def test_after_an_objection_a_new_opinion_is_needed(asked: Request, person: Person) -> None:
    opinion(asked, officer(REVIEWER, 3))
    decide.refuse(asked, officer(), ROLE, reason="papers")
    own.object_to(asked, user_of(person), "!")
    with pytest.raises(decide.AdviceNeeded):
        approve(asked, officer(number=2))


def test_whoever_gave_an_opinion_does_not_decide_also_when_another_gave_the_last(
    asked: Request,
) -> None:
    earlier, last = both(3), both(4)
    opinion(asked, earlier, favourable=False)
    opinion(asked, last)
    for user in (earlier, last):
        with pytest.raises(decide.SameOfficer):
            approve(asked, user)
    approve(asked, officer())
    assert asked.state == State.SENT_TO_FINANCE


def test_the_same_reviewer_may_be_asked_again(asked: Request) -> None:
    reviewer = officer(REVIEWER, 3)
    opinion(asked, reviewer, favourable=False)
    opinion(asked, reviewer)
    approve(asked, officer())
    assert asked.state == State.SENT_TO_FINANCE


def test_who_gave_an_opinion_on_another_request_decides_this_one(
    asked: Request, person: Person, registry: Answers
) -> None:
    other = sent(person, colour="blue")
    opinion(other, both(3))
    opinion(asked, officer(REVIEWER, 4))
    approve(asked, both(3))
    assert asked.state == State.SENT_TO_FINANCE
