"""The answer to «what am I entitled to, and why», made while the formula runs.

A formula asks a `Working` for its values, states its conditions and its steps, and returns the
exact amount. The explanation is what it stated: it cannot differ from the amount.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from taminyar.law import texts, values
from taminyar.law.texts import N_, Text, Value, text
from taminyar.law.values import Used


def rounded(exact: int | Fraction) -> int:
    """Half-up to a whole rial: the one rounding of a printed line."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


class Condition(NamedTuple):
    """One condition of the law, whether it is met, and what in the record says so.

    Conditions of one `alternative` belong together; of several alternatives one is enough.
    """

    id: str
    met: bool
    text: Text
    article: str
    evidence: Text
    alternative: str = ""


class Step(NamedTuple):
    """One line of the arithmetic; the value in whole rials (or days), a date, or a word."""

    label: Text
    expression: Text
    value: int | str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer of one rule. `amount` is in rials; None when nothing is due in money."""

    rule: str
    eligible: bool
    amount: int | None
    conditions: tuple[Condition, ...]
    steps: tuple[Step, ...]
    assumptions: tuple[Text, ...]
    parameters: Mapping[str, Used]
    # What was asked, as `calculate` reads it, so that it can be answered again.
    inputs: Mapping[str, Any]
    law_version: str

    @property
    def inputs_hash(self) -> str:
        """SHA-256 of the inputs; reading a long career for it costs more than the answer."""
        return _hash(self.inputs)


@dataclass(slots=True)
class Working:
    """What a formula writes its conditions, steps and assumptions into."""

    conditions: list[Condition] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    assumptions: list[Text] = field(default_factory=list)
    used: dict[str, Used] = field(default_factory=dict)
    # Each alternative, and whether all its conditions are met; under "" those of all.
    alternatives: dict[str, bool] = field(default_factory=dict)

    @property
    def eligible(self) -> bool:
        """Whether every condition so far is met; of the alternatives, if any, one in full."""
        ways = [met for name, met in self.alternatives.items() if name]
        return self.alternatives.get("", True) and (not ways or any(ways))

    def condition(
        self,
        name: str,
        met: bool,
        told: Text,
        article: str,
        evidence: Text | None = None,
        *,
        alternative: str = "",
    ) -> bool:
        """States a condition, met or not; all of them are told, not the first that fails."""
        found = Condition(name, met, told, article, evidence or text(""), alternative)
        self.conditions.append(found)
        self.alternatives[alternative] = self.alternatives.get(alternative, True) and met
        return met

    def stated(self, name: str, met: bool, told: Text, article: str) -> bool:
        """A condition that rests on what was stated in the question, not on the record."""
        evidence = text(N_("Stated: yes")) if met else text(N_("Stated: no"))
        return self.condition(name, met, told, article, evidence)

    def step[Exact: int | Fraction](self, label: Text, expression: Text, exact: Exact) -> Exact:
        """Writes a line with the rounded value; returns the exact one to go on with."""
        self.steps.append(Step(label, expression, rounded(exact)))
        return exact

    def note(self, label: Text, expression: Text, value: int | str) -> None:
        """Writes a line whose value is no amount: a date, a number of months, a word."""
        self.steps.append(Step(label, expression, value))

    def assume(self, template: str, **given: Value) -> None:
        """States something the law leaves open; once, however often it is used."""
        told = text(template, **given)
        if told not in self.assumptions:
            self.assumptions.append(told)

    def value(self, name: str, on: date) -> int:
        """A whole value of the law on a day, noted as used. Raises values.MissingValue."""
        found = self.look_up(name, on).value
        if not isinstance(found, int):
            raise TypeError(f"{name} is not a whole number")
        return found

    def rate(self, name: str, on: date) -> Fraction:
        """A rate of the law on a day, exact, noted as used. Raises values.MissingValue."""
        found = self.look_up(name, on).value
        return found if isinstance(found, Fraction) else Fraction(found)

    def look_up(self, name: str, on: date) -> Used:
        """The value with its source. A later period's is noted beside the first: `name@day`."""
        found = values.on(name, on)
        if self.used.setdefault(name, found) is not found:
            self.used[f"{name}@{found.start}"] = found
        return found

    def answer(
        self, rule: str, exact: int | Fraction | None, inputs: Mapping[str, Any]
    ) -> Assessment:
        """Closes the working: nothing is payable to who is not entitled."""
        eligible = self.eligible
        return Assessment(
            rule=rule,
            eligible=eligible,
            amount=rounded(exact) if eligible and exact is not None else None,
            conditions=tuple(self.conditions),
            steps=tuple(self.steps),
            assumptions=tuple(self.assumptions),
            parameters=dict(self.used),
            inputs=inputs,
            law_version=values.version(),
        )


def _hash(inputs: Mapping[str, Any]) -> str:
    written = json.dumps(inputs, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def to_json(made: Assessment) -> dict[str, Any]:
    """For storing; `from_json` gives an equal assessment back."""
    return {
        "rule": made.rule,
        "eligible": made.eligible,
        "amount": made.amount,
        "conditions": [
            {
                "id": c.id,
                "met": c.met,
                "text": texts.to_json(c.text),
                "article": c.article,
                "evidence": texts.to_json(c.evidence),
                "alternative": c.alternative,
            }
            for c in made.conditions
        ],
        "steps": [
            {
                "label": texts.to_json(s.label),
                "expression": texts.to_json(s.expression),
                "value": s.value,
            }
            for s in made.steps
        ],
        "assumptions": [texts.to_json(told) for told in made.assumptions],
        "parameters": {name: used.to_json() for name, used in made.parameters.items()},
        "inputs": made.inputs,
        "inputs_hash": made.inputs_hash,
        "law_version": made.law_version,
    }


def from_json(stored: Mapping[str, Any]) -> Assessment:
    return Assessment(
        rule=stored["rule"],
        eligible=stored["eligible"],
        amount=stored["amount"],
        conditions=tuple(
            Condition(
                c["id"],
                c["met"],
                texts.from_json(c["text"]),
                c["article"],
                texts.from_json(c["evidence"]),
                c["alternative"],
            )
            for c in stored["conditions"]
        ),
        steps=tuple(
            Step(texts.from_json(s["label"]), texts.from_json(s["expression"]), s["value"])
            for s in stored["steps"]
        ),
        assumptions=tuple(texts.from_json(told) for told in stored["assumptions"]),
        parameters={name: Used.from_json(used) for name, used in stored["parameters"].items()},
        inputs=stored["inputs"],
        law_version=stored["law_version"],
    )
