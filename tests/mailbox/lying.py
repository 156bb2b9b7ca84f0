"""Things that lie in a mailbox, for tests of its pages; quicker than typesetting them."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from taminyar.mailbox import codes, keep, kinds
from taminyar.mailbox.models import Issuing, Item, Sort, Verifiable
from taminyar.people.models import Person

PDF = b"%PDF-2.0 of a test "
DATA: dict[str, Any] = {
    "person": {
        "name": "مریم کریمی",
        "father_name": "علی",
        "national_id": "9990000018",
        "insurance_number": "10000001",
    },
    "as_of": {"iso": "2026-11-21", "shown": "۳۰ آبان ۱۴۰۵"},
    "verdict": "ارتباط فعال است.",
}


def document(person: Person, institution: str = "بانک لاله", **public: Any) -> Item:
    """A statement of relation; `public` are values of its `Verifiable`."""
    code = codes.new()
    kept = keep.put(PDF + code.encode(), "application/pdf")
    words = f"{kinds.RELATION.title} {institution}"
    item = keep.add(person, Sort.DOCUMENT, kind="relation", words=words, data=DATA, kept=kept)
    values = {
        "issued_at": item.created_at,
        "language": "fa",
        "shown": kinds.shown(kinds.RELATION, DATA, ["name"], "fa"),
    }
    Verifiable.objects.create(
        code=code,
        person=person,
        number=item.number,
        kind="relation",
        institution=institution,
        sha256=kept.sha256,
        **(values | public),
    )
    return item


def paper(person: Person, title: str = "شناسنامه", data: bytes = b"a paper") -> Item:
    kept = keep.put(data, "image/jpeg")
    return keep.add(person, Sort.PAPER, title=title, kept=kept)


def asked(person: Person, state: str = "waiting", number: int | None = None) -> Issuing:
    now = timezone.now()
    order = {"kind": "relation", "data": DATA}
    return Issuing.objects.create(
        person=person,
        kind="relation",
        order=order,
        key=hashlib.sha256(state.encode()).digest(),
        asked_at=now,
        again_from=now + timedelta(minutes=1),
        state=state,
        number=number,
    )


def public_face(item: Item) -> Verifiable:
    return Verifiable.objects.get(person=item.person_id, number=item.number)
