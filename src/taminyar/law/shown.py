"""An assessment as words: the shape that programs read, in the language of whoever asks."""

from collections.abc import Callable
from typing import Any

from taminyar.law.assessment import Assessment
from taminyar.law.facts import BadInput
from taminyar.law.texts import N_, Text, plain
from taminyar.law.values import MissingValue

type Translate = Callable[[str], str]


def shown(made: Assessment, translate: Translate) -> dict[str, Any]:
    """The answer as `calculate` prints it; texts translated, values in ASCII."""
    return {
        "rule": made.rule,
        "eligible": made.eligible,
        "amount": made.amount,
        "conditions": [
            {
                "id": condition.id,
                "met": condition.met,
                "text": told(condition.text, translate),
                "article": condition.article,
                "evidence": told(condition.evidence, translate),
                "alternative": condition.alternative,
            }
            for condition in made.conditions
        ],
        "steps": [
            {
                "label": told(step.label, translate),
                "expression": told(step.expression, translate),
                "value": step.value,
            }
            for step in made.steps
        ],
        "assumptions": [told(text, translate) for text in made.assumptions],
        "parameters": {name: used.to_json() for name, used in made.parameters.items()},
        "inputs_hash": made.inputs_hash,
        "law_version": made.law_version,
    }


def told(text: Text, translate: Translate) -> str:
    """A text in the reader's language; an empty one stays empty."""
    if not text.template:
        return ""
    return translate(text.template) % {name: plain(value) for name, value in text.values.items()}


def fault(wrong: BadInput | MissingValue, translate: Translate) -> dict[str, Any]:
    """What is wrong with a question: the field, or the parameter that has no value that day."""
    if isinstance(wrong, BadInput):
        return {"error": {"field": wrong.field, "message": translate(wrong.message)}}
    message = translate(N_("No value of %(name)s is known for %(day)s."))
    known = {"name": wrong.name, "day": wrong.day}
    return {"error": {"field": wrong.name, "message": message % known}}
