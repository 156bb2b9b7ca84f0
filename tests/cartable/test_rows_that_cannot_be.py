"""What the tables of the cartable refuse, whoever writes to them past the deeds."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable import tracking
from taminyar.cartable.models import Attachment, Draft, QueueTime, Request
from taminyar.cartable.states import AT_A_DESK, FALLEN, GRANTED, State
from taminyar.people.models import Person
from tests.cartable.requests import draft_of, officer, sent
from tests.office.requests_at_desk import paper_of
from tests.office.waiting import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
NOW = timezone.now()
PERIOD = (date(2026, 1, 1), date(2026, 1, 8))


def kept(person: Person, **fields: Any) -> Request:
    """A request with these fields; the database takes it."""
    with transaction.atomic():
        return put(person, **fields)[0]


def refused(rule: str, person: Person, **fields: Any) -> None:
    """The database does not take it, because of this rule."""
    with pytest.raises(IntegrityError, match=rule):
        kept(person, **fields)


def decided(state: State) -> dict[str, Any]:
    """What a granted or refused request says."""
    by = officer()
    said = {"state": state, "decided_by": by, "decided_at": NOW, "amount": 1}
    return said | {"refused_by": by, "refusal": "papers"}


def test_a_state_that_there_is_not(person: Person) -> None:
    refused("request_state_is_known", person, state="lost", desk="", due_at=None)


@pytest.mark.parametrize("code", ["ABCDE", "ABCDEFGHI2", "ABCDEFGHJ0", "abcdefghjk", "ABCDEFGH-K"])
def test_a_tracking_code_that_is_easily_misread(
    code: str, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "new", lambda: code)
    refused("request_tracking_is_readable", person)


@pytest.mark.parametrize("state", AT_A_DESK)
def test_at_a_desk_without_saying_at_which(state: State, person: Person) -> None:
    kept(person, state=state)
    refused("request_at_a_desk_has_one", person, state=state, desk="")


@pytest.mark.parametrize("state", [State.REGISTERED, State.PAPERS_NEEDED, State.WITHDRAWN])
def test_on_a_desk_that_has_nothing_to_do(state: State, person: Person) -> None:
    kept(person, state=state)
    refused("request_on_a_desk_is_at_one", person, state=state, desk=Role.BRANCH_OFFICER)


def test_in_the_hands_of_somebody_but_at_no_desk(person: Person) -> None:
    kept(person, state=State.IN_REVIEW, holder=officer())
    refused("request_held_is_at_a_desk", person, state=State.WITHDRAWN, holder=officer())


@pytest.mark.parametrize("state", AT_A_DESK)
def test_at_a_desk_without_a_promise(state: State, person: Person) -> None:
    refused("request_at_a_desk_is_promised", person, state=state, due_at=None)
    kept(person, state=State.PAPERS_NEEDED, due_at=None)


@pytest.mark.parametrize("state", GRANTED)
@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": -1},
        {"amount": None},
        {"decided_by": None},
        {"decided_at": None},
    ],
)
def test_granted_without_saying_what_by_whom_and_when(
    state: State, wrong: dict[str, Any], person: Person
) -> None:
    kept(person, **decided(state) | {"amount": 0})
    refused("granted_request_says_what_and_by_whom", person, **decided(state) | wrong)


@pytest.mark.parametrize("wrong", [{"refusal": ""}, {"refused_by": None}])
def test_refused_without_saying_why_and_by_whom(wrong: dict[str, Any], person: Person) -> None:
    kept(person, **decided(State.REFUSED))
    refused("refused_request_says_why", person, **decided(State.REFUSED) | wrong)


@pytest.mark.parametrize("state", [State.REGISTERED, State.PAPERS_NEEDED, *AT_A_DESK])
def test_two_open_requests_for_one_thing(
    state: State, person: Person, other_person: Person
) -> None:
    kept(person, subject="red", state=State.WITHDRAWN)
    kept(person, subject="red", state=state)
    kept(other_person, subject="red")
    refused("one_open_request_of_a_subject", person, subject="red")


@pytest.mark.parametrize("state", GRANTED)
def test_granted_twice_what_is_granted_once(
    state: State, person: Person, other_person: Person
) -> None:
    once = {"once_key": "one marriage"}
    kept(other_person, **once)
    kept(person, **decided(state) | once)
    kept(person, **decided(state) | once | {"kind": "torch"})
    refused("granted_once_for_all", other_person, **decided(State.APPROVED) | once)


@pytest.mark.parametrize("state", [state for state in State if state not in FALLEN])
def test_a_day_that_is_paid_twice(state: State, person: Person, other_person: Person) -> None:
    week = {"period": PERIOD}
    kept(person, **decided(State.REFUSED) | week)
    kept(person, **decided(state) | week)
    kept(other_person, **week)
    kept(person, period=(PERIOD[1], PERIOD[1] + timedelta(days=1)))
    last_day = (PERIOD[1] - timedelta(days=1), PERIOD[1])
    refused("no_day_is_paid_twice", person, period=last_day)


def test_two_drafts_of_a_kind(person: Person, other_person: Person) -> None:
    draft_of(person)
    draft_of(other_person)
    Draft.objects.create(person=person, kind="torch")
    with pytest.raises(IntegrityError, match="one_draft_of_a_kind"):
        draft_of(person)


def test_a_stage_that_was_measured_twice(db: None) -> None:
    took = {"measured_on": NOW.date(), "cases": 30, "median_days": 2, "most_days": 3}
    QueueTime.objects.create(kind="lamp", stage="branch", **took)
    QueueTime.objects.create(kind="lamp", stage="finance", **took)
    with pytest.raises(IntegrityError, match="one_queue_time_of_a_stage"):
        QueueTime.objects.create(kind="lamp", stage="branch", **took)


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("bad_attachment_says_why", {"verdict": "bad"}),
        ("bad_attachment_says_why", {"verdict": "good", "fault": "blurred"}),
        ("judged_attachment_says_by_whom", {"verdict": "good", "judged_by": None}),
        ("judged_attachment_says_by_whom", {"verdict": "good", "judged_at": None}),
    ],
)
def test_a_verdict_that_is_not_whole(rule: str, wrong: dict[str, Any], person: Person) -> None:
    request = sent(person)
    judged: dict[str, Any] = {"judged_by": officer(), "judged_at": NOW}
    paper_of(request, verdict="good", **judged)
    paper_of(request, verdict="bad", fault="blurred", **judged)
    with pytest.raises(IntegrityError, match=rule):
        paper_of(request, **judged | wrong)


@pytest.mark.parametrize("wrong", [{"fault": "blurred"}, {"judged_at": NOW}])
def test_a_paper_without_a_verdict_that_was_judged(wrong: dict[str, Any], person: Person) -> None:
    with pytest.raises(IntegrityError, match="attachment_says"):
        paper_of(sent(person), **wrong)


@pytest.mark.parametrize("of_two", [False, True])
def test_a_paper_of_nobody_or_of_two(of_two: bool, person: Person) -> None:
    given = Attachment.objects.filter(pk=paper_of(sent(person)).pk)
    owner = {"draft": draft_of(person)} if of_two else {"request": None}
    with pytest.raises(IntegrityError, match="attachment_belongs_to_one"):
        given.update(**owner)
