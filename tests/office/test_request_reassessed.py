"""The day of sending and today, side by side: the record changes, registries are asked again."""

from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar import registries
from taminyar.accounts.models import Role
from taminyar.careers.models import Contribution
from taminyar.cartable.inquiry import StillSilent
from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.office import jobs
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.access.looks import entries_of
from tests.benefits import asked as benefits
from tests.benefits.asked import Civil, day, works
from tests.careers.records import paid, workshop
from tests.cartable.requests import Answers, officer, sent
from tests.office.desks import desk_for, desk_of
from tests.office.requests_at_desk import approve, page_of, press, state_of
from tests.pages import words

pytestmark = pytest.mark.django_db
SPOUSE = "9990000026"
TYPED = {"spouse_national_id": SPOUSE, **day("contract_date", "1405-01-15")}
SENT_AMOUNT = 183_750_000


@pytest.fixture
def at_desk() -> Client:
    return desk_of(Role.BRANCH_OFFICER)


@pytest.fixture
def marriage(person: Person, monkeypatch: pytest.MonkeyPatch) -> Request:
    """A marriage gift that was asked for; the record has five years."""
    book = Civil()
    book.marries(SPOUSE, "1405-01-15")
    monkeypatch.setattr(registries, "civil_registry", lambda: book)
    monkeypatch.setattr(jalali, "today", lambda: jalali.date_of(1405, 9, 1))
    works(person)
    return benefits.sent("marriage", person, TYPED)


def a_month_comes_in_late(person: Person) -> None:
    """A second workshop hands in the list of the last month before the contract."""
    paid(person, workshop("0183630046", "کارگاه یاس"), "1404-12", wage=5_000_000)


def test_a_month_added_later_changes_the_amount_and_shows_why(
    at_desk: Client, marriage: Request, person: Person
) -> None:
    a_month_comes_in_late(person)
    today = words(at_desk.get(page_of(marriage)))
    assert "What differs" in today
    assert f"Approve {SENT_AMOUNT:,} rials, as on the day of sending" in today
    assert "rials, by today's record" in today
    assert "That needs a second officer." in today
    assert "Average of a month" in today
    assert "(+" in today


@pytest.mark.parametrize("basis", ["today", "sent"])
def test_the_officer_chooses_the_assessment_that_is_paid(
    basis: str, at_desk: Client, marriage: Request, person: Person
) -> None:
    a_month_comes_in_late(person)
    now = benefits.appraised("marriage", person, TYPED).amount
    assert now is not None
    assert now > SENT_AMOUNT
    assert press(at_desk, marriage, "approval", seen=now).status_code == 422
    press(at_desk, marriage, "approval", basis=basis, seen=now)
    if basis == "today":
        # More than the person was told: somebody else looks at it, too.
        assert not PaymentOrder.objects.exists()
        colleague = desk_for(officer(number=2), Role.BRANCH_OFFICER)
        assert "more than was due on the day of sending" in words(colleague.get(page_of(marriage)))
        press(colleague, marriage, "confirmation")
    assert PaymentOrder.objects.get().amount == {"today": now, "sent": SENT_AMOUNT}[basis]


def test_what_changes_while_one_reads_is_seen_before_it_is_paid(
    at_desk: Client, marriage: Request, person: Person
) -> None:
    at_desk.get(page_of(marriage))
    a_month_comes_in_late(person)
    answer = approve(at_desk, marriage)
    assert answer.status_code == 422
    assert "Today's amount changed since you saw it." in words(answer)
    assert not PaymentOrder.objects.exists()


