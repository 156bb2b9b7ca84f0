"""Whoever does what at random: nothing forbidden happens, and nothing happens unwritten."""

from collections import Counter
from copy import copy
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, QuerySet
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from taminyar.accounts.models import Role
from taminyar.cartable import inquiry, own
from taminyar.cartable.models import Attachment, Event, Message, Request
from taminyar.cartable.move import NotAllowed, Overtaken
from taminyar.cartable.states import AT_A_DESK, GRANTED, MEMBER, PROGRAM, UNDECIDED, State
from taminyar.cartable.submit import AlreadyAsked
from taminyar.notices.models import Notice
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from tests.cartable import deeds_at_random as deeds
from tests.cartable.deeds_at_random import Doer
from tests.cartable.requests import REGISTRY, officer, sent, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]

# What a deed may answer instead of doing it. Anything else is a fault of ours.
REFUSALS = (
    NotAllowed,
    Overtaken,
    AlreadyAsked,
    own.StillMissing,
    inquiry.StillSilent,
    ValueError,
    PaymentOrder.DoesNotExist,
    KeyError,
)
S = State
# From where to where each may bring a request: written down once more, apart from the table.
_UNDECIDED = {
    S.REGISTERED, S.WAITING, S.IN_REVIEW, S.PAPERS_NEEDED, S.PAPERS_GIVEN, S.REFERRED,
    S.CONFIRMING, S.OBJECTED,
}  # fmt: skip
_DECIDABLE = {S.WAITING, S.IN_REVIEW, S.PAPERS_GIVEN, S.OBJECTED}
BY_OFFICERS = {
    **{state: {S.IN_REVIEW, S.PAPERS_NEEDED, S.REFERRED, S.APPROVED, S.CONFIRMING, S.REFUSED}
       for state in _DECIDABLE},
    S.CONFIRMING: {S.CONFIRMING, S.APPROVED, S.WAITING},
}  # fmt: skip
BY_OFFICERS[S.IN_REVIEW] |= {S.WAITING}
BY_OFFICERS[S.IN_REVIEW] -= {S.IN_REVIEW}
for _state in (S.PAPERS_GIVEN, S.OBJECTED):  # taken up and put back, they say the same
    BY_OFFICERS[_state] ^= {S.IN_REVIEW, _state}
EDGES: dict[str, dict[State, set[State]]] = {
    Role.BRANCH_OFFICER: BY_OFFICERS,
    Role.MEDICAL_REVIEWER: {S.REFERRED: {S.REFERRED, S.WAITING}},
    Role.ADMINISTRATOR: {
        S.CONFIRMING: {S.CONFIRMING, S.APPROVED, S.WAITING},
        S.REFERRED: {S.REFERRED},
        S.IN_REVIEW: {S.WAITING},
        S.PAPERS_GIVEN: {S.PAPERS_GIVEN},
        S.OBJECTED: {S.OBJECTED},
    },
    MEMBER: {state: {S.WITHDRAWN} for state in _UNDECIDED}
    | {S.REFUSED: {S.OBJECTED}, S.PAPERS_NEEDED: {S.PAPERS_GIVEN, S.WITHDRAWN}},
    PROGRAM: {state: {state} for state in _UNDECIDED}
    | {
        S.REGISTERED: {S.REGISTERED, S.WAITING},
        S.PAPERS_NEEDED: {S.EXPIRED, S.PAPERS_GIVEN},
        S.APPROVED: {S.SENT_TO_FINANCE, S.DONE},
        S.SENT_TO_FINANCE: {S.SENT_TO_FINANCE, S.PAYMENT_QUEUED, S.PAID, S.PAYMENT_RETURNED},
        S.PAYMENT_QUEUED: {S.PAID, S.PAYMENT_RETURNED},
        S.PAID: {S.PAYMENT_RETURNED},
        S.PAYMENT_RETURNED: {S.PAYMENT_QUEUED, S.PAID},
    },
}
TOLD = {
    "ask_papers", "expire", "refer", "propose", "refuse", "object", "to_finance", "finish",
    "queue_payment", "pay", "escalate",
}  # fmt: skip
EVENTS_OF_DEEDS = {"request-sent", *(f"request-{move.replace('_', '-')}" for move in TOLD)}
TO_BE_PAID = {S.SENT_TO_FINANCE, S.PAYMENT_QUEUED, S.PAID, S.PAYMENT_RETURNED}


