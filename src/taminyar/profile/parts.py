"""The parts of the account area, each with one line of its present state (N-03)."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.people import bank_accounts, mobiles
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.profile import cover, relation
from taminyar.profile.cover import State
from taminyar.profile.relation import Relation

type Label = str | Promise


class Part(NamedTuple):
    """One part; the summary is ready text with ASCII digits."""

    title: Label
    summary: Label
    route: str
    icon: str


def parts_of(person: Person, level: str) -> list[Part]:
    """The parts for a level; staff have nothing to do with cover, relation and payments here."""
    return [_who(person), *(_insured(person) if level != "staff" else []), _mobile(person), *_REST]


def _who(person: Person) -> Part:
    number = person.insurance_number
    known = _("Insurance number %(number)s") % {"number": number}
    state = known if number else _("No insurance number on file yet")
    return Part(_("Identity"), state, "identity", "circle-user")


def _insured(person: Person) -> list[Part]:
    known = relation.of(person, jalali.today())
    covered = _COVER[cover.of(known).state]
    return [
        Part(_("Treatment cover"), covered, "treatment", "shield-check"),
        Part(_("Relation with the organisation"), _tie(known), "relation", "briefcase"),
        Part(_("Bank account"), _account(person), "bank", "landmark"),
    ]


_COVER: dict[State, Label] = {
    State.COVERED: gettext_lazy("Covered today"),
    State.PRESUMED: gettext_lazy("Covered today; a list that confirms it is late"),
    State.ENDED: gettext_lazy("Not covered today; see why and what to do"),
    State.UNKNOWN: gettext_lazy("We cannot tell yet"),
}


def _tie(known: Relation) -> str:
    ties = [_works(known)] if known.active else []
    if known.pensions:
        ties.append(_("Pensioner"))
    return _(" and ").join(ties) or _("No active relation today")


def _works(known: Relation) -> str:
    return _("Insured: %(workshop)s") % {"workshop": known.active[0].workplace.name}


def _account(person: Person) -> str:
    known = bank_accounts.active(person)
    if known is None:
        return _("No account is registered; we need one to pay you")
    return _("Registered, ending in %(digits)s") % {"digits": known.iban[-4:]}


def _mobile(person: Person) -> Part:
    # Left to right also among Persian words.
    known = f"\u2066{mobiles.masked(person.mobile)}\u2069"
    state = known if person.mobile else _("No mobile on file yet")
    return Part(_("Change the mobile"), state, "mobile", "smartphone")


_REST = (
    Part(
        gettext_lazy("Signing in and security"),
        gettext_lazy("Passphrase, passkeys and the second step of signing in."),
        *("security", "shield"),
    ),
    Part(
        gettext_lazy("Where you are signed in"),
        gettext_lazy("Devices that are signed in now; end one that is not yours."),
        *("sessions", "monitor-smartphone"),
    ),
    Part(
        gettext_lazy("Who looked at my file"),
        gettext_lazy("Every look and change by somebody else, with the reason."),
        *("access", "eye"),
    ),
    Part(
        gettext_lazy("Acting for another"),
        gettext_lazy("Let somebody you trust see your file, or see that of another."),
        *("delegates", "handshake"),
    ),
    Part(
        gettext_lazy("Notices"),
        gettext_lazy("What we told you, and how you want to be told."),
        *("notices", "bell"),
    ),
)