def test_when_the_record_is_gone_only_the_day_of_sending_can_be_approved(
    at_desk: Client, marriage: Request
) -> None:
    Contribution.objects.all().delete()
    page = words(at_desk.get(page_of(marriage)))
    assert "Only the assessment of the day of sending can be approved." in page
    assert f"Approve {SENT_AMOUNT:,} rials" in page
    assert press(at_desk, marriage, "approval", basis="today").status_code == 422
    assert "needs a second officer" in page
    press(at_desk, marriage, "approval", basis="sent")
    assert not PaymentOrder.objects.exists()
    assert "more than today's record gives" in words(at_desk.get(page_of(marriage)))
    press(desk_for(officer(number=2), Role.BRANCH_OFFICER), marriage, "confirmation")
    assert PaymentOrder.objects.get().amount == SENT_AMOUNT


def test_after_the_decision_stands_what_it_was_decided_on(
    at_desk: Client, marriage: Request, person: Person
) -> None:
    approve(at_desk, marriage)
    a_month_comes_in_late(person)
    page = words(at_desk.get(page_of(marriage)))
    assert "Decided on" in page
    assert "Nothing differs from the day of sending." in page


def test_a_marriage_takes_fourteen_queries_those_of_the_record_included(
    at_desk: Client, marriage: Request, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(14):
        at_desk.get(page_of(marriage))


# ---- asking the registries again


def waiting_jobs() -> list[Any]:
    jobs_there = ProcrastinateJob.objects.filter(task_name="office.ask_registries")
    return list(jobs_there.values_list("args", flat=True))


def test_a_worker_asks_the_registries_again_once_for_all_presses(
    at_desk: Client, person: Person, registry: Answers
) -> None:
    asked = sent(person)
    registry.silent = True  # asking within the request would fail
    for _ in range(2):
        assert press(at_desk, asked, "registries").status_code == 302
    assert waiting_jobs() == [{"tracking": asked.tracking}]
    assert [entry.what for entry in entries_of(person)] == ["request-registries"] * 2
    assert "The registries are being asked again." in words(at_desk.get(page_of(asked)))


def test_the_answer_stands_on_the_page_and_counts_for_today(
    at_desk: Client, person: Person, registry: Answers
) -> None:
    asked = sent(person)
    registry.found = {"lit": False}
    jobs.ask_registries(tracking=asked.tracking)
    page = words(at_desk.get(page_of(asked)))
    assert "The registries were asked again" in page
    assert "Due at all" in page


def test_who_decides_on_the_page_from_before_is_told(
    at_desk: Client, person: Person, registry: Answers
) -> None:
    asked = sent(person)
    jobs.ask_registries(tracking=asked.tracking)
    answer = approve(at_desk, asked, version=1)
    assert answer.status_code == 409
    assert "The registries were asked again" in words(answer)
    assert state_of(asked) == State.WAITING


def test_a_silent_registry_is_asked_five_times(person: Person, registry: Answers) -> None:
    asked = sent(person)
    registry.silent = True
    with pytest.raises(StillSilent):
        jobs.ask_registries(tracking=asked.tracking)
    assert [_is_tried_again(attempts) for attempts in (0, 3, 4)] == [True, True, False]


def _is_tried_again(attempts: int) -> bool:
    strategy = jobs.ask_registries.retry_strategy
    assert strategy
    job = Job(
        id=1,
        queue="default",
        task_name="office.ask_registries",
        lock=None,
        queueing_lock=None,
        attempts=attempts,
    )
    return strategy.get_retry_decision(exception=StillSilent(), job=job) is not None


def test_after_the_decision_nobody_asks_again(
    at_desk: Client, person: Person, registry: Answers
) -> None:
    asked = sent(person)
    approve(at_desk, asked)
    assert "Ask the registries again" not in words(at_desk.get(page_of(asked)))
    assert press(at_desk, asked, "registries").status_code == 403
    assert waiting_jobs() == []


def test_before_the_first_answer_there_is_nothing_to_compare(
    person: Person, registry: Answers
) -> None:
    registry.silent = True
    page = words(desk_of(Role.ADMINISTRATOR).get(page_of(sent(person))))
    assert "No registry has answered yet." in page
    assert "What differs" not in page