class Office(RuleBasedStateMachine):
    """Two members, three officers, a reviewer, an administrator; a member is an officer, too."""

    people: tuple[Person, Person]
    doers: list[Doer]
    reached: set[str]

    @initialize(silent=st.booleans(), advice=st.booleans())
    def opens(self, silent: bool, advice: bool) -> None:
        self.nothing_stays = transaction.atomic()
        self.nothing_stays.__enter__()
        REGISTRY.silent = silent
        REGISTRY.advice = Role.MEDICAL_REVIEWER if advice else None
        self.stale = [sent(person) for person in self.people]
        REGISTRY.silent = False
        self.now = World()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.nothing_stays.__exit__(None, None, None)

    @rule(which=st.integers(0, 1), turn=st.integers(0, 9), seed=st.integers(0, 2**32))
    def somebody_does_something(self, which: int, turn: int, seed: int) -> None:
        """Now and then with what stood there before somebody else did something."""
        # The numbers hypothesis likes best would choose the same deeds again and again.
        chance = Random(f"{len(self.now.events)} {seed}")
        newest = Request.objects.of(self.people[which]).newest_first()[0]
        request = self.stale[which] if turn == 0 else newest
        often = chance.random() < 0.9
        deed = chance.choice(deeds.likely(request.state) if often else deeds.ALL)
        by = self._doer(request, deed, chance)
        note(f"{deed.__name__} of {request.pk} at {request.state}, by {by}")
        there = self.now.requests[request.pk]
        try:
            deed(copy(request), by, chance)
        except REFUSALS:
            assert World() == self.now
        else:
            assert was_right(deed, by, request, there)
            self.now = World()
        if turn == 1:
            self.stale[which] = newest

    def _doer(self, request: Request, deed: deeds.Deed, chance: Random) -> Doer:
        if deed in deeds.BY_MEMBERS:
            return Doer(user_of(request.person), Role.BRANCH_OFFICER)
        fit = [doer for doer in self.doers if doer.role == request.desk]
        if fit and chance.random() < 0.85:
            return chance.choice(fit)
        return Doer(chance.choice(self.doers).user, chance.choice(list(Role)))

    @invariant()
    def everything_is_in_order(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for request in self.now.requests.values():
            events = [event for event in self.now.events if event["request_id"] == request["id"]]
            self.reached.add(request["state"])
            written_down(request, events)
            by_who_may(request, events)
            by_another(events)
            paid_what_was_decided(request, self.now.orders)
        for person in self.people:
            told(person, self.now)


type Row = dict[str, Any]


def rows(found: QuerySet[Any]) -> list[Row]:
    return [{**row} for row in found.values()]


class World:
    """All that a deed could change, as it stands."""

    def __init__(self) -> None:
        requests, events = Request.objects.order_by("pk"), Event.objects.order_by("pk")
        self.requests = {row["id"]: row for row in rows(requests)}
        self.events = rows(events.annotate(doer=F("actor__person_id")))
        self.orders = rows(PaymentOrder.objects.order_by("pk"))
        self.papers = list(Attachment.objects.order_by("pk").values())
        self.notices = list(Notice.objects.order_by("pk").values_list("person_id", "event"))
        self.messages = Message.objects.count()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, World) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


def was_right(deed: deeds.Deed, by: Doer, request: Request, there: dict[str, Any]) -> bool:
    """Whether the deed could rightly be done by them, on this view of what was there."""
    if deed in deeds.AT_ANY_TIME:
        return True
    up_to_date = bool(request.version == there["version"])
    if deed in deeds.BY_MEMBERS:
        return up_to_date
    free = there["holder_id"] in (None, by.user.pk) or by.role == Role.ADMINISTRATOR
    on_their_desk = by.role in (there["desk"], Role.ADMINISTRATOR) or deed is deeds.advise
    ours = bool(by.user.person_id == request.person_id)
    return up_to_date and free and on_their_desk and not ours


