"""Maternity pay (کمک بارداری), articles 67 to 69."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taminyar.law import daily_wage
from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career, years_back
from taminyar.law.facts import BadInput
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text

LONGEST = {1: "maternity.days_one_child", 2: "maternity.days_twins"}
MORE_CHILDREN = "maternity.days_triplets"
# Since 1400 the leave no longer depends on how many children there already are.
ANY_CHILD_SINCE = "1400"


@dataclass(frozen=True)
class MaternityFacts:
    """First and last day of the leave, both included; the delivery; children born at once."""

    start: date
    end: date
    delivery: date | None = None
    children: int = 1

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadInput("end", N_("must not be before the start"))
        if self.children < 1:
            raise BadInput("children", N_("must be at least 1"))


@rule("maternity", MaternityFacts)
def maternity(work: Working, career: Career, facts: MaternityFacts) -> Exact:
    """Average daily wage of the 90 days before × 2/3 × the days of leave up to the limit."""
    window = work.value("daily_wage.window_days", facts.start)
    career = daily_wage.of_employees(work, career)
    _record(work, career, facts)
    daily_wage.worked(work, career, facts.start, window, "63")
    work.assume(N_("No work is done and no wage is paid during the leave."))
    if not work.eligible:
        return None
    daily = daily_wage.per_paid_day(work, career, facts.start)
    days, rate = _paid_days(work, facts), work.rate("maternity.rate", facts.start)
    return work.step(
        text(N_("Maternity pay")),
        text("%(daily)s × %(rate)s × %(days)s", daily=rounded(daily), rate=rate, days=days),
        Fraction(daily * rate * days),
    )


def _record(work: Working, career: Career, facts: MaternityFacts) -> None:
    delivery = facts.delivery or facts.start
    needed = work.value("maternity.days_needed", delivery)
    paid = career.days_between(*years_back(delivery, work.value("maternity.years", delivery)))
    work.condition(
        "record",
        paid >= needed,
        text(N_("%(needed)s days of record in the year before the delivery"), needed=needed),
        "67",
        text(N_("%(days)s days in the year before the delivery"), days=int(paid)),
    )


def _paid_days(work: Working, facts: MaternityFacts) -> int:
    """Days of the leave that are paid; what lies beyond the limit gets a line of its own."""
    length = (facts.end - facts.start).days + 1
    limit = _limit(work, facts)
    span = text("%(first)s – %(last)s", first=facts.start, last=facts.end)
    work.note(text(N_("Days of leave")), span, length)
    work.note(text(N_("Longest paid leave, in days")), text(""), limit)
    if length > limit:
        label = text(N_("Days beyond the longest paid leave: these are not paid"))
        beyond = text("%(days)s - %(limit)s", days=length, limit=limit)
        work.note(label, beyond, length - limit)
    return min(length, limit)


def _limit(work: Working, facts: MaternityFacts) -> int:
    """The limit of the day the leave starts: a leave stays under the rule it started under."""
    found = work.look_up(LONGEST.get(facts.children, MORE_CHILDREN), facts.start)
    work.assume(N_("The leave is counted in months of 30 days."))
    work.assume(N_("The whole leave follows the rule of the day on which it starts."))
    if found.confidence == "L":
        work.assume(N_("The longest paid leave for this birth is not confirmed by a text."))
    if found.start < ANY_CHILD_SINCE:
        work.assume(
            N_("The older rules that left out a fourth child and later ones are not applied.")
        )
    return int(found.value)
