"""What the registries said about a draft: kept with the answers it belongs to, for one day."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.cartable import kinds, submit
from taminyar.cartable.kinds import Answers, RequestKind
from taminyar.cartable.models import Draft
from taminyar.people.models import Person

# Each inquiry says something about the numbers and days that were typed, also somebody else's. In
# the demonstration there are six people for everybody who tries it.
INQUIRIES: Final = Limit("request-inquiry", 40 * settings.FOR_TRYING, timedelta(days=1))


class NotAsked(Exception):
    """The registries were not asked about these answers today."""


def up(draft: Draft, kind: RequestKind, answers: Answers) -> kinds.Findings | None:
    """Asks the registries about the answers, and keeps what they say; None when they are silent.

    Outside any transaction. Raises TooManyTries (40 inquiries of a person a day).
    """
    said = _ask(draft.person, kind, answers)
    kept = {"for": answers, "said": said, "on": _today()}
    Draft.objects.filter(pk=draft.pk).update(findings=kept)
    return said


def kept(draft: Draft, kind: RequestKind, answers: Answers) -> kinds.Findings | None:
    """What they said about these answers today; None when they were silent. Raises NotAsked."""
    if not kind.asks_registries:
        return {}
    found = draft.findings
    if not found or found["for"] != answers or found["on"] != _today():
        raise NotAsked
    said: kinds.Findings | None = found["said"]
    return said


def findings_of(draft: Draft, kind: RequestKind, answers: Answers) -> kinds.Findings | None:
    """The same, asked now if they were not. Raises TooManyTries."""
    try:
        return kept(draft, kind, answers)
    except NotAsked:
        return _ask(draft.person, kind, answers)


def too_often(error: TooManyTries) -> str:
    """What the person is told who asks or sends again and again."""
    hours = -(-error.minutes // 60)
    told = ngettext(
        "You have tried this many times today. What you wrote is kept; go on in %(hours)s hour.",
        "You have tried this many times today. What you wrote is kept; go on in %(hours)s hours.",
        hours,
    )
    return told % {"hours": hours}


def _ask(person: Person, kind: RequestKind, answers: Answers) -> kinds.Findings | None:
    if kind.asks_registries:
        INQUIRIES.spend(str(person.pk))
    return submit.looked_up(person, kind, answers)


def _today() -> str:
    return timezone.localdate().isoformat()
