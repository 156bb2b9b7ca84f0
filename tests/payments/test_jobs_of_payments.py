"""Every deed that changes states brings the job that tells the rooms, or changes nothing."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from taminyar.payments import bank_answer, batches
from taminyar.payments.models import Batch
from tests.payments.orders import administrator, officer, payable, status_report

pytestmark = pytest.mark.django_db


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="payments.tell_sources").count()


@pytest.fixture
def prepared() -> Batch:
    payable(1)
    assert jobs() == 0
    batch = batches.prepare(officer())
    assert batch is not None
    assert jobs() == 1
    return batch


def test_dissolving_brings_its_job(prepared: Batch) -> None:
    batches.dissolve(prepared, administrator())
    assert jobs() == 2


def test_releasing_brings_its_job(prepared: Batch) -> None:
    batches.release(prepared, administrator())
    assert jobs() == 2


def test_an_answer_brings_its_job_once(prepared: Batch) -> None:
    batches.release(prepared, administrator())
    content = status_report(prepared, group="ACSC")
    bank_answer.take(content, None)
    assert jobs() == 3
    bank_answer.take(content, None)
    assert jobs() == 3


def test_what_is_too_late_brings_none(prepared: Batch) -> None:
    batches.dissolve(prepared, administrator())
    for deed in (batches.release, batches.dissolve):
        with pytest.raises(batches.Overtaken):
            deed(prepared, administrator())
    assert jobs() == 2


def test_a_batch_of_the_command_line_brings_its_job() -> None:
    payable(1)
    batches.prepare_and_release()
    assert jobs() == 1
