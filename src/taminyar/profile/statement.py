"""The data of the statements about relation (P-03) and treatment cover (P-02).

Each is made in the language that is active, which must be the document's.
"""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.benefits.documents import condition_line, told, written
from taminyar.mailbox.asking import person_data
from taminyar.mailbox.document_data import (
    ConditionLine,
    Drawn,
    RelationData,
    TreatmentData,
    day_of,
    month_of,
)
from taminyar.mailbox.document_data import Work as WorkLine
from taminyar.pensions.models import Pension
from taminyar.people.models import Person
from taminyar.persian import jalali
from taminyar.profile.cover import Cover, State
from taminyar.profile.relation import Relation, Work

# What whoever checks the document sees unless the person chooses otherwise.
SHOWN: Final = ("name", "as-of", "verdict")
_GIVEN_BY: Final = {
    "insured": gettext_lazy("Insured work"),
    "own": gettext_lazy("Premiums paid for oneself"),
    "pensioner": gettext_lazy("A pension"),
}


def relation_data(person: Person, relation: Relation, language: str) -> RelationData:
    """What ties the person to the insurance on the day of the relation."""
    return {
        "person": person_data(person),
        "as_of": day_of(relation.today, language),
        "lists_through": month_of(relation.through, language),
        "verdict": _tie(relation, language),
        "works": [_work(work, language) for work in relation.active],
        "pensions": [_pension(pension, language) for pension in relation.pensions],
        "notes": _notes(relation),
    }


def _tie(relation: Relation, language: str) -> str:
    ties = [_("insured person")] if relation.active else []
    if relation.pensions:
        ties.append(_("pensioner"))
    if ties:
        return _("An active relation is on record: %(ties)s.") % {"ties": _(" and ").join(ties)}
    if not relation.works:
        return _("No relation is on record.")
    last = jalali.month_label(relation.works[0].through, language)
    ended = _("No active relation is on record. The newest days are those of %(month)s.")
    return ended % {"month": last}


def _work(work: Work, language: str) -> WorkLine:
    return {
        "workshop": work.workplace.name,
        "code": work.workplace.code,
        "branch": work.workplace.branch,
        "kind": str(work.kind.label),
        "since": month_of(work.since, language),
        "through": month_of(work.through, language),
        "late": month_of(work.late, language) if work.late else None,
    }


def _pension(pension: Pension, language: str) -> Drawn:
    return {
        "number": pension.number,
        "kind": pension.get_kind_display(),
        "since": day_of(pension.started_on, language),
        "branch": str(pension.branch),
    }


def _notes(relation: Relation) -> list[str]:
    notes = [_("Worked out from the lists of employers and the pensions on file.")]
    if any(work.late for work in relation.active):
        notes.append(_("An employer's delay ends no relation (article 36)."))
    if not relation.active and not relation.pensions:
        notes.append(_("An old record may still be on paper at a branch."))
    return notes


def treatment_data(
    person: Person, relation: Relation, cover: Cover, language: str
) -> TreatmentData:
    """Whether the insurance pays for treatment on the day of the relation."""
    return {
        "person": person_data(person),
        "as_of": day_of(relation.today, language),
        "covered": cover.covered,
        "verdict": _cover(cover, jalali.long_date(relation.today, language), language),
        "ways": [str(_GIVEN_BY[way]) for way in cover.ways],
        "until": day_of(cover.until, language) if cover.until else None,
        "conditions": _conditions(cover),
        "notes": _cover_notes(cover, language),
    }


def _cover(cover: Cover, today: str, language: str) -> str:
    if cover.covered:
        return _("Covered for treatment on %(day)s.") % {"day": today}
    if cover.state == State.ENDED and cover.until:
        ended = jalali.long_date(cover.until, language)
        return _("Not covered for treatment on %(day)s; cover ended on %(ended)s.") % {
            "day": today,
            "ended": ended,
        }
    return _("Up to %(day)s nothing has reached us that tells of cover.") % {"day": today}


def _conditions(cover: Cover) -> list[ConditionLine]:
    """Those of the open ways; all of them where none is open."""
    open_ways = cover.ways
    return [
        condition_line(condition)
        for condition in cover.assessment.conditions
        if not open_ways or condition.alternative in open_ways
    ]


def _cover_notes(cover: Cover, language: str) -> list[str]:
    notes = [f"{told(step.label)}: {written(step.value)}" for step in cover.assessment.steps]
    if cover.waiting_for and cover.waiting_for.late:
        notes += [
            _("The list of %(workshop)s for %(month)s has not reached us yet.")
            % {
                "workshop": cover.waiting_for.workplace.name,
                "month": jalali.month_label(cover.waiting_for.late, language),
            },
            _("An employer's delay takes no cover away (article 36)."),
        ]
    if cover.state == State.UNKNOWN:
        notes.append(_("This does not mean that there is none."))
    return notes + [told(text) for text in cover.assessment.assumptions]
