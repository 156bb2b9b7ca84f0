"""The mailbox page of a person with ten thousand things, against the same with a hundred.

A search that finds little reads every thing of the person, and only that one has a wider limit.
"""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.ratio import Ratio
from taminyar.accounts.models import User
from taminyar.mailbox import codes, kinds
from taminyar.mailbox.models import Item, Sort, Verifiable
from taminyar.people.models import Person
from taminyar.persian import names

FEW, MANY = 100, 10_000
TIMES = 200
PASSPHRASE = "benchmark"
IN_VAIN = "?q=کبوتر"
WAYS = {
    "": "",
    "?sort=letter": " of letters",
    "?q=بانک+لاله": " with a search",
    IN_VAIN: " with a search in vain",
}


def measure() -> list[Ratio]:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_person CASCADE")
    few, many = _browser("9990000018", FEW), _browser("9990000026", MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE mailbox_item, mailbox_verifiable")
    return [ratio for way in WAYS for ratio in _page(few, many, way)]


def _page(few: Client, many: Client, way: str) -> list[Ratio]:
    address = f"/my/mailbox/{way}"
    with CaptureQueriesContext(connection) as queries:
        assert many.get(address).status_code == 200
    asked = len(queries)  # the next request forgets them
    small, large = _quick(lambda: few.get(address), lambda: many.get(address))
    name = f"mailbox page{WAYS[way]}"
    most = 2 if way == IN_VAIN else 1.3
    return [
        Ratio(f"{name}, queries at {MANY:,} things", asked, 6),
        Ratio(f"{name} at {MANY:,} things ÷ at {FEW:,}", large / small, most,
              detail=f"{large * 1e3:.1f} ms, {small * 1e3:.1f} ms"),
    ]  # fmt: skip


def _browser(national_id: str, things: int) -> Client:
    """Somebody signed in whose mailbox holds so many: of ten, six documents and three letters."""
    person = Person.objects.create(national_id=national_id, first_name="آزمون", last_name="صندوق")
    User.objects.create_user(person, PASSPHRASE)
    items = [_item(person, number) for number in range(1, things + 1)]
    Item.objects.bulk_create(items, batch_size=2000)
    documents = [_public(item) for item in items if item.sort == Sort.DOCUMENT]
    Verifiable.objects.bulk_create(documents, batch_size=2000)
    client = Client()
    client.post("/login/", {"national_id": national_id, "password": PASSPHRASE})
    return client


def _item(person: Person, number: int) -> Item:
    at = timezone.now() - timedelta(hours=MANY - number)
    read_at = at + timedelta(minutes=1) if number % 2 else None
    rest = {"person": person, "number": number, "created_at": at, "read_at": read_at}
    if number % 10 < 6:
        rest |= {"sort": Sort.DOCUMENT, "kind": "relation", "file": f"x/{number}", "size": 90_000}
        rest |= {"sha256": number.to_bytes(16) + person.pk.to_bytes(16)}
        title = f"{kinds.RELATION.title} بانک لاله شعبه {number}"
    else:
        rest["title"] = title = f"نامهٔ شمارهٔ {number} دربارهٔ بانک لاله"
        rest["sort"] = Sort.LETTER if number % 10 < 9 else Sort.PAPER
    data = {"text": "متن نامه و سند " * 200}
    return Item(search_key=names.search_key(title), content_type="x", data=data, **rest)


def _public(item: Item) -> Verifiable:
    return Verifiable(code=codes.new(), person=item.person, number=item.number, kind=item.kind,
                      issued_at=item.created_at, language="fa", institution="بانک لاله",
                      sha256=item.sha256)  # fmt: skip


def _quick(*works: Callable[[], object]) -> list[float]:
    """Seconds of the tenth of each that went best, measured in turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(TIMES):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [statistics.quantiles(times, n=10)[0] for times in taken]
