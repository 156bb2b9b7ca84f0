"""What is asked for twice within a minute is one document; a long one is made by the worker."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from taminyar.accounts.throttle import TooManyTries
from taminyar.mailbox import issue, jobs, signing_key
from taminyar.mailbox.models import Issuing, Item
from taminyar.people.models import Person
from tests.mailbox.document_examples import data, record

pytestmark = pytest.mark.django_db
PRESSES = 8


def ask(person: Person, **wishes: Any) -> Issuing:
    return issue.ask(person, "relation", data("relation"), **wishes)


def long_one(person: Person) -> Issuing:
    return issue.ask(person, "record", record(40, with_wages=True))


def waiting_jobs() -> list[dict[str, Any]]:
    found = ProcrastinateJob.objects.filter(task_name="mailbox.make_document")
    return list(found.values_list("args", flat=True))


def test_a_small_document_is_made_at_once(person: Person) -> None:
    asked = ask(person, institution="بانک نمونه")
    assert (asked.state, asked.number) == (Issuing.State.MADE, 1)
    assert asked.order == {}
    assert waiting_jobs() == []


def test_the_same_within_a_minute_is_the_same(person: Person, clock: Any) -> None:
    first = ask(person)
    clock.shift(59)
    assert ask(person) == first
    clock.shift(2)
    assert ask(person) != first
    assert Item.objects.of(person).count() == 2


def test_the_turn_of_a_minute_makes_no_second_one(person: Person, clock: Any) -> None:
    now = timezone.now()
    clock.move_to(now.replace(second=59) + timedelta(minutes=1))
    first = ask(person)
    clock.shift(5)
    assert ask(person) == first


@pytest.mark.parametrize(
    "other",
    [
        {"institution": "another"},
        {"receiving_branch": "another"},
        {"purpose": "another"},
        {"language": "en"},
        {"shown": ("name",)},
        {"valid_days": 365},
        {"open_days": 3},
    ],
)
def test_another_wish_is_another_document(person: Person, other: dict[str, Any]) -> None:
    assert ask(person, institution="one") != ask(person, **{"institution": "one"} | other)


def test_the_same_of_another_person_is_another(person: Person, other_person: Person) -> None:
    assert ask(person) != ask(other_person)
    assert Item.objects.of(other_person).get().number == 1


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_are_one_document(person: Person) -> None:
    meeting = Barrier(PRESSES, timeout=30)

    def press(_: int) -> Issuing:
        try:
            connection.ensure_connection()
            meeting.wait()
            return ask(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        asked = set(pool.map(press, range(PRESSES)))
    assert len(asked) == 1
    assert Item.objects.of(person).count() == 1


def test_a_long_document_waits_for_the_worker(person: Person) -> None:
    asked = long_one(person)
    assert asked.state == Issuing.State.WAITING
    assert waiting_jobs() == [{"asked": str(asked.pk)}]
    assert not Item.objects.exists()
    for _ in range(2):
        issue.make_asked(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.number) == (Issuing.State.MADE, 1)
    assert Item.objects.get().kind == "record"


def tried(times: int) -> Job:
    return Job(id=1, queue=None, lock=None, queueing_lock=None, task_name="", attempts=times)


@pytest.mark.parametrize(("times", "state"), [(3, "waiting"), (4, "failed")])
def test_its_job_fails_for_good_at_the_fifth_try(
    person: Person, monkeypatch: pytest.MonkeyPatch, times: int, state: str
) -> None:
    asked = long_one(person)
    monkeypatch.setattr(issue, "sign", _no_key)
    context = JobContext(app=app, job=tried(times), start_timestamp=0, abort_reason=lambda: None)
    with contextlib.suppress(issue.NotIssued):
        jobs.make_document(context, asked=str(asked.pk))
    asked.refresh_from_db()
    assert asked.state == state


def test_a_job_is_tried_five_times_in_all() -> None:
    strategy = jobs.make_document.retry_strategy
    assert strategy is not None
    error = issue.NotIssued()
    again = [strategy.get_retry_decision(exception=error, job=tried(n)) for n in range(6)]
    assert [decision is not None for decision in again] == [True] * 4 + [False] * 2


def test_the_worker_tries_again_and_gives_up_after_the_last_try(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = long_one(person)
    monkeypatch.setattr(issue, "sign", _no_key)
    with pytest.raises(issue.NotIssued):
        issue.make_asked(asked.pk, last_try=False)
    asked.refresh_from_db()
    assert asked.state == Issuing.State.WAITING
    issue.make_asked(asked.pk, last_try=True)
    asked.refresh_from_db()
    assert asked.state == Issuing.State.FAILED


def _no_key(pdf: bytes) -> bytes:
    raise signing_key.NoKey("none")


def test_what_failed_may_be_asked_for_at_once(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(issue, "sign", _no_key)
        failed = ask(person, institution="بانک")
    assert failed.state == Issuing.State.FAILED
    again = issue.ask_again(person, failed)
    assert again.state == Issuing.State.MADE
    assert issue.ask_again(person, again) == again


def test_a_fault_of_our_own_is_not_tried_for_ever(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = long_one(person)
    monkeypatch.setattr(issue, "sign", lambda pdf: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        issue.make_asked(asked.pk, last_try=False)
    asked.refresh_from_db()
    assert asked.state == Issuing.State.FAILED


def test_what_two_make_at_once_is_made_once(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, sign = long_one(person), issue.sign

    def sign_while_the_other_finishes(pdf: bytes) -> bytes:
        monkeypatch.setattr(issue, "sign", sign)
        issue.make_asked(asked.pk)
        return sign(pdf)

    monkeypatch.setattr(issue, "sign", sign_while_the_other_finishes)
    issue.make_asked(asked.pk)
    assert Item.objects.of(person).count() == 1


def test_what_died_while_it_was_made_is_handed_to_the_worker(
    person: Person, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(issue, "make_asked", lambda pk: None)
        asked = ask(person)
    jobs.clear_up(0)
    assert waiting_jobs() == []
    clock.shift(11 * 60)
    for _ in range(2):
        jobs.clear_up(0)
    assert waiting_jobs() == [{"asked": str(asked.pk)}]


def test_what_was_answered_a_month_ago_is_forgotten(person: Person, clock: Any) -> None:
    ask(person)
    clock.shift(31 * 24 * 60 * 60)
    waits = long_one(person)
    jobs.clear_up(0)
    assert list(Issuing.objects.all()) == [waits]
    assert Item.objects.of(person).count() == 1


def test_more_than_thirty_in_an_hour_must_wait(
    person: Person, other_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue, "make_asked", lambda pk: None)
    for number in range(30):
        ask(person, purpose=str(number))
    ask(person, purpose="29")
    with pytest.raises(TooManyTries):
        ask(person, purpose="30")
    assert ask(person, purpose="29").state == Issuing.State.WAITING
    ask(other_person)
    assert Issuing.objects.of(person).count() == 30
