"""What was asked for or granted before, and stands in the way of asking once more."""

from datetime import date, timedelta

from django.db.models import Q

from taminyar.cartable.kinds import Answers, RequestKind
from taminyar.cartable.models import Request
from taminyar.cartable.states import FALLEN, GRANTED, UNDECIDED
from taminyar.people.models import Person


def in_the_way(person: Person, kind: RequestKind, answers: Answers) -> Request | None:
    """The person's own request that a new one would double, the newest. One query.

    It is open and about the same, granted what is granted once, or about days of these.
    """
    same = Q(kind=kind.slug, subject=kind.subject(person, answers), state__in=UNDECIDED)
    if key := kind.once(person, answers):
        same |= Q(kind=kind.slug, once_key=key, state__in=GRANTED)
    if span := days_of(kind, answers):
        same |= Q(period__overlap=span) & ~Q(state__in=FALLEN)
    return Request.objects.of(person).filter(same).newest_first().first()


def granted_to_anybody(person: Person, kind: RequestKind, answers: Answers) -> bool:
    """Whether what is granted once was granted, to whomever. One query for kinds that have it."""
    key = kind.once(person, answers)
    return bool(key) and Request.objects.granted().filter(kind=kind.slug, once_key=key).exists()


def days_of(kind: RequestKind, answers: Answers) -> tuple[date, date] | None:
    """The days that are paid, as the database keeps them: the second date is the day after."""
    span = kind.period(answers)
    return (span[0], span[1] + timedelta(days=1)) if span else None


def known_at_first(person: Person, kind: RequestKind) -> Request | None:
    """What is told before anything is typed: of a kind that one has once, what is in the way.

    Of the others the newest that is open: it may be about the same. One query.
    """
    if kind.one_for_a_person:
        return in_the_way(person, kind, {})
    return Request.objects.of(person).undecided().filter(kind=kind.slug).newest_first().first()
