"""What is promised to the person, and for which day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.cartable import decide, kinds, own, promise
from taminyar.cartable.models import QueueTime, Request
from taminyar.cartable.promise import Stage
from taminyar.cartable.states import State
from taminyar.people.models import Person
from tests.cartable.requests import LAMP, Answers, officer, sent, user_of
from tests.cartable.working import basis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER
# A Wednesday, noon in Tehran.
WEDNESDAY = datetime(2026, 4, 22, 8, 30, tzinfo=UTC)
moments = st.integers(0, 3650 * 24).map(lambda hours: WEDNESDAY + timedelta(hours=hours))


@given(moments, st.integers(0, 60))
def test_so_many_working_days_lie_between(start: datetime, days: int) -> None:
    end = promise.after_working_days(start, days)
    first = timezone.localtime(start).date()
    between = [first + timedelta(days=n) for n in range(1, (end.date() - first).days + 1)]
    assert sum(promise.is_working(day) for day in between) == days
    assert end.time() == timezone.localtime(start).time()
    assert days == 0 or promise.is_working(end.date())


def test_thursday_and_friday_are_no_working_days() -> None:
    after = promise.after_working_days(WEDNESDAY, 1)
    assert (after.weekday(), after.date()) == (5, date(2026, 4, 25))


def measured(stage: Stage, most: int, cases: int = promise.ENOUGH_CASES) -> None:
    QueueTime.objects.create(
        kind="lamp",
        stage=stage,
        measured_on=date(2026, 4, 22),
        cases=cases,
        median_days=1,
        most_days=most,
    )


def test_what_was_measured_is_promised() -> None:
    measured(Stage.BRANCH, 3)
    assert promise.days_of("lamp", Stage.BRANCH) == 3
    assert promise.all_days()["lamp"] == {"branch": 3, "reviewer": 7, "finance": 5}


def test_too_few_cases_promise_nothing() -> None:
    measured(Stage.BRANCH, 3, promise.ENOUGH_CASES - 1)
    assert promise.days_of("lamp", Stage.BRANCH) == kinds.USUAL_DAYS["branch"]
    assert promise.all_days()["lamp"] == kinds.USUAL_DAYS


def test_a_stage_that_the_kind_does_not_have_is_not_promised() -> None:
    kinds.register(replace(LAMP, days={"branch": 4}))
    assert promise.days_of("lamp", Stage.FINANCE) == 0
    assert promise.due_at("lamp", State.SENT_TO_FINANCE, WEDNESDAY) is None


@pytest.mark.parametrize("state", [State.PAPERS_NEEDED, State.REFUSED, State.PAID])
def test_the_office_promises_nothing_where_it_owes_nothing(state: State) -> None:
    assert promise.due_at("lamp", state, WEDNESDAY) is None


def test_a_promise_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        promise.due_at("lamp", State.WAITING, WEDNESDAY)


def _days_from_due(request: Request) -> int:
    """Working days from the promise of this stage to that of the whole."""
    whole = promise.whole(request)
    assert whole
    assert request.due_at
    return next(
        days
        for days in range(100)
        if promise.after_working_days(request.due_at, days).date() >= whole
    )


def test_the_whole_is_this_stage_and_those_to_come(person: Person) -> None:
    assert _days_from_due(sent(person)) == 5


def test_a_reviewer_to_come_counts_and_so_does_the_way_back(
    person: Person, registry: Answers
) -> None:
    registry.advice = Role.MEDICAL_REVIEWER
    request = sent(person)
    assert _days_from_due(request) == 7 + 5 + 5
    decide.refer(request, officer(), OFFICER, to=Role.MEDICAL_REVIEWER, words="?")
    assert _days_from_due(request) == 5 + 5
    decide.advise(request, officer(Role.MEDICAL_REVIEWER, 2), favourable=True, words="بلی")
    assert _days_from_due(request) == 5
    decide.approve(request, officer(), OFFICER, basis=basis(request))
    assert _days_from_due(request) == 0


def _ask(request: Request) -> None:
    decide.ask_papers(request, officer(), OFFICER, more=["invoice"])


def _withdraw(request: Request) -> None:
    own.withdraw(request, user_of(request.person))


@pytest.mark.parametrize("deed", [_ask, _withdraw])
def test_the_whole_is_not_promised_while_it_rests_with_the_person(
    deed: Callable[[Request], None], person: Person
) -> None:
    request = sent(person)
    deed(request)
    assert promise.whole(request) is None


def test_days_given_for_a_list_are_not_asked_for_again(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = sent(person)
    days = promise.all_days()["lamp"]
    with django_assert_num_queries(0):
        given_days = promise.whole(request, days)
    assert given_days == promise.whole(request)


def test_a_new_stage_has_a_new_promise(person: Person) -> None:
    request = sent(person)
    first = request.due_at
    decide.claim(request, officer(), OFFICER)
    assert request.due_at == first  # the same stage still
    decide.refer(request, officer(), OFFICER, to=Role.MEDICAL_REVIEWER, words="?")
    assert first
    assert request.due_at
    assert request.due_at > first
