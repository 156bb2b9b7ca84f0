"""The steps of asking for something, for the bar on top of each."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.cartable.kinds import RequestKind


class Step(StrEnum):
    ANSWERS = "answers"
    PAPERS = "papers"
    CHECK = "check"


@dataclass(frozen=True)
class Shown:
    """One step; `state` is done, current or todo."""

    label: str | Promise
    state: str
    route: str


_LABELS = {
    Step.ANSWERS: _("Your answers"),
    Step.PAPERS: _("Papers"),
    Step.CHECK: _("Check and send"),
}


def steps_of(kind: RequestKind, now: Step, *, papers_missing: bool = False) -> list[Shown]:
    """The steps of this kind. That of the papers stays when these answers happen to need none."""
    routes = {
        Step.ANSWERS: kind.route,
        Step.PAPERS: f"{kind.route}-papers",
        Step.CHECK: f"{kind.route}-check",
    }
    if kind.papers is RequestKind.papers:
        del routes[Step.PAPERS]
    here = list(routes).index(now)
    states = ["done"] * here + ["current"] + ["todo"] * len(routes)
    if papers_missing:
        states[list(routes).index(Step.PAPERS)] = "todo"
    return [
        Shown(_LABELS[step], state, route)
        for (step, route), state in zip(routes.items(), states, strict=False)
    ]
