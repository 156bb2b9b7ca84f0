"""Whether money stands at the end of the stages: by what was decided, not by what was asked."""

from dataclasses import replace

import pytest
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable import decide, kinds, timeline
from taminyar.cartable.kinds import Appraisal
from taminyar.cartable.models import Request
from taminyar.law.assessment import Assessment
from taminyar.people.models import Person
from tests.cartable.requests import LAMP, officer, sent
from tests.cartable.working import basis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]


def has_a_bank(request: Request) -> bool:
    events = list(request.events.all())
    bar = timeline.stages(request, events, timezone.localdate())
    return any(stage.label == timeline._LABELS["bank"] for stage in bar)


def propose(request: Request, made: Assessment) -> None:
    """For a second officer to confirm: decided, and not done yet."""
    decide.approve(request, officer(), Role.BRANCH_OFFICER, basis=made, doubted=True)


def test_what_was_decided_to_come_to_nothing_pays_nothing(person: Person) -> None:
    request = sent(person)
    assert has_a_bank(request)
    propose(request, replace(basis(request), amount=0))
    assert not has_a_bank(request)


def test_what_was_decided_to_come_to_something_pays(person: Person) -> None:
    made = basis(sent(person, colour="blue"))
    nothing = Appraisal(replace(made, amount=0))
    kinds.register(replace(LAMP, assess=lambda *asked: nothing))
    request = sent(person)
    assert not has_a_bank(request)
    propose(request, made)
    assert has_a_bank(request)
