"""Queue times are measured from what was really done."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role, User
from taminyar.cartable import decide, own, promise, queue_times
from taminyar.cartable.models import Draft, QueueTime, Request
from taminyar.cartable.move import THE_PROGRAM, move
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent, user_of
from tests.cartable.working import basis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER
# A Saturday, nine in the morning in Tehran.
SATURDAY = datetime(2026, 4, 18, 5, 30, tzinfo=UTC)


def on(day: int) -> time_machine.travel:
    """So many days after the first Saturday."""
    return time_machine.travel(SATURDAY + timedelta(days=day), tick=False)


def refused(person: Person, first: int, last: int, by: User | None = None) -> Request:
    """A request that was sent on one day and refused on another."""
    with on(first):
        request = sent(person)
    with on(last):
        decide.refuse(request, by or officer(), OFFICER, reason="papers")
    return request


def measured(day: int = 60) -> dict[str, tuple[int, int, int]]:
    """Cases, median and what four of five took, by the stage; measured on that day."""
    with on(day):
        queue_times.measure()
    figures = QueueTime.objects.filter(kind="lamp")
    return {f.stage: (f.cases, f.median_days, f.most_days) for f in figures}


@pytest.mark.parametrize("first", range(7))
def test_the_days_of_a_stage_are_working_days(first: int, person: Person) -> None:
    for turn, length in enumerate((0, 1, 3, 9, 14)):
        # Each thirty weeks after the one before, which is no longer of late then.
        start = first + turn * 210
        refused(person, start, start + length)
        days = [SATURDAY + timedelta(days=start + 1 + n) for n in range(length)]
        working = sum(promise.is_working(timezone.localtime(day).date()) for day in days)
        assert measured(start + 60)["branch"] == (1, working, max(working, 1))


def test_median_and_four_of_five(person: Person) -> None:
    for days in (1, 1, 2, 3, 4):
        refused(person, 0, days)
    assert measured()["branch"] == (5, 2, 3)


def test_midnight_is_that_of_tehran(person: Person) -> None:
    """From 23:00 to 1:00 there is another day, though in Greenwich it is the same."""
    with time_machine.travel(datetime(2026, 4, 18, 19, 30, tzinfo=UTC), tick=False):
        request = sent(person)
    with time_machine.travel(datetime(2026, 4, 18, 21, 30, tzinfo=UTC), tick=False):
        decide.refuse(request, officer(), OFFICER, reason="papers")
    assert measured()["branch"] == (1, 1, 1)


def test_what_the_person_and_the_reviewer_need_is_not_the_branchs(person: Person) -> None:
    with on(0):
        request = sent(person)
    with on(1):
        decide.claim(request, officer(), OFFICER)
    with on(2):
        decide.ask_papers(request, officer(), OFFICER, more=["invoice"])
    Draft.objects.all().delete()
    with on(9):
        request = given_again(request)
    with on(10):
        decide.refer(request, officer(), OFFICER, to=Role.MEDICAL_REVIEWER, words="?")
    with on(11):
        decide.claim(request, officer(Role.MEDICAL_REVIEWER, 2), Role.MEDICAL_REVIEWER)
    with on(17):
        decide.advise(request, officer(Role.MEDICAL_REVIEWER, 2), favourable=True, words="بلی")
    with on(18):
        decide.approve(request, officer(), OFFICER, basis=basis(request))
    # Sunday and Monday, Tuesday of the next week, Wednesday of the one after.
    assert measured() == {"branch": (1, 4, 4), "reviewer": (1, 5, 5)}


def given_again(request: Request) -> Request:
    """The request after the invoice that was asked for has come."""
    request.papers.create(
        paper="invoice", label="فاکتور", given_at=timezone.now(), file="x/1", size=1, sha256=b"1"
    )
    own.give_papers(request, user_of(request.person))
    return request


def test_finance_is_measured_from_the_approval_to_the_payment(person: Person) -> None:
    with on(0):
        request = sent(person)
    with on(1):
        decide.approve(request, officer(), OFFICER, basis=basis(request))
    with on(4):
        move(request, "queue_payment", THE_PROGRAM)
    with on(8):
        move(request, "pay", THE_PROGRAM)
    assert measured() == {"branch": (1, 1, 1), "finance": (1, 5, 5)}


def test_an_objection_is_a_case_of_its_own(person: Person) -> None:
    request = refused(person, 0, 1)
    with on(7):
        own.object_to(request, user_of(person), "خوانا است")
    with on(10):
        decide.refuse(request, officer(number=2), OFFICER, reason="papers")
    assert measured()["branch"] == (2, 1, 3)


def test_what_is_not_decided_yet_is_not_counted(person: Person) -> None:
    with on(0):
        request = sent(person)
    with on(3):
        decide.claim(request, officer(), OFFICER)
    assert measured() == {}


def test_what_ended_long_ago_is_forgotten(person: Person) -> None:
    refused(person, 0, 1)
    assert measured(91) == {"branch": (1, 1, 1)}
    assert measured(92) == {}


def test_measuring_again_changes_nothing(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    refused(person, 0, 1)
    first = measured()
    with on(60), django_assert_num_queries(1):
        queue_times.measure()
    assert measured() == first
