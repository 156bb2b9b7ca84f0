"""The register of rules, and asking them.

A rule is one function: `(working, career, facts) -> exact amount or None`. Each subject's module
registers its own with `@rule`; `assess` finds it by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any

from taminyar.law import facts as reading
from taminyar.law.assessment import Assessment, Working
from taminyar.law.career import Career
from taminyar.law.facts import BadInput

type Exact = int | Fraction | None

# Where each rule lives; a module is read when one of its rules is first asked.
MODULES: dict[str, str] = {
    "marriage": "marriage",
    "sickness": "sickness",
    "maternity": "maternity",
    "orthosis": "orthosis",
    "funeral": "funeral",
    "unemployment": "unemployment",
    "wage_base": "wage_base",
    "own_account": "own_account",
    "employer_premium": "employer_premium",
    "arrears": "arrears",
    "contract": "contracts",
    "old_age": "old_age",
    "retirement_dates": "retirement_dates",
    "disability": "disability",
    "survivors": "survivors",
    "pension_increase": "pension_increase",
    "eidi": "eidi",
    "military_service": "military_service",
    "combined_record": "combined_record",
}


@dataclass(frozen=True)
class Rule:
    """A rule of the law: its name, the facts it asks for, and whether it needs a career."""

    name: str
    facts: type
    needs_career: bool
    formula: Callable[[Working, Career, Any], Exact]


_rules: dict[str, Rule] = {}


def rule[Facts](
    name: str, facts: type[Facts], *, career: bool = True
) -> Callable[
    [Callable[[Working, Career, Facts], Exact]], Callable[[Working, Career, Facts], Exact]
]:
    """Registers a formula under its name."""

    def register(
        formula: Callable[[Working, Career, Facts], Exact],
    ) -> Callable[[Working, Career, Facts], Exact]:
        _rules[name] = Rule(name, facts, career, formula)
        return formula

    return register


def find(name: object) -> Rule:
    """The rule of that name. Raises BadInput for one nobody knows."""
    if not isinstance(name, str) or name not in MODULES:
        raise BadInput("rule", "must be one of " + ", ".join(sorted(MODULES)))
    if name not in _rules:
        import_module(f"taminyar.law.{MODULES[name]}")
    return _rules[name]


def assess(name: str, career: Career, facts: Any, inputs: Mapping[str, Any]) -> Assessment:
    """Runs a rule on facts that are already read. Raises values.MissingValue, BadInput."""
    asked = find(name)
    working = Working()
    exact = asked.formula(working, career, facts)
    return working.answer(name, exact, inputs)


def answer(question: Mapping[str, Any], name: object = None) -> Assessment:
    """Answers `{"rule", "career", "facts"}`; the rule may be given apart.

    Raises BadInput naming the field, values.MissingValue naming parameter and day.
    """
    for field in question:
        if field not in ("rule", "career", "facts"):
            raise BadInput(str(field), "is not part of a question")
    asked = find(question.get("rule", name))
    if asked.needs_career and "career" not in question:
        raise BadInput("career", "is missing")
    career = reading.read_career(question.get("career", []))
    facts: Any = reading.read(asked.facts, question.get("facts", {}))
    inputs = {"career": question.get("career", []), "facts": question.get("facts", {})}
    return assess(asked.name, career, facts, inputs)


def replay(made: Assessment) -> Assessment:
    """Answers the same question again, with the law as it is known now."""
    return answer({"rule": made.rule, **made.inputs})
