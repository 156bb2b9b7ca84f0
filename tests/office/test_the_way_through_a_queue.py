"""From the queue to a request and back, and on to the next one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client

from taminyar.accounts.models import Role
from taminyar.cartable import decide
from taminyar.cartable.models import Request
from taminyar.cartable.states import State
from taminyar.office import take_up
from taminyar.office.way_back import queue_address
from taminyar.people.models import Person
from tests.access.looks import entries_of, staff
from tests.cartable.requests import officer as one_of_many
from tests.cartable.requests import sent
from tests.office.desks import desk_of
from tests.office.requests_at_desk import amount_of, approve, page_of, press
from tests.office.waiting import put
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
QUEUE = "/office/queue/?queue=branch_officer-central&kind=lamp"
NEXT = "/office/queue/next/"
OFFICER = Role.BRANCH_OFFICER


@pytest.fixture
def officer() -> Client:
    return desk_of(OFFICER)


def from_queue(address: str, queue: str = QUEUE) -> str:
    return f"{address}?{urlencode({'from': queue})}"


def test_a_request_leads_back_to_the_queue_it_was_opened_from(
    officer: Client, person: Person
) -> None:
    asked = sent(person)
    queue = officer.get(QUEUE).content.decode()
    address = from_queue(page_of(asked))
    assert f'href="{address}"' in queue.replace("&amp;", "&")
    page = officer.get(address).content.decode().replace("&amp;", "&")
    assert f'<a href="{QUEUE}">' in page
    assert f'<input type="hidden" name="from" value="{QUEUE}">' in page


def test_after_a_decision_one_is_in_the_queue_again_and_reads_what_was_decided(
    officer: Client, person: Person
) -> None:
    asked = sent(person)
    assert approve(officer, asked, **{"from": QUEUE})["Location"] == QUEUE
    page = words(officer.get(QUEUE))
    assert f"{asked}\u2069: Approved. {amount_of(asked):,} rials" in page
    assert "Begin the next one" in page


def test_what_is_wrong_does_not_lose_the_way_back(officer: Client, person: Person) -> None:
    asked = sent(person)
    wrong = press(officer, asked, "refusal", **{"reason": "", "from": QUEUE})
    assert wrong.status_code == 422
    assert f'<a href="{QUEUE}">' in wrong.content.decode().replace("&amp;", "&")


def test_who_takes_it_up_on_its_page_stays_there(officer: Client, person: Person) -> None:
    asked = sent(person)
    taken = press(officer, asked, "claim", **{"from": QUEUE})
    assert taken["Location"] == from_queue(page_of(asked))


@pytest.mark.parametrize(
    "foreign",
    [
        "https://example.org/office/queue/",
        "//example.org/office/queue/",
        "/office/queue/next/",
        "javascript:alert(1)",
        "//[",
    ],
)
def test_only_a_queue_is_led_back_to(foreign: str, officer: Client, person: Person) -> None:
    asked = sent(person)
    assert queue_address(foreign) == ""
    assert f'"{foreign}"' not in officer.get(from_queue(page_of(asked), foreign)).content.decode()
    done = press(officer, asked, "refusal", **{"reason": "papers", "from": foreign})
    assert done["Location"] == page_of(asked)


def test_what_a_colleague_took_first_is_told_in_the_queue_and_not_shown(
    officer: Client, person: Person
) -> None:
    asked = sent(person)
    decide.claim(asked, one_of_many(number=2), OFFICER)
    lost = officer.post(f"{page_of(asked)}claim/", {"version": 1, "next": QUEUE})
    assert lost["Location"] == QUEUE
    page = words(officer.get(QUEUE))
    assert f"{asked}\u2069: A colleague was quicker." in page
    assert person.last_name not in page
    assert not entries_of(person)


def test_the_next_one_is_the_most_urgent_that_is_free_of_what_is_shown(
    officer: Client, person: Person
) -> None:
    held, wanted, _later = put(person, 3)
    decide.claim(held, one_of_many(number=2), OFFICER)
    put(person, state=State.PAPERS_GIVEN, due_at=held.since)
    queue = "/office/queue/?queue=branch_officer-central&state=waiting"
    taken = officer.post(NEXT, {"next": queue})
    assert taken["Location"] == from_queue(page_of(wanted), queue)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.holder) == (State.IN_REVIEW, staff(OFFICER))


def test_what_one_may_not_take_up_is_passed_over(officer: Client, person: Person) -> None:
    [free] = put(person)
    soon = free.since
    refused = {"objected_at": soon, "refused_by": staff(OFFICER)}
    put(person, due_at=soon, answers={"spouse": "9990000077"})
    put(person, due_at=soon, state=State.OBJECTED, **refused)
    assert officer.post(NEXT, {"next": QUEUE})["Location"] == from_queue(page_of(free))


def test_when_nothing_is_free_it_is_said(officer: Client, person: Person) -> None:
    assert officer.post(NEXT, {"next": QUEUE})["Location"] == QUEUE
    assert "Nothing free is left here to take up." in words(officer.get(QUEUE))


@pytest.mark.parametrize("queue", ["mine", "messages"])
def test_from_some_queues_nothing_is_taken_up(queue: str, officer: Client, person: Person) -> None:
    address = f"/office/queue/?queue={queue}"
    assert "Begin the next one" not in words(officer.get(address))
    assert officer.post(NEXT, {"next": address}).status_code == 403


def test_the_address_of_taking_up_leads_to_the_queue(officer: Client) -> None:
    assert officer.get(NEXT)["Location"] == "/office/queue/"


def test_who_only_pays_is_led_from_the_queue_to_the_payments() -> None:
    assert desk_of(Role.FINANCE_OFFICER).get("/office/queue/")["Location"] == "/office/payments/"


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_each_get_another_one(person: Person) -> None:
    put(person, 10)
    users = [one_of_many(number=at) for at in range(12)]
    ready = Barrier(len(users), timeout=60)

    def taken(at: int) -> int | None:
        try:
            ready.wait()
            found = take_up.next_of(Request.objects.all(), users[at], OFFICER)
            return found.pk if found else None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(users)) as threads:
        got = [pk for pk in threads.map(taken, range(len(users))) if pk]
    assert len(got) == len(set(got)) == 10
