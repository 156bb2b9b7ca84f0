"""Whether somebody is covered for treatment today, from all that is known of them (P-02)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.law import treatment
from taminyar.law.assessment import Assessment
from taminyar.law.treatment import TreatmentFacts
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from taminyar.profile import relation as ties
from taminyar.profile.relation import Relation, Work, in_work, missing_months, unbroken

# The ways to cover, in words that go on a sentence.
WAYS: Final[dict[str, str | Promise]] = {
    "insured": _("as an insured person"),
    "own": _("by the premiums you pay yourself"),
    "pensioner": _("as a pensioner"),
}


class State(StrEnum):
    """PRESUMED: covered, but the list that would confirm it is late. UNKNOWN: nothing came."""

    COVERED = "covered"
    PRESUMED = "presumed"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Cover:
    """The answer of the law, and what the page tells first."""

    state: State
    assessment: Assessment
    # The ways that are open, as in `WAYS`.
    ways: tuple[str, ...]
    # The overdue list on which the answer rests.
    waiting_for: Work | None
    # The last day of a cover that ended, or ends without more; None while it goes on.
    until: date | None

    @property
    def covered(self) -> bool:
        return self.state in (State.COVERED, State.PRESUMED)


def of(relation: Relation) -> Cover:
    """Costs no query beyond those of the relation."""
    own, work = _newest(relation, own=True), _newest(relation, own=False)
    made = treatment.assess(_facts(relation, work, own))
    open_ways = _open_ways(made)
    waiting = work if work and work.late and open_ways == ("insured",) else None
    return Cover(
        state=_state(relation, made, waiting),
        assessment=made,
        ways=open_ways,
        waiting_for=waiting,
        until=_until(relation, work, own),
    )


def on(person: Person, day: date) -> Assessment:
    """The answer of the law for a day, today or gone by. Three queries."""
    return of(ties.of_then(person, day)).assessment


def _newest(relation: Relation, *, own: bool) -> Work | None:
    """What counts: work that goes on before work that ended, a list that came before a late one."""
    found = [work for work in relation.works if work.own is own]
    return max(found, key=lambda w: (w.goes_on, w.late is None, w.through), default=None)


def _facts(relation: Relation, work: Work | None, own: Work | None) -> TreatmentFacts:
    return TreatmentFacts(
        day=relation.today,
        worked_from=_worked_from(relation, work) if work else None,
        worked_through=work.through if work else None,
        goes_on=bool(work and work.goes_on),
        list_late=bool(work and work.late),
        paid_from=own.since if own else None,
        paid_through=own.through if own else None,
        pension_from=relation.pensions[0].started_on if relation.pensions else None,
    )


def _worked_from(relation: Relation, work: Work) -> JalaliMonth:
    """The start of the unbroken work, in whatever workshops."""
    lines = [line for line in relation.record.lines if in_work(line)]
    months = [line.month for line in lines if line.month <= work.through]
    return unbroken(months, missing_months(relation.record))


def _open_ways(made: Assessment) -> tuple[str, ...]:
    ways: dict[str, bool] = {}
    for condition in made.conditions:
        ways[condition.alternative] = ways.get(condition.alternative, True) and condition.met
    return tuple(way for way, met in ways.items() if met)


def _state(relation: Relation, made: Assessment, waiting: Work | None) -> State:
    if made.eligible:
        return State.PRESUMED if waiting else State.COVERED
    return State.ENDED if relation.works else State.UNKNOWN


def _until(relation: Relation, work: Work | None, own: Work | None) -> date | None:
    if relation.pensions or (work and work.goes_on):
        return None
    ends = []
    if work:
        ends.append(treatment.work_covers_until(work.through, relation.today))
    if own:
        ends.append(treatment.premiums_cover_until(own.through, relation.today))
    return max(ends, default=None)
