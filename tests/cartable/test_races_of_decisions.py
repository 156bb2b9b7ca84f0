"""Many decide at the same moment: one decides, and the others are told that they were late."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from taminyar.accounts.models import Role, User
from taminyar.cartable import decide, own
from taminyar.cartable import move as moving
from taminyar.cartable.models import Event, Request, RequestQuerySet
from taminyar.cartable.move import Overtaken
from taminyar.cartable.states import State
from taminyar.payments.models import PaymentOrder
from taminyar.people.models import Person
from tests.cartable.requests import officer, sent, user_of
from tests.cartable.working import basis

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER
type Deed = Callable[[Request, User], None]


def approve(request: Request, user: User) -> None:
    decide.approve(request, user, OFFICER, basis=basis(request))


def refuse(request: Request, user: User) -> None:
    decide.refuse(request, user, OFFICER, reason="papers")


def claim(request: Request, user: User) -> None:
    decide.claim(request, user, OFFICER)


def withdraw(request: Request, user: User) -> None:
    own.withdraw(request, user_of(request.person))


def at_once(request: Request, doings: list[tuple[Deed, User]]) -> Counter[str]:
    """What each got who did something at the same moment, having seen the same request."""
    ready = Barrier(len(doings), timeout=60)

    def one(doing: tuple[Deed, User]) -> str:
        deed, user = doing
        try:
            seen = Request.objects.select_related("person").get(pk=request.pk)
            ready.wait()
            deed(seen, user)
        except (Overtaken, IntegrityError) as error:
            return type(error).__name__
        finally:
            connection.close()
        return deed.__name__

    with ThreadPoolExecutor(len(doings)) as threads:
        return Counter(threads.map(one, doings))


def by_turns(*deeds: Deed, number: int) -> list[tuple[Deed, User]]:
    users = [officer(number=at) for at in range(number)]
    return [(deeds[at % len(deeds)], user) for at, user in enumerate(users)]


def orders(request: Request) -> int:
    return PaymentOrder.objects.filter(source_key=request.tracking).count()


def test_fifty_decide_at_once_and_one_has_decided(person: Person) -> None:
    request = sent(person)
    outcome = at_once(request, by_turns(approve, refuse, number=50))
    assert outcome["Overtaken"] == 49
    assert outcome["approve"] + outcome["refuse"] == 1
    request.refresh_from_db()
    assert orders(request) == outcome["approve"]
    assert request.state == (State.SENT_TO_FINANCE if outcome["approve"] else State.REFUSED)
    assert Event.objects.filter(request=request).count() == request.version


def test_many_approvals_at_once_order_one_payment(person: Person) -> None:
    request = sent(person)
    assert at_once(request, by_turns(approve, number=20)) == {"approve": 1, "Overtaken": 19}
    assert orders(request) == 1


def test_many_take_it_up_at_once_and_one_has_it(person: Person) -> None:
    request = sent(person)
    assert at_once(request, by_turns(claim, number=20)) == {"claim": 1, "Overtaken": 19}
    request.refresh_from_db()
    assert request.holder


def test_taken_back_while_it_is_approved_it_is_one_of_both(person: Person) -> None:
    request = sent(person)
    user_of(person)
    outcome = at_once(request, by_turns(approve, withdraw, number=2))
    assert outcome["Overtaken"] == 1
    request.refresh_from_db()
    assert orders(request) == outcome["approve"]
    assert (request.state == State.WITHDRAWN) == bool(outcome["withdraw"])


class NoCondition:
    """Requests for a `move` that does not look whether somebody was there before."""

    class objects:  # noqa: N801
        @staticmethod
        def filter(*, pk: int, version: int, state: str) -> RequestQuerySet:
            return Request.objects.filter(pk=pk)


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Lifts what the database itself demands of requests and their events."""
    tables, rule = ("cartable_request", "cartable_event"), "one_event_a_version"
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"ALTER TABLE cartable_event DROP CONSTRAINT {rule}")
        try:
            yield
        finally:
            Event.objects.all().delete()
            cursor.execute(
                f"ALTER TABLE cartable_event ADD CONSTRAINT {rule} UNIQUE (request_id, version)"
            )
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_without_the_condition_the_database_still_lets_one_win(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "Request", NoCondition)
    request = sent(person)
    outcome = at_once(request, by_turns(approve, refuse, number=2))
    assert outcome["IntegrityError"] == 1
    request.refresh_from_db()
    assert orders(request) == outcome["approve"]


def test_without_both_guards_it_is_refused_and_paid(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: this is what the guards are there for."""
    monkeypatch.setattr(moving, "Request", NoCondition)
    request = sent(person)
    with nothing_kept():
        assert at_once(request, by_turns(approve, refuse, number=2)) == {"approve": 1, "refuse": 1}
    assert orders(request) == 1
    Request.objects.all().delete()
