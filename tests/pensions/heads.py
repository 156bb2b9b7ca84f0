"""Pensions to look at."""

from datetime import date
from itertools import count

from taminyar.pensions.models import Kind, Pension
from taminyar.people.models import Branch, Person
from taminyar.persian.jalali import date_of

_numbers = count(10_000_000)


def pension(
    holder: Person,
    kind: Kind = Kind.OLD_AGE,
    started_on: date | None = None,
    **fields: object,
) -> Pension:
    """A pension drawn since Farvardin 1400, unless told otherwise."""
    branch, _ = Branch.objects.get_or_create(code="018", defaults={"name": "شعبه یک تهران"})
    defaults: dict[str, object] = {"number": str(next(_numbers)), "branch": branch}
    start = started_on or date_of(1400, 1, 1)
    return Pension.objects.create(holder=holder, kind=kind, started_on=start, **(defaults | fields))
