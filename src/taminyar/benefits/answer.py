"""Asks a rule of the law, and keeps what the page tells beside its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from taminyar.benefits import known_values, record_used
from taminyar.benefits.record_used import YearUsed
from taminyar.careers import as_career
from taminyar.careers.history import History
from taminyar.law import facts as reading
from taminyar.law import rules, values
from taminyar.law.assessment import Assessment, Condition
from taminyar.law.career import Career
from taminyar.law.values import MissingValue, Series
from taminyar.persian import jalali


@dataclass(frozen=True)
class Missing:
    """A value of the law that is not known for the day it is needed."""

    series: Series
    day: date

    @property
    def title(self) -> str:
        return known_values.title(self.series)

    @property
    def year(self) -> int:
        return jalali.parts(self.day)[0]


class Way(NamedTuple):
    """Conditions that belong together; one of several ways is enough."""

    met: bool
    conditions: Sequence[Condition]


@dataclass(frozen=True)
class Answer:
    """The assessment, or the value that it lacks; and what of the record went into it."""

    assessment: Assessment | None
    missing: Missing | None
    # None when the months were typed; no years when the rule looked at the whole record.
    record: Sequence[YearUsed] | None
    # What the record was taken to say, beyond days and wages.
    remarks: Sequence[str] = ()

    @property
    def needed(self) -> list[Condition]:
        """The conditions that all must be met."""
        made = self.assessment
        return [c for c in made.conditions if not c.alternative] if made else []

    @property
    def ways(self) -> list[Way]:
        """The alternatives, those that are open first."""
        found: dict[str, list[Condition]] = {}
        for condition in self.assessment.conditions if self.assessment else ():
            if condition.alternative:
                found.setdefault(condition.alternative, []).append(condition)
        ways = [Way(all(c.met for c in conditions), conditions) for conditions in found.values()]
        return sorted(ways, key=lambda way: not way.met)


def from_record(rule: str, facts: Mapping[str, Any], history: History) -> Answer:
    """Answers from the member's own record. Raises law.facts.BadInput."""
    career = as_career.of(history)
    known: Any = reading.read(rules.find(rule).facts, facts)
    inputs = {"career": as_career.as_asked(career), "facts": facts}
    return _answer(rule, career, known, inputs, _years(rule, known, history))


def _years(rule: str, known: Any, history: History) -> Sequence[YearUsed]:
    """None of them where even the length of the window is not known."""
    try:
        return record_used.by_year(rule, known, history)
    except MissingValue:
        return ()


def from_typed(
    rule: str, facts: Mapping[str, Any], rows: Sequence[Mapping[str, Any]] = ()
) -> Answer:
    """Answers from months as `calculate` reads them. Raises law.facts.BadInput."""
    known: Any = reading.read(rules.find(rule).facts, facts)
    career = list(rows)
    inputs = {"career": career, "facts": facts}
    return _answer(rule, reading.read_career(career), known, inputs, None)


def _answer(
    rule: str, career: Career, known: Any, inputs: Any, record: Sequence[YearUsed] | None
) -> Answer:
    try:
        made = rules.assess(rule, career, known, inputs)
    except MissingValue as lacking:
        missing = Missing(values.every()[lacking.name], jalali.parse_date(lacking.day))
        return Answer(None, missing, record)
    return Answer(made, None, record)
