"""The page of the central tray at ten thousand requests and at a million of them.

Once as on an ordinary day, when few of all requests wait, and once when every single one does.
"""

import re
import statistics
import time
from collections.abc import Iterable
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import requests_town
from benchmarks.ratio import Ratio
from taminyar.accounts.models import Role, StaffDuty, User
from taminyar.people.models import Branch, Person

SMALL, LARGE = 10_000, 1_000_000
ROUNDS, PAGES = 8, 80
QUEUE = "/office/queue/"
DAYS = {"an ordinary day": requests_town.ORDINARY, "everything waits": requests_town.ALL_WAIT}


def measure() -> list[Ratio]:
    return [ratio for day in DAYS for ratio in _day(day)]


def _day(day: str) -> Iterable[Ratio]:
    taken = {}
    for requests in (SMALL, LARGE):
        requests_town.empty()
        officer = _officer()
        requests_town.build(requests, DAYS[day], officer)
        desk = _desk(officer)
        pages = _pages(desk)
        queries = max(_queries(desk, page) for page in pages)
        taken[requests] = _p95(desk, pages)
    small, large = taken[SMALL], taken[LARGE]
    yield Ratio(f"queue page, {day}, queries at {LARGE:,}", queries, 10)
    yield Ratio(f"queue page, {day}, p95 at {LARGE:,} ÷ at {SMALL:,}", large / small, 1.5,
                detail=f"{large * 1e3:.1f} ms, {small * 1e3:.1f} ms")  # fmt: skip


def _pages(desk: Client) -> list[str]:
    """The first page, the one after it, and what an officer filters by."""
    first = desk.get(QUEUE)
    assert first.status_code == 200
    after = re.search(r'href="([^"]*[?&;]after=[^"]*)"', first.content.decode())
    assert after
    return [QUEUE, unescape(after[1]), f"{QUEUE}?kind=marriage", f"{QUEUE}?late=on&free=on"]


def _queries(desk: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(page).status_code == 200
    return len(queries)


def _p95(desk: Client, pages: list[str]) -> float:
    """Seconds that 19 of 20 pages take, in the round that was disturbed least."""
    return min(_round(desk, pages) for _ in range(ROUNDS))


def _round(desk: Client, pages: list[str]) -> float:
    taken = []
    for turn in range(PAGES):
        start = time.perf_counter()
        desk.get(pages[turn % len(pages)])
        taken.append(time.perf_counter() - start)
    return statistics.quantiles(taken, n=20)[-1]


def _officer() -> User:
    """An officer of a branch."""
    person = Person.objects.create(national_id="9990000077", first_name="آزمون", last_name="میز")
    user = User.objects.create_user(person, "benchmark", is_staff=True)
    branch, _ = Branch.objects.get_or_create(code="018", defaults={"name": "شعبه یک تهران"})
    StaffDuty.objects.create(user=user, role=Role.BRANCH_OFFICER, branch=branch)
    return user


def _desk(officer: User) -> Client:
    """A browser in which the officer is signed in, with the second factor done."""
    client = Client()
    client.force_login(officer, "taminyar.accounts.sign_in.NationalIdBackend")
    session = client.session
    session.update({"second_factor": officer.pk, "levels": ["staff"], "level": "staff"})
    session.update({"roles": [Role.BRANCH_OFFICER.value], "signed_in_at": time.time() + 3600})
    session.save()
    return client
