"""Kinds of requests: each is declared by the room it belongs to, and registered from its apps.py.

A kind says what is asked, how the law answers, which papers it needs, who decides it and what an
approval does; the cartable does the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import Role
from taminyar.law.assessment import Assessment
from taminyar.law.texts import Text
from taminyar.people.models import Branch, Person

if TYPE_CHECKING:
    from taminyar.cartable.models import Request
    from taminyar.cartable.request_form import RequestForm

type Words = str | Promise
# What was asked, plain JSON: days as 1404-01-01, amounts in rials.
type Answers = Mapping[str, Any]
# What the registries said, plain JSON; {} where none is asked.
type Findings = Mapping[str, Any]

# Days of each stage, promised while too few cases were measured: working days.
USUAL_DAYS: Final = {"branch": 5, "reviewer": 7, "finance": 5}


@dataclass(frozen=True)
class Paper:
    """A paper that is asked for."""

    slug: str
    title: Words
    hint: Words = ""
    required: bool = True


@dataclass(frozen=True)
class Appraisal:
    """What the law says about a request, by the record and the findings of one day.

    `assessment` is None when a value of the law is missing (`missing` names it) or when what the
    registries say is not known yet. `remarks` tell what was taken from the record and registries;
    `office_remarks` what is not for the person who asks: of somebody else, as a rule.
    """

    assessment: Assessment | None
    remarks: Sequence[Text] = ()
    missing: str = ""
    office_remarks: Sequence[Text] = ()

    @property
    def amount(self) -> int | None:
        """Rials, when something is due."""
        made = self.assessment
        return made.amount if made and made.eligible else None

    @property
    def refused(self) -> bool:
        """Whether the law says no; not when it cannot say yet."""
        return self.assessment is not None and not self.assessment.eligible


def _nothing_found(person: Person, answers: Answers) -> Findings:
    return {}


def _for_all(answers: Answers) -> bool:
    return True


def _no_papers(answers: Answers) -> Sequence[Paper]:
    return ()


def _nobody(request: "Request") -> Role | None:
    return None


def _nothing_against(request: "Request") -> bool:
    return False


def _everybody(person: Person) -> Words | None:
    return None


def _no_key(person: Person, answers: Answers) -> str | None:
    return None


def _no_period(answers: Answers) -> tuple[date, date] | None:
    return None


def _no_branch(person: Person) -> Branch | None:
    return None


@dataclass(frozen=True, kw_only=True)
class RequestKind:
    """One kind of request."""

    slug: str
    title: Words
    summary: Words
    # Name of the address where it is asked for; that of its later steps follows from it.
    route: str
    icon: str
    form: "type[RequestForm]"
    # Which one thing a request is about; one open request for each.
    subject: Callable[[Person, Answers], str]
    # What the law says. Never asks a registry: it gets the findings.
    assess: Callable[[Person, Answers, Findings], Appraisal]
    # What an approval does, in its transaction: `effects.pay` or another.
    on_approved: "Callable[[Request], None]"
    levels: frozenset[str] = frozenset({"insured"})
    # Whether an approval rests on an assessment; without one nothing can be approved then.
    by_law: bool = True
    # Asks the registries; raises registries.Unavailable. Outside any transaction.
    inquire: Callable[[Person, Answers], Findings] = _nothing_found
    asks_registries: bool = False
    # Whether a registry is needed for these answers; asked only with `asks_registries`.
    needs_registries: Callable[[Answers], bool] = _for_all
    papers: Callable[[Answers], Sequence[Paper]] = _no_papers
    # Why this person cannot ask for it at all, in words; None when they can.
    closed_to: Callable[[Person], Words | None] = _everybody
    # Whether something else that was granted meanwhile stands against it: asked as the approval
    # takes effect, in its transaction, whichever assessment it rests on.
    paid_otherwise: "Callable[[Request], bool]" = _nothing_against
    # What may be granted once for all (`Request.once_key`); days that are paid (`Request.period`).
    once: Callable[[Person, Answers], str | None] = _no_key
    period: Callable[[Answers], tuple[date, date] | None] = _no_period
    # One has it once in a life: its subject and what is granted once depend on nothing typed.
    one_for_a_person: bool = False
    # Who decides; whose favourable opinion is needed before.
    decides: Role = Role.BRANCH_OFFICER
    needs_advice: "Callable[[Request], Role | None]" = _nobody
    # Handled by any branch (the central tray of short-term benefits), or by that of the person.
    central: bool = True
    branch_of: Callable[[Person], Branch | None] = _no_branch
    # Working days promised for each stage.
    days: Mapping[str, int] = field(default_factory=lambda: USUAL_DAYS)
    # Why it may be refused: slug and words for the person; "other" needs own words.
    refusals: Mapping[str, Words] = field(default_factory=lambda: USUAL_REFUSALS)


OTHER: Final = "other"
USUAL_REFUSALS: Final[Mapping[str, Words]] = {
    "conditions": _("A condition of the law is not met."),
    "papers": _("The papers do not prove what was stated."),
    "contradiction": _("What was stated and what the registries say do not agree."),
    "already": _("The same was paid already."),
    OTHER: _("Another reason, told below."),
}
_kinds: dict[str, RequestKind] = {}


def register(*kinds: RequestKind) -> None:
    _kinds.update({kind.slug: kind for kind in kinds})


def named(slug: str) -> RequestKind:
    """The kind of that slug. Raises KeyError when there is none."""
    return _kinds[slug]


def all_kinds() -> list[RequestKind]:
    """In the order they were registered."""
    return list(_kinds.values())
