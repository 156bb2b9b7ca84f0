"""Questions to the law, as `calculate` reads them."""

from typing import Any

from taminyar.law.assessment import Assessment, Condition
from taminyar.law.rules import answer
from taminyar.persian.jalali import JalaliMonth

type Rows = list[dict[str, Any]]


def ask(rule: str, career: Rows | None = None, **facts: Any) -> Assessment:
    """The answer; the career is left out of the question when there is none."""
    question: dict[str, Any] = {"rule": rule, "facts": facts}
    return answer(question if career is None else question | {"career": career})


def months(first: str, last: str, daily: int) -> Rows:
    """Full months from first to last, both included, at a daily wage in rials."""
    span = JalaliMonth.parse(first).range_to(JalaliMonth.parse(last))
    return [{"month": str(m), "days": m.days, "wage": m.days * daily} for m in span]


def row(month: str, days: int, wage: int, **more: str) -> dict[str, Any]:
    """One month in one workshop."""
    return {"month": month, "days": days, "wage": wage, **more}


def condition(made: Assessment, name: str) -> Condition:
    """The one condition of that name."""
    [found] = [each for each in made.conditions if each.id == name]
    return found


def step(made: Assessment, label: str) -> int | str:
    """The value of the one step whose English label starts so."""
    [found] = [each.value for each in made.steps if str(each.label).startswith(label)]
    return found
