"""The New Year's payment of pensioners (عیدی), by the decree of each year."""

from dataclasses import dataclass
from datetime import date

from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.pension_increase import known_year
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text
from taminyar.persian.jalali import date_of


@dataclass(frozen=True)
class EidiFacts:
    """The Jalali year at whose end it is paid; whether there is a spouse; how many children."""

    year: int
    spouse: bool
    children: int

    def __post_init__(self) -> None:
        known_year("year", self.year)


@rule("eidi", EidiFacts, career=False)
def eidi(work: Working, _career: Career, facts: EidiFacts) -> Exact:
    """The pensioner's own amount, the spouse's and the children's, in rials."""
    day = date_of(facts.year, 1, 1)
    total = _own(work, facts, day)
    if facts.spouse:
        spouse = work.value("eidi.spouse", day)
        total += int(work.step(text(N_("For the spouse")), text(""), spouse))
    if facts.children:
        each = work.value("eidi.child", day)
        told = text("%(children)s × %(each)s", children=facts.children, each=each)
        total += int(work.step(text(N_("For the children")), told, facts.children * each))
    return total


def _own(work: Working, facts: EidiFacts, day: date) -> int:
    used = work.look_up("eidi.base", day)
    if used.confidence == "L":
        work.assume(N_("The amount of %(year)s is not confirmed by its decree."), year=facts.year)
    return int(work.step(text(N_("For the pensioner")), text(""), int(used.value)))
