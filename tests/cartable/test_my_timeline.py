"""The stages of a request, from registered to paid, whichever way it goes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from taminyar.accounts.models import Role
from taminyar.cartable import decide, effects, own, timeline
from taminyar.cartable.models import Request
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.cartable.states import MOVES, State
from taminyar.law import assessment as assessments
from taminyar.payments.models import OrderState, PaymentOrder
from taminyar.people.models import Person
from tests.cartable.requests import Answers, officer, sent, user_of

pytestmark = pytest.mark.django_db
OFFICER, REVIEWER = Role.BRANCH_OFFICER, Role.MEDICAL_REVIEWER
SIGNS = {"done": "✓", "current": "→", "stopped": "!", "todo": ""}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def asked(person: Person, registry: Answers) -> Request:
    return sent(person)


def bar(request: Request) -> list[str]:
    """The stages, each with a sign of its state."""
    stages = timeline.stages(request, list(request.events.all()), timezone.localdate())
    assert all(stage.day for stage in stages if stage.state != "todo")
    return [f"{SIGNS[stage.state]}{stage.label}" for stage in stages]


def approve(request: Request, number: int = 1) -> None:
    basis = assessments.from_json(request.assessment or {})
    decide.approve(request, officer(number=number), OFFICER, basis=basis)


def refuse(request: Request, number: int = 1) -> None:
    decide.refuse(request, officer(number=number), OFFICER, reason="papers")


def bank(request: Request, state: OrderState, **fields: Any) -> None:
    orders = PaymentOrder.objects.filter(source_key=request.tracking)
    orders.update(state=state, **fields)
    effects.follow(list(orders))
    request.refresh_from_db()


def test_the_usual_way_ends_with_the_money(asked: Request) -> None:
    assert bar(asked) == ["✓Registered", "→Branch", "Decision", "Finance", "Bank", "Paid"]
    approve(asked)
    assert bar(asked) == ["✓Registered", "✓Branch", "✓Decision", "→Finance", "Bank", "Paid"]
    bank(asked, OrderState.SENT)
    assert bar(asked)[3:] == ["✓Finance", "→Bank", "Paid"]
    bank(asked, OrderState.PAID, paid_on=timezone.localdate())
    assert bar(asked)[3:] == ["✓Finance", "✓Bank", "✓Paid"]


def test_a_payment_that_comes_back_stops_at_the_bank(asked: Request) -> None:
    approve(asked)
    bank(asked, OrderState.RETURNED, returned_at=timezone.now(), return_reason="AC04")
    assert bar(asked)[3:] == ["✓Finance", "!Bank", "Paid"]


def test_a_silent_registry_keeps_it_at_the_first_stage(person: Person, registry: Answers) -> None:
    registry.silent = True
    assert bar(sent(person))[:2] == ["→Registered", "Branch"]


def test_a_reviewer_stands_between_branch_and_decision(person: Person, registry: Answers) -> None:
    registry.advice = REVIEWER
    asked = sent(person)
    assert bar(asked)[:4] == ["✓Registered", "→Branch", "Medical reviewer", "Decision"]
    decide.refer(asked, officer(), OFFICER, to=REVIEWER, words="?")
    assert bar(asked)[:4] == ["✓Registered", "✓Branch", "→Medical reviewer", "Decision"]
    decide.advise(asked, officer(REVIEWER, 3), favourable=True, words="Yes.")
    assert bar(asked)[:4] == ["✓Registered", "✓Branch", "✓Medical reviewer", "→Decision"]


def test_a_second_officer_is_part_of_the_decision(asked: Request, settings: Any) -> None:
    settings.FOUR_EYES_RIALS = 1
    approve(asked)
    assert bar(asked)[:3] == ["✓Registered", "✓Branch", "→Decision"]


def test_a_refusal_is_the_end_until_the_person_objects(asked: Request, person: Person) -> None:
    refuse(asked)
    assert bar(asked) == ["✓Registered", "✓Branch", "!Refused"]
    own.object_to(asked, user_of(person), "It is legible.")
    assert bar(asked)[:4] == ["✓Registered", "✓Refused", "→Your objection", "Decision"]
    refuse(asked, 2)
    assert bar(asked) == ["✓Registered", "✓Refused", "✓Your objection", "!Refused"]


def test_an_objection_may_lead_to_the_money(asked: Request, person: Person) -> None:
    refuse(asked)
    own.object_to(asked, user_of(person), "It is legible.")
    approve(asked, 2)
    assert bar(asked)[1:5] == ["✓Refused", "✓Your objection", "✓Decision", "→Finance"]


def test_withdrawing_stops_it_where_it_was(asked: Request, person: Person) -> None:
    own.withdraw(asked, user_of(person))
    assert bar(asked) == ["✓Registered", "!Withdrawn by you"]


def test_papers_that_never_came_stop_it(asked: Request) -> None:
    decide.ask_papers(asked, officer(), OFFICER, more=["invoice"])
    assert bar(asked)[:2] == ["✓Registered", "→Branch"]
    move(asked, "expire", THE_PROGRAM)
    assert bar(asked)[1:] == ["!Closed, because the papers did not come"]


def test_what_pays_nothing_ends_when_it_is_done(asked: Request) -> None:
    nothing = assessments.from_json((asked.assessment or {}) | {"amount": 0})
    decide.approve(asked, officer(), OFFICER, basis=nothing)
    assert asked.state == State.DONE
    assert bar(asked) == ["✓Registered", "✓Branch", "✓Decision", "✓Done"]


def test_every_move_has_words_and_what_is_internal_is_not_told(asked: Request) -> None:
    decide.claim(asked, officer(), OFFICER)
    decide.release(asked, officer(), OFFICER)
    [only] = timeline.happenings(asked.events.all())
    assert (str(only.label), str(only.by)) == ("Sent", "You")
    assert all(str(one.label) for one in MOVES.values())
    assert str(timeline.by_whom("program")) == "The service"
