"""From an answer of the law to the appraisal of a request: what the registries said goes in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from taminyar.benefits.answer import Answer
from taminyar.cartable.kinds import Appraisal
from taminyar.law.assessment import Assessment, Condition
from taminyar.law.texts import N_, Text, text

# Before a registry has said anything there is no answer of the law either.
NOT_KNOWN_YET = Appraisal(None, (text(N_("The civil registry has not answered yet.")),))


def appraisal(
    answer: Answer,
    *,
    evidence: Mapping[str, Text] | None = None,
    conditions: Sequence[Condition] = (),
    assumptions: Sequence[Text] = (),
    remarks: Iterable[Text] = (),
    office_remarks: Iterable[Text] = (),
) -> Appraisal:
    """The answer with what is known beyond it.

    `evidence` says by the names of conditions what a registry or the record says of them, in place
    of what was only stated; `conditions` are those the rule itself does not ask for.
    """
    said = tuple(remarks), answer.missing.title if answer.missing else "", tuple(office_remarks)
    if answer.missing:
        return Appraisal(None, *said)
    made = answer.assessment
    if made is None:
        raise ValueError("An answer is an assessment, or names what it lacks.")
    known = _with_evidence(made.conditions, evidence or {})
    return Appraisal(_with_conditions(made, (*conditions, *known), assumptions), *said)


def with_conditions(
    made: Appraisal, conditions: Sequence[Condition], assumptions: Sequence[Text] = ()
) -> Appraisal:
    """The appraisal with conditions before its own; as it is where the law cannot say yet."""
    if made.assessment is None:
        return made
    all_of_them = (*conditions, *made.assessment.conditions)
    return replace(made, assessment=_with_conditions(made.assessment, all_of_them, assumptions))


def _with_evidence(
    conditions: Iterable[Condition], evidence: Mapping[str, Text]
) -> list[Condition]:
    return [each._replace(evidence=evidence.get(each.id, each.evidence)) for each in conditions]


def _with_conditions(
    made: Assessment, conditions: tuple[Condition, ...], assumptions: Sequence[Text]
) -> Assessment:
    """Not due when one of the added conditions is not met: then there is no amount either."""
    eligible = made.eligible and all(each.met for each in conditions if not each.alternative)
    return replace(
        made,
        eligible=eligible,
        amount=made.amount if eligible else None,
        conditions=conditions,
        assumptions=(*made.assumptions, *assumptions),
    )
