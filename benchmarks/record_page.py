"""The record page of 30 years, against a bare handler, and against itself in a larger table.

The peer runs the same two queries (the contributions, the workshops they name) and answers with
JSON: no session, no sign-in, no template. The population grows from a million contribution rows
to twenty million in between; the page of the same person must not notice.
"""

import statistics
import time
from collections.abc import Callable
from importlib import import_module
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.test import Client, RequestFactory

from benchmarks.ratio import Ratio
from taminyar.accounts.models import User
from taminyar.careers.history import COLUMNS
from taminyar.careers.models import Contribution
from taminyar.people.models import Person
from taminyar.workshops.models import Workshop

SMALL, LARGE = 10_000, 200_000  # people, of about 100 contribution rows each
TIMES = 400


def measure() -> list[Ratio]:
    import_module("taminyar.config.wsgi")  # collects garbage as the web server does
    _empty()
    _grow(SMALL)
    person = _person_of_thirty_years()
    small, rows_small = _page(person), _rows()
    seconds = _grow(LARGE - SMALL)
    large, rows_large = _page(person), _rows()
    bare = _bare(person)
    return [
        Ratio("record page of 30 years ÷ bare JSON handler", large / bare, 4,
              detail=f"page {large * 1e3:.1f} ms, bare {bare * 1e3:.1f} ms"),
        Ratio(f"record page at {rows_large:,} rows ÷ at {rows_small:,}", large / small, 1.3,
              detail=f"{large * 1e3:.1f} ms, {small * 1e3:.1f} ms"),
        Ratio(f"loading {rows_large - rows_small:,} rows, seconds", seconds, 600),
    ]  # fmt: skip


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_person, workshops_workshop, careers_job CASCADE")


def _grow(people: int) -> float:
    start = time.perf_counter()
    call_command("population", people=people, stdout=StringIO())
    return time.perf_counter() - start


def _rows() -> int:
    return Contribution.objects.count()


def _person_of_thirty_years() -> Person:
    person = Person.objects.earliest("pk")
    assert Contribution.objects.of(person).count() == 360
    User.objects.create_user(person, "benchmark")
    return person


def _page(person: Person) -> float:
    client = Client()
    client.post("/login/", {"national_id": person.national_id, "password": "benchmark"})
    assert client.get("/records/").status_code == 200
    return _quick(lambda: client.get("/records/"))


def _bare(person: Person) -> float:
    def handler(request: HttpRequest) -> JsonResponse:
        rows = Contribution.objects.of(person).order_by("month", "workshop_id")
        listed = [[str(row[0]), *row[1:]] for row in rows.values_list(*COLUMNS)]
        places = Workshop.objects.filter(pk__in={row[1] for row in listed}).with_listed_months()
        named = places.values_list("pk", "code", "name", "branch__name", "listed")
        workshops = [[*place, [str(month) for month in months or ()]] for *place, months in named]
        return JsonResponse({"rows": listed, "workshops": workshops})

    request = RequestFactory().get("/")
    return _quick(lambda: handler(request))


def _quick(work: Callable[[], object]) -> float:
    """Seconds of the tenth that went best: what the work costs when nothing disturbs it."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.quantiles(taken, n=10)[0]
