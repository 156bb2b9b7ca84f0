"""The statement of relation: its data as plain values, and keeping an order for it (P-03)."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from taminyar.pensions.models import Pension
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.profile.models import CertificateOrder, OrderKind
from taminyar.profile.relation import Relation, Work


def statement_of(person: Person, relation: Relation) -> dict[str, Any]:
    """All that the statement says, for storing as JSON; days and months are Jalali (1405-08-30).

    `last_month` is the newest month of work for who has none now, else None.
    """
    ended = relation.works and not relation.active
    return {
        "day": jalali.iso(relation.today),
        "lists_through": str(relation.through),
        "name": person.full_name,
        "father_name": person.father_name,
        "national_id": person.national_id or "",
        "insurance_number": person.insurance_number or "",
        "works": [_work(work) for work in relation.active],
        "pensions": [_pension(pension) for pension in relation.pensions],
        "last_month": str(relation.works[0].through) if ended else None,
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "workshop": work.workplace.name,
        "code": work.workplace.code,
        "branch": work.workplace.branch,
        "kind": work.kind.value,
        "since": str(work.since),
        "through": str(work.through),
        "late": str(work.late) if work.late else None,
    }


def _pension(pension: Pension) -> dict[str, Any]:
    return {
        "number": pension.number,
        "kind": pension.kind,
        "since": jalali.iso(pension.started_on),
        "branch": str(pension.branch),
    }


def order(
    person: Person, institution: str, receiving_branch: str, statement: dict[str, Any]
) -> CertificateOrder:
    """Keeps the order; the same one again on the same day is the row that is there."""
    content = json.dumps([institution, receiving_branch, statement], sort_keys=True)
    found, _ = CertificateOrder.objects.get_or_create(
        person=person,
        kind=OrderKind.RELATION,
        ordered_on=jalali.today(),
        digest=hashlib.sha256(content.encode()).digest(),
        defaults={
            "institution": institution,
            "receiving_branch": receiving_branch,
            "statement": statement,
            "ordered_at": timezone.now(),
        },
    )
    return found
