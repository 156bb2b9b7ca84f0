"""Of which deeds the person is told.

What stays within the office is not told; of a payment that comes back `payments` tells.
"""

from typing import Any

import pytest
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable.models import Request
from taminyar.cartable.move import Actor, move
from taminyar.cartable.states import AT_A_DESK, MOVES, State
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from tests.cartable.requests import officer
from tests.office.waiting import put
from tests.payments.orders import account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
TOLD = {
    "ask_papers": "request-ask-papers",
    "expire": "request-expire",
    "refer": "request-refer",
    "propose": "request-propose",
    "object": "request-object",
    "refuse": "request-refuse",
    "to_finance": "request-to-finance",
    "finish": "request-finish",
    "queue_payment": "request-queue-payment",
    "pay": "request-pay",
    "escalate": "request-escalate",
}


def standing_at(state: State, person: Person) -> Request:
    """A request in this state that says what any state may ask of it; it can be paid."""
    account(person)
    by, at = officer(number=7), timezone.now()
    decided: dict[str, Any] = {"amount": 1, "decided_by": by, "decided_at": at}
    return put(person, state=state, **decided, refused_by=by, refusal="papers")[0]


@pytest.mark.parametrize("deed", MOVES)
def test_the_person_is_told_of_what_concerns_them_and_of_nothing_else(
    deed: str, person: Person
) -> None:
    state, to = next(iter(MOVES[deed].steps.items()))
    request = standing_at(state, person)
    desk: dict[str, Any] = (
        {"desk": Role.BRANCH_OFFICER, "due_at": request.due_at} if to in AT_A_DESK else {}
    )
    move(request, deed, Actor(min(MOVES[deed].who)), **desk)
    told = Notice.objects.of(person).values_list("event", flat=True)
    assert list(told) == ([TOLD[deed]] if deed in TOLD else [])
