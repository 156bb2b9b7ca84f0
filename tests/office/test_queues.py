"""Staff work from queues: each sees those of the own desk, the most urgent request first."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.accounts.models import Role, StaffDuty
from taminyar.cartable import decide, own
from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.office import queue_page
from taminyar.people.models import Branch, Person
from tests.access.looks import entries_of, staff
from tests.cartable.requests import user_of
from tests.office.desks import desk_of
from tests.office.waiting import put, shown
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
QUEUE = "/office/queue/"
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture
def officer() -> Client:
    """At a desk of branch 018."""
    return desk_of(OFFICER)


def listed(client: Client, requests: list[Request], **asked: str) -> list[Request]:
    response = client.get(QUEUE, asked)
    assert response.status_code == 200
    return shown(words(response), requests)


def test_the_most_urgent_stands_first(officer: Client, person: Person) -> None:
    first, second, third = put(person, 3)
    late = put(person, due_at=timezone.now() - timedelta(days=2))[0]
    assert listed(officer, [third, second, first, late]) == [late, first, second, third]


def test_a_row_says_what_waits_since_when_and_nothing_of_whose_it_is(
    officer: Client, person: Person
) -> None:
    now = timezone.now()
    put(person, sent_at=now - timedelta(days=3), due_at=now - timedelta(days=1))
    page = words(officer.get(QUEUE))
    for said in ("A lamp", "Waiting", "3 days", "Late", "Free", "Take up"):
        assert said in page
    for secret in (person.first_name, person.last_name, str(person.national_id)):
        assert secret not in page
    assert not entries_of(person)


def test_the_amount_shows_once_it_is_decided(officer: Client, person: Person) -> None:
    asked = put(person, state=State.CONFIRMING, amount=12_345_678)
    assert "12,345,678 rials" in words(officer.get(QUEUE))
    assert listed(officer, asked, state="confirming") == asked


def test_before_that_what_was_worked_out_at_the_sending(officer: Client, person: Person) -> None:
    put(person, kind="orthosis", answers={"item": "wheelchair"}, assessment={"amount": 7_000_000})
    put(person, kind="orthosis", answers={"item": "unheard_of"})
    page = words(officer.get(QUEUE))
    assert "Wheelchair 7,000,000 rials worked out at the sending" in page


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({"advised": True}, "The reviewer is for it"),
        ({"advised": False}, "The reviewer is against it"),
        ({"state": State.OBJECTED}, "The person objects"),
        ({"objected_at": datetime(2026, 1, 1, tzinfo=UTC)}, "Objection"),
        ({"state": State.PAPERS_GIVEN}, "New papers came"),
        ({"state": State.CONFIRMING}, "For a second officer"),
    ],
    ids=str,
)
def test_what_stands_out_is_marked(
    fields: dict[str, Any], mark: str, officer: Client, person: Person
) -> None:
    put(person)
    assert not _marks(officer)
    put(person, **fields)
    assert _marks(officer) == [mark]


def _marks(client: Client) -> list[str]:
    page = client.get(QUEUE).content.decode()
    return re.findall(r'class="chip[^>]*><svg.*?</svg><span>([^<]*)</span>', page, re.DOTALL)


def test_what_the_second_officer_sent_back_is_marked(officer: Client, person: Person) -> None:
    asked = put(person, state=State.CONFIRMING, amount=1, decided_by=staff(OFFICER))[0]
    second = Role.ADMINISTRATOR
    decide.send_back(asked, staff(second), second, words="Why so much?")
    assert _marks(officer) == ["Sent back by the second officer"]


def test_a_chosen_filter_can_be_taken_away_alone(officer: Client, person: Person) -> None:
    page = officer.get(QUEUE, {"state": "waiting", "late": "on"}).content.decode()
    found = re.search(r'<ul class="office-chosen".*?</ul>', page, re.DOTALL)
    assert found
    links = re.findall(r'href="([^"]*)"', found[0].replace("&amp;", "&"))
    first = "/office/queue/?queue=branch_officer-central"
    assert links == [f"{first}&late=on", f"{first}&state=waiting"]


def test_late_is_the_same_for_the_counter_the_mark_and_the_filter(person: Person) -> None:
    now, client = timezone.now(), desk_of(Role.ADMINISTRATOR)
    late = put(person, due_at=now - timedelta(minutes=1))
    reported = put(person, due_at=now - timedelta(days=1), escalated_at=now)
    others = put(person, 2)
    queue = {"queue": "desk-branch_officer"}
    assert "Late (2)" in words(client.get(QUEUE))
    assert _marks_of_desk(client) == ["Late", "Late"]
    every = [*others, *late, *reported]
    assert listed(client, every, late="on", **queue) == reported + late
    assert listed(client, every, queue="late") == reported + late


def _marks_of_desk(client: Client) -> list[str]:
    page = client.get(QUEUE, {"queue": "desk-branch_officer"}).content.decode()
    return re.findall(r"chip--warn.*?<span>(Late)</span>", page, re.DOTALL)


def test_the_branch_has_a_tray_of_its_own(officer: Client, person: Person) -> None:
    Branch.objects.get_or_create(code="901")
    central, ours, theirs = (put(person, tray=tray)[0] for tray in ("", "018", "901"))
    every = [central, ours, theirs]
    assert listed(officer, every) == [central]
    assert listed(officer, every, queue="branch_officer-branch") == [ours]


def test_a_duty_of_all_branches_sees_all_trays(officer: Client, person: Person) -> None:
    StaffDuty.objects.update(branch=None)
    every = [put(person, tray=tray)[0] for tray in ("", "018", "901")]
    assert listed(officer, every, queue="branch_officer-branch") == every


def test_another_desk_has_another_queue(officer: Client, person: Person) -> None:
    referred = put(person, state=State.REFERRED, desk=Role.MEDICAL_REVIEWER)
    assert listed(officer, referred) == []
    assert listed(desk_of(Role.MEDICAL_REVIEWER), referred) == referred


def test_what_one_holds_is_in_ones_hands(officer: Client, person: Person) -> None:
    mine, other = put(person, 2, state=State.IN_REVIEW)
    Request.objects.filter(pk=mine.pk).update(holder=staff(OFFICER))
    Request.objects.filter(pk=other.pk).update(holder=staff(Role.PENSIONS_OFFICER))
    assert listed(officer, [mine, other], queue="mine") == [mine]
    page = words(officer.get(QUEUE))
    assert "Mine Put back" in page
    assert "A colleague" in page
    assert "Take up" not in page


def test_nobody_finds_their_own_request(officer: Client) -> None:
    own = put(staff(OFFICER).person)
    assert listed(officer, own) == []
    assert "Central tray (0)" in words(officer.get(QUEUE))


def test_the_administrator_sees_what_needs_a_second_officer_and_what_is_late(
    person: Person,
) -> None:
    now, client = timezone.now(), desk_of(Role.ADMINISTRATOR)
    proposed = put(person, state=State.CONFIRMING)
    past = now - timedelta(days=1)
    late = put(person, state=State.SENT_TO_FINANCE, due_at=past, **_decided())
    every = [*proposed, *late]
    assert listed(client, every) == proposed
    assert listed(client, every, queue="late") == late
    assert listed(client, every, queue="desk-branch_officer") == proposed


def _decided() -> dict[str, Any]:
    return {"amount": 1, "decided_by": staff(OFFICER), "decided_at": timezone.now()}


def test_the_administrator_puts_back_what_somebody_holds(person: Person) -> None:
    asked = put(person, state=State.CONFIRMING, holder=staff(OFFICER))[0]
    client = desk_of(Role.ADMINISTRATOR)
    assert "Put back" in words(client.get(QUEUE))
    client.post(f"/office/requests/{asked.tracking}/release/", {"version": 1, "next": QUEUE})
    asked.refresh_from_db()
    assert asked.holder is None


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"kind": "lamp"}, [0, 1, 2]),
        ({"state": "objected"}, [1]),
        ({"late": "on"}, [0]),
        ({"free": "on"}, [0, 1]),
        ({"late": "on", "state": "objected"}, []),
    ],
    ids=str,
)
def test_a_queue_can_be_filtered(
    asked: dict[str, str], wanted: list[int], officer: Client, person: Person
) -> None:
    now, colleague = timezone.now(), staff(Role.PENSIONS_OFFICER)
    every = [
        *put(person, due_at=now - timedelta(hours=1)),
        *put(person, state=State.OBJECTED),
        *put(person, state=State.IN_REVIEW, holder=colleague),
    ]
    assert set(listed(officer, every, **asked)) == {every[place] for place in wanted}


def test_a_filter_that_is_none_is_told_and_left_out(officer: Client, person: Person) -> None:
    asked = put(person)
    response = officer.get(QUEUE, {"kind": "castle"})
    assert response.status_code == 422
    assert shown(words(response), asked) == asked


def test_an_unknown_queue_is_the_first_one(officer: Client, person: Person) -> None:
    asked = put(person)
    assert listed(officer, asked, queue="second") == asked


def test_one_pages_on_and_back_by_key(
    officer: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_page, "PAGE", 2)
    same = timezone.now() + timedelta(days=1)
    every = put(person, 5, due_at=same)
    pages = [officer.get(QUEUE, {"state": "waiting"})]
    for _ in range(2):
        pages.append(officer.get(_link(pages[-1], "next")))
    assert [shown(words(page), every) for page in pages] == [every[:2], every[2:4], every[4:]]
    assert _link(pages[-1], "next") == _link(pages[0], "prev") == ""
    back = officer.get(_link(pages[-1], "prev"))
    assert shown(words(back), every) == every[2:4]
    assert shown(words(officer.get(_link(back, "prev"))), every) == every[:2]
    assert "state=waiting" in _link(back, "prev")


def _link(response: object, rel: str) -> str:
    page = response.content.decode()  # type: ignore[attr-defined]
    _before, found, after = page.partition(f'rel="{rel}" href="')
    return after.partition('"')[0].replace("&amp;", "&") if found else ""


@pytest.mark.parametrize(
    "key", ["x", "-", "1-x", f"{10**39}-1", f"1-{2**63}", f"{10**18}-1", "۱-۱", "\x00"]
)
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_key_that_is_none_is_left_out(
    name: str, key: str, officer: Client, person: Person
) -> None:
    put(person)
    assert officer.get(QUEUE, {name: key}).status_code == 200


def test_one_takes_up_and_puts_back_from_the_list(officer: Client, person: Person) -> None:
    asked = put(person)[0]
    address = f"/office/requests/{asked.tracking}"
    response = officer.post(f"{address}/claim/", {"version": 1, "next": f"{QUEUE}?queue=mine"})
    assert response["Location"] == f"{QUEUE}?queue=mine"
    asked.refresh_from_db()
    assert (asked.holder, asked.state) == (staff(OFFICER), State.IN_REVIEW)
    officer.post(f"{address}/release/", {"version": 2, "next": QUEUE})
    asked.refresh_from_db()
    assert (asked.holder, asked.state) == (None, State.WAITING)


def test_who_refused_is_not_asked_to_take_up_the_objection(officer: Client, person: Person) -> None:
    asked = put(person)[0]
    decide.refuse(asked, staff(OFFICER), OFFICER, reason="papers")
    own.object_to(asked, user_of(person), "The paper is readable.")
    assert "Take up" not in words(officer.get(QUEUE))


def test_an_empty_queue_says_so(officer: Client) -> None:
    assert "Nothing waits here" in words(officer.get(QUEUE))
    assert "Nothing of this kind waits here" in words(officer.get(QUEUE, {"late": "on"}))


@pytest.mark.parametrize(
    "client_of",
    [lambda: desk_of(OFFICER), lambda: desk_of(Role.ADMINISTRATOR)],
    ids=["officer", "administrator"],
)
def test_a_full_page_takes_six_queries(
    client_of: Callable[[], Client],
    person: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of()
    put(person, 30, state=State.CONFIRMING)
    with django_assert_num_queries(6):
        assert "Less urgent" in words(client.get(QUEUE))
