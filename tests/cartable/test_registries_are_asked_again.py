"""What was sent while a registry was silent goes on by itself when it answers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from taminyar import registries
from taminyar.accounts.models import Role
from taminyar.cartable import inquiry, jobs, kinds
from taminyar.cartable.kinds import Answers, Findings
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import State
from taminyar.people.models import Person
from tests.cartable import requests
from tests.cartable.requests import ANSWERS, LAMP, sent
from tests.cartable.working import some_people
from tests.office.waiting import put

pytestmark = pytest.mark.django_db
DARK = "تاریک"  # the last name of people for whom the registry never answers


@pytest.fixture
def registry(registry: requests.Answers) -> requests.Answers:
    """Silent at first, so that what is sent waits for it."""
    registry.silent = True
    return registry


@pytest.fixture
def asked(registry: requests.Answers) -> list[str]:
    """The national IDs that were asked for; of the people in the dark nothing is answered."""
    asked: list[str] = []

    def inquire(person: Person, answers: Answers) -> Findings:
        asked.append(str(person.national_id))
        if registry.silent or person.last_name == DARK:
            raise registries.Unavailable("civil")
        return {"lit": True}

    kinds.register(replace(LAMP, inquire=inquire))
    return asked


def waited(request: Request, seconds: int = 60) -> Request:
    """The request, which has been waiting for so long."""
    Request.objects.filter(pk=request.pk).update(since=timezone.now() - timedelta(seconds=seconds))
    return request


def again() -> None:
    jobs.ask_registries_again(0)


def registered() -> int:
    return Request.objects.filter(state=State.REGISTERED).count()


def in_the_dark(number: int) -> None:
    for person in some_people(number):
        Person.objects.filter(pk=person.pk).update(last_name=DARK)
        waited(sent(person))


def test_it_goes_on_when_the_registry_answers(person: Person, registry: requests.Answers) -> None:
    request = waited(sent(person))
    again()
    assert registered() == 1
    registry.silent, registry.found = False, {"lit": True, "since": "1404"}
    again()
    request.refresh_from_db()
    assert (request.state, request.desk) == (State.WAITING, Role.BRANCH_OFFICER)
    assert request.findings == {"lit": True, "since": "1404"}
    assert Event.objects.get(request=request, move="inquired").role == "program"
    again()
    assert Event.objects.filter(request=request).count() == 2


@pytest.mark.parametrize(("seconds", "left"), [(25, 1), (35, 0)])
def test_what_was_just_sent_is_left_for_half_a_minute(
    seconds: int, left: int, person: Person, registry: requests.Answers
) -> None:
    waited(sent(person), seconds)
    registry.silent = False
    again()
    assert registered() == left


def test_after_three_silent_answers_the_rest_waits_for_the_next_run(asked: list[str]) -> None:
    for person in some_people(5):
        waited(sent(person))
    asked.clear()
    again()
    assert len(set(asked)) == len(asked) == 3


def test_two_silent_answers_do_not_stop_the_others(
    asked: list[str], registry: requests.Answers, person: Person, other_person: Person
) -> None:
    in_the_dark(2)
    waited(sent(person))
    waited(sent(other_person))
    registry.silent = False
    again()
    assert registered() == 2


def test_those_a_registry_cannot_answer_for_do_not_stand_before_the_others_for_ever(
    asked: list[str], registry: requests.Answers, person: Person, other_person: Person
) -> None:
    in_the_dark(3)
    waited(sent(person))
    waited(sent(other_person))
    registry.silent = False
    for _run in range(40):
        again()
    assert registered() == 3


def test_a_silent_registry_stops_its_own_kind_alone(
    registry: requests.Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(person: Person, answers: Answers) -> Findings:
        raise registries.Unavailable("civil")

    torch = replace(LAMP, slug="torch", inquire=silent)
    # Asked before the lamps.
    monkeypatch.setattr(kinds, "_kinds", {"torch": torch} | kinds._kinds)
    earlier = timezone.now() - timedelta(minutes=1)
    some: dict[str, Any] = {"state": State.REGISTERED, "answers": ANSWERS, "since": earlier}
    for person in some_people(1):
        put(person, 4, kind="torch", **some)
        [lamp] = put(person, kind="lamp", **some)
    registry.silent = False
    again()
    lamp.refresh_from_db()
    assert lamp.state == State.WAITING
    assert registered() == 4


def test_a_run_takes_two_hundred(person: Person, registry: requests.Answers) -> None:
    earlier = timezone.now() - timedelta(minutes=1)
    put(person, 201, state=State.REGISTERED, answers=ANSWERS, since=earlier)
    registry.silent = False
    again()
    assert registered() == 1


def test_what_waits_for_no_registry_takes_nobodys_turn(
    person: Person, registry: requests.Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_AT_ONCE", 1)
    put(person, 50, since=timezone.now() - timedelta(minutes=1))
    waited(sent(person))
    registry.silent = False
    again()
    assert registered() == 0


def test_one_that_went_on_meanwhile_is_left_alone(
    person: Person, registry: requests.Answers
) -> None:
    request = waited(sent(person))
    seen = Request.objects.get(pk=request.pk)
    registry.silent = False
    again()
    inquiry.complete(seen)
    assert list(request.events.values_list("move", flat=True)) == ["send", "inquired"]


def test_the_registries_are_not_asked_for_what_waits_for_them_no_more(
    asked: list[str], person: Person, registry: requests.Answers
) -> None:
    registry.silent = False
    request = sent(person)
    asked.clear()
    inquiry.complete(request)
    again()
    assert asked == []
