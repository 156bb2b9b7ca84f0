"""An account whose bank is silent waits; a job asks again until there is an answer."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from taminyar import registries
from taminyar.notices.models import Notice
from taminyar.people import bank_accounts
from taminyar.people.models import AccountState, BankAccount, Person, Refusal
from taminyar.profile import bank_inquiry
from taminyar.profile.jobs import ask_bank_again
from tests.profile.test_bank_account import BORN, HERS, IBAN, OTHER, Banks

UNAVAILABLE = registries.Unavailable("bank")


@pytest.fixture
def banks(monkeypatch: pytest.MonkeyPatch) -> Banks:
    banks = Banks()
    banks.answer = UNAVAILABLE
    monkeypatch.setattr(registries, "bank_accounts", lambda: banks)
    return banks


@pytest.fixture(autouse=True)
def outbox_of_this_test(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def waiting(person: Person, banks: Banks) -> BankAccount:
    person.birth_date = BORN
    person.save()
    return bank_inquiry.declare(person, IBAN)


def told(person: Person) -> list[str]:
    return list(Notice.objects.of(person).values_list("event", flat=True))


def test_it_is_kept_and_asked_about_again_in_a_minute(waiting: BankAccount, person: Person) -> None:
    assert waiting.state == AccountState.WAITING
    job = ProcrastinateJob.objects.get(task_name=ask_bank_again.name)
    assert job.args == {"account": waiting.pk}
    assert job.scheduled_at is not None
    assert timedelta(0) < job.scheduled_at - timezone.now() <= timedelta(minutes=1)
    assert told(person) == []


def test_declared_again_it_waits_once(waiting: BankAccount, person: Person) -> None:
    assert bank_inquiry.declare(person, IBAN) == waiting
    assert ProcrastinateJob.objects.filter(task_name=ask_bank_again.name).count() == 1


def test_a_bank_that_stays_silent_is_asked_at_growing_pauses(waiting: BankAccount) -> None:
    with pytest.raises(registries.Unavailable):
        ask_bank_again(account=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == AccountState.WAITING
    job = ProcrastinateJob.objects.get(task_name=ask_bank_again.name)
    pauses = [_pause(job, attempts) for attempts in range(4)]
    assert pauses == [60, 360, 660, 960]


def _pause(job: ProcrastinateJob, attempts: int) -> int:
    """Seconds until the job is tried again, after so many tries."""
    from procrastinate.jobs import Job

    tried = Job(
        id=job.id,
        queue=job.queue_name,
        task_name=job.task_name,
        lock=None,
        queueing_lock=None,
        attempts=attempts,
    )
    with time_machine.travel(timezone.now(), tick=False):
        assert ask_bank_again.retry_strategy is not None
        decision = ask_bank_again.retry_strategy.get_retry_decision(
            exception=UNAVAILABLE, job=tried
        )
        assert decision is not None
        assert decision.retry_at is not None
        return round((decision.retry_at - timezone.now()).total_seconds())


def test_a_late_yes_registers_it_and_tells_the_person(
    waiting: BankAccount, person: Person, banks: Banks
) -> None:
    banks.answer = HERS
    for _ in range(2):
        ask_bank_again(account=waiting.pk)
    assert bank_accounts.active(person) == waiting
    assert told(person) == ["bank-account-changed"]


def test_a_late_no_is_told_with_its_reason(
    waiting: BankAccount, person: Person, banks: Banks
) -> None:
    banks.answer = None
    for _ in range(2):
        ask_bank_again(account=waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.refusal) == (AccountState.REFUSED, Refusal.UNKNOWN)
    assert told(person) == ["bank-account-refused"]


def test_after_three_days_of_silence_the_person_is_told(
    waiting: BankAccount, person: Person
) -> None:
    with time_machine.travel(waiting.declared_at + timedelta(days=3, seconds=1)):
        ask_bank_again(account=waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.refusal) == (AccountState.REFUSED, Refusal.NO_ANSWER)
    assert told(person) == ["bank-account-refused"]


def test_a_cancelled_account_is_not_asked_about(waiting: BankAccount, banks: Banks) -> None:
    bank_accounts.withdraw(waiting)
    asked = len(banks.asked)
    ask_bank_again(account=waiting.pk)
    assert len(banks.asked) == asked


def test_an_answer_that_comes_after_another_declaration_changes_nothing(
    waiting: BankAccount, person: Person, banks: Banks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*asked: object) -> object:
        other = bank_accounts.declare(person, OTHER)
        bank_accounts.confirm(other, "مریم کریمی", instead_of=None)
        return HERS

    monkeypatch.setattr(banks, "inquire", meanwhile)
    ask_bank_again(account=waiting.pk)
    active = bank_accounts.active(person)
    assert active is not None
    assert active.iban == OTHER


def test_a_wait_begun_and_no_job_kept_is_no_wait(
    person: Person, banks: Banks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Account and job are kept together or not at all."""
    person.birth_date = BORN
    person.save()

    def broken(**_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(ask_bank_again, "configure", broken)
    with pytest.raises(InterruptedError):
        bank_inquiry.declare(person, IBAN)
    assert not BankAccount.objects.exists()
