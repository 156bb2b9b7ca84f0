"""What somebody draws today."""

from datetime import date

from taminyar.pensions.models import ENDS_INSURANCE, Pension
from taminyar.people.models import Person
from taminyar.persian import jalali


def pensions_of(person: Person, day: date) -> list[Pension]:
    """The pensions drawn on a day (Gregorian), oldest first, with their branches; one query."""
    found = Pension.objects.of(person).drawn(day).select_related("branch")
    return list(found.order_by("started_on", "pk"))


def draws_a_pension(person: Person) -> bool:
    """What makes somebody a pensioner."""
    return Pension.objects.of(person).drawn(jalali.today()).exists()


def insurance_has_ended(person: Person) -> bool:
    """Whether an own pension for old age or total disability took the insurance's place."""
    own = Pension.objects.of(person).filter(kind__in=ENDS_INSURANCE)
    return own.drawn(jalali.today()).exists()
