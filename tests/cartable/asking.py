"""Asking for a lamp through its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.test import Client

from taminyar.cartable import drafts, kinds
from taminyar.cartable.kinds import Paper
from taminyar.cartable.models import Draft
from taminyar.people.models import Person
from tests.cartable.requests import LAMP, TYPED, Answers, lamps

HERE, PAPERS, CHECK = "/lamp/request/", "/lamp/request/papers/", "/lamp/request/check/"
SAVE, DISCARD = "/lamp/request/save/", "/lamp/request/discard/"
INVOICE = Paper("invoice", "The invoice", hint="With stamp")
PICTURE = Paper("picture", "A picture of the lamp", required=False)


@contextmanager
def lamp_pages(**more: Any) -> Iterator[Answers]:
    """The kind with addresses of its own (`tests.cartable.lamp_urls`), changed by `more`."""
    with lamps() as registry:
        kinds.register(replace(LAMP, route="lamp-request", **more))
        yield registry


def in_english(client: Client) -> Client:
    client.post("/language/", {"language": "en", "next": "/"})
    return client


def answered(client: Client, **answers: Any) -> HttpResponse:
    """The answers are given, as the button of the page gives them."""
    return client.post(HERE, TYPED | answers)  # type: ignore[return-value]


def pressed(client: Client, person: Person) -> HttpResponse:
    """The button of the last page, on what is there now."""
    draft = draft_now(person)
    seen = draft.saved_at.isoformat()
    return client.post(CHECK, {"key": str(draft.key), "seen": seen})  # type: ignore[return-value]


def draft_now(person: Person) -> Draft:
    found = drafts.of(person, "lamp")
    assert found
    return found
