"""The room an order came from follows its states: each once, none lost."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from taminyar.payments import batches, jobs, sources
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from tests.payments.orders import account, officer, ordered, payable, released

type Told = list[tuple[str, str]]


@pytest.mark.django_db
def test_each_state_is_told_once(person: Person, told: Told) -> None:
    account(person)
    ordered(person)
    assert (sources.tell_all(), told) == (0, [])
    batch = batches.prepare(officer())
    jobs.tell_what_is_left(0)
    released(batch)
    jobs.tell_sources()
    assert told == [("ABCDE23456", "batched"), ("ABCDE23456", "sent")]
    assert (sources.tell_all(), len(told)) == (0, 2)


@pytest.mark.django_db
def test_a_change_of_states_brings_its_job_in_the_same_transaction(person: Person) -> None:
    def waiting() -> int:
        return ProcrastinateJob.objects.filter(task_name="payments.tell_sources").count()

    assert batches.prepare(officer()) is None
    assert waiting() == 0
    account(person)
    ordered(person)
    released()
    assert waiting() == 2
    assert ProcrastinateJob.objects.filter(queue_name="payments").count() == 2


@pytest.mark.django_db
def test_many_are_told_in_chunks_each_with_its_person(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "CHUNK", 2)
    payable(5)
    sizes: list[int] = []

    def follow(orders: Sequence[PaymentOrder]) -> None:
        sizes.append(len({order.person.national_id for order in orders}))

    sources.register("test", follow)
    batches.prepare(officer())
    assert (sources.tell_all(), sizes) == (5, [2, 2, 1])


@pytest.mark.django_db
def test_one_that_cannot_be_followed_holds_up_no_other(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    payable(3)

    def follow(orders: Sequence[PaymentOrder]) -> None:
        if any(order.source_key == "KEY0000001" for order in orders):
            raise RuntimeError("no such request")
        told.extend((order.source_key, order.state) for order in orders)

    sources.register("test", follow)
    batches.prepare(officer())
    assert sources.tell_all() == 2
    assert [key for key, _state in told] == ["KEY0000000", "KEY0000002"]
    assert PaymentOrder.objects.untold().get().source_key == "KEY0000001"


@pytest.mark.django_db
def test_a_payment_is_called_by_the_name_its_source_gives(db: None) -> None:
    assert sources.title("test", "marriage") == "کمک‌هزینه ازدواج"
    assert sources.title("other", "marriage") == "marriage"


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_nothing_twice(told: Told) -> None:
    payable(40)
    batches.prepare(officer())
    ready = Barrier(4, timeout=10)

    def work(_number: int) -> int:
        try:
            ready.wait()
            return sources.tell_all()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(work, range(4))) == 40
    assert len(told) == len(set(told)) == 40
