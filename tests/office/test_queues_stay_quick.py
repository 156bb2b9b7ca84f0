"""However much waits, a queue is read along an index, and its counter stops counting."""

import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taminyar.accounts.models import Role
from taminyar.cartable import desks
from taminyar.cartable.models import Message, Request, RequestQuerySet
from taminyar.cartable.states import State
from taminyar.office import queues
from taminyar.office.queue_filter import filtered
from taminyar.office.queue_page import page_of
from taminyar.office.queues import Queue, queues_of, sizes
from taminyar.people.models import Person
from tests.access.looks import staff
from tests.office.desks import desk_of
from tests.office.waiting import put
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry")]
OFFICER = Role.BRANCH_OFFICER
INDEXES = {
    # When nearly all lies in the central tray, either index gives its order.
    "branch_officer-central": "requests_in_a_tray requests_at_a_desk",
    "branch_officer-branch": "requests_in_a_tray",
    "medical_reviewer-all": "requests_at_a_desk",
    "mine": "requests_held",
    "second": "requests_at_a_desk_by_state",
    "late": "requests_by_promise",
    "desk-branch_officer": "requests_at_a_desk",
    "desk-medical_reviewer": "requests_at_a_desk",
}


def plan(sql: str) -> dict[str, Any]:
    """How the database goes about it, with the indexes it must do without put away."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        found = cursor.fetchone()[0]
    made: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return made


def nodes(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [found] + [node for below in found.get("Plans", ()) for node in nodes(below)]


def page_sql(requests: RequestQuerySet, asked: str = "", by: str = "due_at") -> str:
    user = staff()
    with CaptureQueriesContext(connection) as captured:
        page_of(requests, QueryDict(asked), user, {OFFICER}, by)
    sql: str = captured[0]["sql"]
    return sql


def queues_by_slug() -> dict[str, Queue]:
    roles = (OFFICER, Role.MEDICAL_REVIEWER, Role.ADMINISTRATOR)
    return {
        queue.slug: queue
        for user in map(staff, roles)
        for queue in queues_of(user, desks.duties_of(user))
    }


@pytest.fixture
def many(person: Person) -> None:
    put(person, 3000)
    put(person, 100, tray="018")
    put(person, 30, state=State.CONFIRMING)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cartable_request")


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("asked", ["", "after=1700000000000000-5", "before=9000000000000000-5"])
def test_a_page_is_read_along_the_index_of_its_queue(asked: str) -> None:
    found = queues_by_slug()
    assert found.keys() == {*INDEXES, "messages"}
    for slug, indexes in INDEXES.items():
        made = nodes(plan(page_sql(found[slug].requests, asked)))
        [index] = {node["Index Name"] for node in made if _reads_requests(node)}
        assert index in indexes.split()
        # "mine" is short: who has taken up a million has other worries.
        assert slug == "mine" or not [node for node in made if "Sort" in node["Node Type"]]


def _reads_requests(node: dict[str, Any]) -> bool:
    """Not the marks of the rows that are shown, which are read from other tables."""
    return "Index Name" in node and node.get("Relation Name") == "cartable_request"


@pytest.mark.usefixtures("many")
def test_new_messages_are_found_among_all_that_members_have_not_read(person: Person) -> None:
    one, *others = Request.objects.order_by("pk")
    Message.objects.bulk_create(_message(request, OFFICER) for request in others)
    _message(one, "member").save()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cartable_message")
    queue = queues_by_slug()["messages"]
    assert [found.pk for found in queue.requests] == [one.pk]
    for sql in (
        page_sql(queue.requests, "", queue.order),
        page_sql(queue.requests, "after=1700000000000000-5", queue.order),
    ):
        read = [node["Index Name"] for node in nodes(plan(sql)) if "Index Name" in node]
        assert "messages_to_the_office" in read
        assert "messages_unread" not in read


def _message(request: Request, role: str) -> Message:
    return Message(
        request=request, at=timezone.now(), role=role, author=staff(), text="?", key=uuid.uuid4()
    )


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        ({"kind": "castle"}, "requests_at_a_desk_by_kind"),
        ({"state": State.OBJECTED}, "requests_at_a_desk_by_state"),
    ],
    ids=str,
)
def test_what_is_rare_is_not_searched_for_among_all(chosen: dict[str, str], index: str) -> None:
    queue = queues_by_slug()["branch_officer-central"]
    assert index in str(plan(page_sql(filtered(queue.requests, chosen))))


def test_counters_stop_counting(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "MOST", 4)
    put(person, 9)
    put(person, 4, tray="018")
    user = staff(OFFICER)
    assert sizes(user, queues_of(user, desks.duties_of(user))) == [5, 4, 0, 0]


def test_more_than_can_be_counted_is_said_to_be_more(person: Person) -> None:
    put(person, 101)
    assert "Central tray (more than 99)" in words(desk_of(OFFICER).get("/office/queue/"))