def written_down(request: Row, events: list[Row]) -> None:
    """Each version has its event, and each begins where the last one ended."""
    assert [event["version"] for event in events] == list(range(1, request["version"] + 1))
    froms = ["", *(event["to_state"] for event in events)]
    assert [*(event["from_state"] for event in events), request["state"]] == froms


def by_who_may(request: Row, events: list[Row]) -> None:
    for event in events[1:]:
        role = event["role"]
        assert State(event["to_state"]) in EDGES[role][State(event["from_state"])]
        assert (event["actor_id"] is None) == (role == PROGRAM)
        assert role == PROGRAM or (event["doer"] == request["person_id"]) == (role == MEMBER)


def by_another(events: list[Row]) -> None:
    """Who refused is done after the objection, who proposed or gave an opinion does not decide."""
    last: dict[str, Any] = {}
    advisers: set[int] = set()
    for event in events:
        move, actor = event["move"], event["actor_id"]
        if "object" in last and event["role"] not in (MEMBER, PROGRAM):
            assert actor != last["refuse"]
        if move in ("confirm", "send_back"):
            assert actor != last["propose"]
        if move in ("approve", "propose", "confirm", "refuse"):
            assert actor not in advisers
        if move == "advise":
            advisers.add(actor)
        if move != "refuse" or "object" not in last:
            last[move] = actor


def paid_what_was_decided(request: Row, orders: list[Row]) -> None:
    """One order for what was granted and comes to something, and none otherwise."""
    state = State(request["state"])
    ours = [order for order in orders if order["source_key"] == request["tracking"]]
    due = [(request["person_id"], request["amount"])] if state in TO_BE_PAID else []
    assert [(order["person_id"], order["amount"]) for order in ours] == due
    assert (request["amount"] is None) == (state not in {*GRANTED, S.CONFIRMING})
    assert (request["desk"] != "") == (state in AT_A_DESK)
    assert (state == S.REFERRED) == (request["desk"] == Role.MEDICAL_REVIEWER)
    assert request["holder_id"] is None or state in AT_A_DESK


def told(person: Person, now: World) -> None:
    """Of each deed that people are told of there is one notice; one request is open at most."""
    theirs = [row for row in now.requests.values() if row["person_id"] == person.pk]
    assert sum(row["state"] in UNDECIDED for row in theirs) <= 1
    keys = {row["id"] for row in theirs}
    moves = [event["move"] for event in now.events if event["request_id"] in keys]
    slugs = [f"request-{move.replace('_', '-')}" for move in moves if move in {*TOLD, "send"}]
    done = Counter("request-sent" if slug == "request-send" else slug for slug in slugs)
    # Without an account an approval is told together with asking for one.
    got = [
        event.replace("account-needed", "to-finance")
        for owner, event in now.notices
        if owner == person.pk
    ]
    assert Counter(event for event in got if event in EVENTS_OF_DEEDS) == done


@pytest.fixture
def office(person: Person, other_person: Person) -> type[Office]:
    officers = [Doer(officer(number=number), Role.BRANCH_OFFICER) for number in (1, 2, 3)]
    Office.people = (person, other_person)
    Office.reached = set()
    Office.doers = [
        *officers,
        Doer(officer(Role.MEDICAL_REVIEWER, 4), Role.MEDICAL_REVIEWER),
        Doer(officer(Role.ADMINISTRATOR, 5), Role.ADMINISTRATOR),
        Doer(user_of(person), Role.BRANCH_OFFICER),
    ]
    return Office


def test_whatever_happens_everything_stays_in_order(office: type[Office]) -> None:
    run_state_machine_as_test(
        office,
        settings=settings(
            max_examples=14,
            stateful_step_count=80,
            suppress_health_check=list(HealthCheck),
            # A shorter way to the same fault costs minutes; `note` tells what was done.
            phases=[Phase.generate],
        ),
    )
    # Not only the first few states were tried.
    assert len(office.reached) >= 10
