"""What is later than promised is reported and told, once a stage."""

from datetime import timedelta
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import decide, jobs, late
from taminyar.cartable.models import Event, Request
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.cartable.states import State
from taminyar.notices.models import Notice
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent
from tests.cartable.working import account, basis, overdue, some_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER


def told(person: Person) -> int:
    return Notice.objects.of(person).filter(event="request-escalate").count()


def test_a_late_request_is_reported_and_the_person_told_once(person: Person) -> None:
    request = overdue(sent(person))
    assert late.escalate() == 1
    assert late.escalate() == 0
    request.refresh_from_db()
    assert request.escalated_at
    assert request.state == State.WAITING
    assert Event.objects.get(request=request, move="escalate").role == "program"
    assert told(person) == 1


def test_what_is_in_time_is_left_alone(person: Person) -> None:
    request = sent(person)
    jobs.report_what_is_late(0)
    request.refresh_from_db()
    assert (request.version, request.escalated_at) == (1, None)


def test_a_late_request_is_decided_like_any_other(person: Person) -> None:
    request = overdue(sent(person))
    decide.claim(request, officer(), OFFICER)
    late.escalate()
    request.refresh_from_db()
    decide.approve(request, officer(), OFFICER, basis=basis(request))
    assert request.state == State.SENT_TO_FINANCE
    assert request.escalated_at is None


def test_the_next_stage_can_be_late_again(person: Person) -> None:
    account(person)
    request = overdue(sent(person))
    late.escalate()
    request.refresh_from_db()
    decide.approve(request, officer(), OFFICER, basis=basis(request))
    overdue(request)
    late.escalate()
    assert told(person) == 2


@pytest.mark.parametrize("cooling", [False, True])
def test_finance_is_not_late_while_nothing_can_be_paid(person: Person, cooling: bool) -> None:
    """There is no account, or a new one that is still held: a new day is promised instead."""
    if cooling:
        account(person, payable_from=timezone.now() + timedelta(days=3))
    request = sent(person)
    decide.approve(request, officer(), OFFICER, basis=basis(request))
    overdue(request)
    assert late.escalate() == 0
    assert told(person) == 0
    request.refresh_from_db()
    assert request.due_at
    assert request.due_at > timezone.now() + timedelta(days=4)


def test_what_is_decided_or_with_the_bank_is_not_late(person: Person, other_person: Person) -> None:
    refused, paid = sent(person), sent(other_person)
    decide.refuse(refused, officer(), OFFICER, reason="papers")
    decide.approve(paid, officer(), OFFICER, basis=basis(paid))
    move(paid, "queue_payment", THE_PROGRAM)
    overdue(paid)
    assert late.escalate() == 0


def test_many_late_requests_go_in_chunks(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "CHUNK", 2)
    people = some_people(5)
    for each in people:
        overdue(sent(each))
    assert late.escalate() == 5
    assert [told(each) for each in people] == [1] * 5


def test_one_that_cannot_be_told_does_not_keep_the_others_waiting(
    person: Person, other_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, other = overdue(sent(person)), overdue(sent(other_person))
    do = late._escalate

    def fails(request: Request) -> None:
        do(request)
        if request.pk == stuck.pk:
            raise RuntimeError("no kind of that name")

    monkeypatch.setattr(late, "_escalate", fails)
    assert late.escalate() == 1
    assert (told(person), told(other_person)) == (0, 1)
    monkeypatch.undo()
    assert late.escalate() == 1
    assert Event.objects.filter(request__in=[stuck, other], move="escalate").count() == 2


def test_looking_for_late_ones_costs_one_query(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sent(person)
    with django_assert_num_queries(1):
        late.escalate()


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_has_in_hand_is_left_to_it(
    person: Person, other_person: Person
) -> None:
    held, free = overdue(sent(person)), overdue(sent(other_person))
    has_it, may_go = Signal(), Signal()

    def hold() -> None:
        with transaction.atomic():
            Request.objects.select_for_update().get(pk=held.pk)
            has_it.set()
            may_go.wait(10)
        connection.close()

    other = Thread(target=hold)
    other.start()
    assert has_it.wait(10)
    assert late.escalate() == 1
    may_go.set()
    other.join()
    assert (told(person), told(other_person)) == (0, 1)
    assert late.escalate() == 1
    assert free.pk != held.pk
