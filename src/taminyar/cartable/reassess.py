"""What the law says about a request today, and how that differs from the day of sending."""

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from taminyar.cartable import kinds, submit
from taminyar.cartable.inquiry import StillSilent
from taminyar.cartable.kinds import Appraisal
from taminyar.cartable.models import Request
from taminyar.cartable.move import THE_PROGRAM, NotAllowed, move
from taminyar.cartable.states import State
from taminyar.law import texts
from taminyar.law.assessment import Assessment, Condition, Step
from taminyar.law.texts import Text
from taminyar.law.values import Used


class About(StrEnum):
    """What differs between two assessments."""

    ELIGIBLE = "eligible"
    AMOUNT = "amount"
    CONDITION = "condition"
    STEP = "step"
    VALUE = "value"
    LAW = "law"


@dataclass(frozen=True)
class Difference:
    """One thing that differs; `then` or `now` is None where it does not stand at all.

    What they are goes by `about`: whether something is due, rials, a Condition, a Step, a value of
    the law (Used), the version of the law's values. `name` is the text of a condition, the label of
    a step, the name of a value; "" for the rest.
    """

    about: About
    name: Text | str
    then: Any
    now: Any


def today(request: Request) -> Appraisal:
    """What the law says now, on today's record and what the registries said last; asks no registry.

    Its assessment is None while no registry has answered yet.
    """
    kind = kinds.named(request.kind)
    if request.state == State.REGISTERED:
        return Appraisal(None)
    return kind.assess(request.person, request.answers, request.findings)


def inquire_again(request: Request) -> None:
    """Asks the registries once more and keeps what they say now, with an event that has the rest.

    Outside any transaction. Whoever decides on the page from before is told that something
    changed. A request that left its desk stays as it is. Raises StillSilent and Overtaken.
    """
    findings = submit.looked_up(request.person, kinds.named(request.kind), request.answers)
    if findings is None:
        raise StillSilent
    before = {"before": request.findings}
    try:
        move(request, "inquired_again", THE_PROGRAM, data=before, findings=dict(findings))
    except NotAllowed:
        return


def differences(then: Assessment | None, now: Assessment | None) -> list[Difference]:
    """What differs, the most telling first; without one of the two only what it came to."""
    found = [
        _of(About.ELIGIBLE, then, now, lambda made: made.eligible),
        _of(About.AMOUNT, then, now, lambda made: made.amount),
    ]
    if then and now:
        found += _between(About.CONDITION, _conditions(then), _conditions(now))
        found += _between(About.STEP, _steps(then), _steps(now))
        found += _between(About.VALUE, _values(then), _values(now))
        found.append(_of(About.LAW, then, now, lambda made: made.law_version))
    return [one for one in found if one.then != one.now]


def _of(
    about: About,
    then: Assessment | None,
    now: Assessment | None,
    read: Callable[[Assessment], Any],
) -> Difference:
    return Difference(about, "", then and read(then), now and read(now))


type _Named[Value] = Mapping[Hashable, tuple[Text | str, Value]]


def _between[Value](about: About, then: _Named[Value], now: _Named[Value]) -> Iterable[Difference]:
    """In the order of the earlier one; what is new comes after."""
    nothing = ("", None)
    for key in dict.fromkeys([*then, *now]):
        name, _value = (now if key in now else then)[key]
        yield Difference(about, name, then.get(key, nothing)[1], now.get(key, nothing)[1])


def _conditions(made: Assessment) -> _Named[Condition]:
    return {(one.alternative, one.id): (one.text, one) for one in made.conditions}


def _steps(made: Assessment) -> _Named[Step]:
    """By label; of several with the same label the first goes with the first.

    The wage of a month goes with that of the same month, up to the ceiling or not.
    """
    found: dict[Hashable, tuple[Text | str, Step]] = {}
    seen: dict[str, int] = {}
    for step in made.steps:
        # The database gives the values of a text back in another order.
        told = replace(step.label, template=step.label.template.partition(",")[0])
        label = json.dumps(texts.to_json(told), sort_keys=True)
        seen[label] = seen.get(label, 0) + 1
        found[label, seen[label]] = (step.label, step)
    return found


def _values(made: Assessment) -> _Named[Used]:
    return {name: (name, used) for name, used in made.parameters.items()}
