"""Whoever is killed between a decision and its payment order leaves both or neither."""

import random
import signal
import time

import pytest
from django.db import connection

from taminyar.accounts.models import Role
from taminyar.cartable import decide, late
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import State
from taminyar.notices.models import Notice
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from tests.cartable import deciding_process
from tests.cartable.deciding_process import approve_all, report_late
from tests.cartable.requests import officer, sent
from tests.cartable.working import basis, overdue, some_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registry")]


def database() -> str:
    return str(connection.settings_dict["NAME"])


@pytest.mark.parametrize("moment", deciding_process.MOMENTS)
def test_killed_within_an_approval_nothing_was_decided(moment: str, person: Person) -> None:
    request = sent(person)
    process = deciding_process.start(approve_all, database(), moment)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    request.refresh_from_db()
    assert (request.state, request.version) == (State.WAITING, 1)
    assert not PaymentOrder.objects.exists()
    # It lies there as before, for another to decide.
    decide.approve(request, officer(), Role.BRANCH_OFFICER, basis=basis(request))
    assert whole_or_untouched(request)


def whole_or_untouched(request: Request) -> bool:
    """Whether it was approved with one order; False when nothing was done. Else it fails."""
    orders = list(PaymentOrder.objects.filter(source_key=request.tracking))
    moves = list(Event.objects.filter(request=request).values_list("move", flat=True))
    notices = Notice.objects.of(request.person).filter(event="request-account-needed").count()
    if request.state == State.WAITING:
        assert (orders, moves, notices) == ([], ["send"], 0)
        return False
    assert request.state == State.SENT_TO_FINANCE
    assert [order.amount for order in orders] == [request.amount]
    assert (moves, notices) == (["send", "approve", "to_finance"], 1)
    return True


def test_killed_at_any_moment_each_request_is_decided_or_not() -> None:
    for each in some_people(40):
        sent(each)
    chance = random.Random(1405)
    for _ in range(4):
        known = PaymentOrder.objects.count()
        process = deciding_process.start(approve_all, database(), "")
        wait_for_more_than(known)
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        process.join()
    done = [whole_or_untouched(request) for request in Request.objects.select_related("person")]
    assert 4 <= sum(done) < 40


def wait_for_more_than(orders: int) -> None:
    until = time.monotonic() + 60
    while PaymentOrder.objects.count() <= orders:
        assert time.monotonic() < until
        time.sleep(0.002)


def test_killed_while_reporting_late_ones_nobody_is_told_twice() -> None:
    people = some_people(5)
    for each in people:
        overdue(sent(each))
    process = deciding_process.start(report_late, database(), 3)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    late.escalate()
    for each in people:
        assert Notice.objects.of(each).filter(event="request-escalate").count() == 1
