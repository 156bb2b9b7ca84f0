"""Whatever was asked for, the request tray tells how it stands."""

import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation

from taminyar.cartable import kinds, tracking
from taminyar.cartable.models import Event, Request
from taminyar.cartable.states import MEMBER, State
from taminyar.people.models import Person
from tests.pages import words

# Retirement and military service join them with the rooms that decide them.
ASKED_MOST = {"marriage", "maternity"}
ANSWERS: dict[str, dict[str, object]] = {
    "maternity": {
        "start": "1405-03-01",
        "end": "1405-06-01",
        "delivery": "1405-03-01",
        "children": 1,
    },
    "sickness": {
        "start": "1405-03-01",
        "end": "1405-03-10",
        "marital_status": "single",
        "hospitalised": False,
        "accident": False,
    },
    "orthosis": {
        "beneficiary": "self",
        "item": "glasses",
        "bought_on": "1404-10-02",
        "invoice": 5_000_000,
    },
}


def _sent(person: Person, kind: str) -> Request:
    now = timezone.now()
    with transaction.atomic():
        request = Request.objects.create(
            tracking=tracking.new(),
            key=uuid.uuid4(),
            person=person,
            kind=kind,
            state=State.PAPERS_NEEDED,
            sent_at=now,
            since=now,
            answers=ANSWERS.get(kind, {}),
            subject=kind,
        )
        Event.objects.create(
            request=request,
            version=1,
            at=now,
            move="ask_papers",
            to_state=request.state,
            role=MEMBER,
            data={"again": [], "more": []},
        )
    return request


@pytest.mark.feature("K-02")
@pytest.mark.feature("K-01")
def test_every_kind_stands_in_the_tray_with_its_state(member: Client, person: Person) -> None:
    member.post("/language/", {"language": "en", "next": "/"})
    asked = {kind.slug: _sent(person, kind.slug) for kind in kinds.all_kinds()}
    assert asked.keys() >= ASKED_MOST
    listed = words(member.get("/my/requests/"))
    for slug, request in asked.items():
        with translation.override("en"):
            title = str(kinds.named(slug).title)
        assert title in listed
        page = member.get(f"/my/requests/{request.tracking}/")
        assert title in words(page)
        assert "Papers are needed from you" in words(page)
        assert 'class="stages"' in page.content.decode()
