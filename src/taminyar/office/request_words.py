"""What was done with a request and by whom, as staff read it; members read "you objected"."""

from typing import Final

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import Role
from taminyar.benefits import known_values
from taminyar.cartable import papers
from taminyar.cartable.kinds import RequestKind
from taminyar.cartable.models import Event
from taminyar.cartable.states import MEMBER, MOVES, PROGRAM
from taminyar.law import values
from taminyar.payments import reasons

type Words = str | Promise

_DEEDS: Final[dict[str, Words]] = {
    "send": _("Sent"),
    "claim": _("Taken up"),
    "object": _("Objected"),
}


def deed_in_words(slug: str) -> str:
    """What was done, for staff."""
    return str(_DEEDS[slug] if slug in _DEEDS else MOVES[slug].label)


def fault_in_words(slug: str) -> str:
    """What is wrong with a paper; of a fault that is on the list no more, its slug."""
    return str(papers.FAULTS.get(slug, slug))


def role_in_words(role: str) -> str:
    """Who did it or wrote it: a staff role, the person, or the service itself."""
    own = {MEMBER: _("The person"), PROGRAM: _("The service")}
    return str(own[role] if role in own else Role(role).label)


def done_by(event: Event) -> str:
    """The name of who did it, for staff alone; nothing for the person and the service."""
    return event.actor.person.full_name if event.actor and event.role != MEMBER else ""


def reason_in_words(kind: RequestKind, event: Event) -> str:
    """Why it was refused, or why the bank gave the payment back; "" without a reason."""
    if event.move == "refuse":
        return str(kind.refusals.get(event.reason, event.reason))
    return bank_in_words(event.reason) if event.reason else ""


def bank_in_words(reason: str) -> str:
    """Why the bank gave a payment back."""
    return str(reasons.in_words(reason))


def typed_in_words(bound: BoundField) -> str:
    """What was typed into a field: the words of what was chosen, not its slug."""
    if isinstance(bound.data, bool):
        return gettext("Yes") if bound.data else gettext("No")
    typed = bound.data if isinstance(bound.data, list) else [bound.data]
    labels = {str(slug): str(label) for slug, label in getattr(bound.field, "choices", ())}
    return gettext(", ").join(labels.get(str(one), str(one)) for one in typed)


def value_in_words(name: str) -> str:
    """The title of a value of the law as an assessment names it; its name when it is gone."""
    series = values.every().get(name.partition("@")[0])
    return known_values.title(series) if series else name
