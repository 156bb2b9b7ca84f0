"""Sick pay (غرامت دستمزد ایام بیماری), articles 59 to 66."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from taminyar.law import daily_wage, values
from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.facts import BadInput
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text


@dataclass(frozen=True)
class SicknessFacts:
    """First and last day of the rest, both included; the family and how the illness was."""

    start: date
    end: date
    dependants: bool
    hospitalised: bool = False
    accident: bool = False

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadInput("end", N_("must not be before the start"))


@rule("sickness", SicknessFacts)
def sickness(work: Working, career: Career, facts: SicknessFacts) -> Exact:
    """Average daily wage of the 90 days before × the share due × the days that are paid."""
    window = work.value("daily_wage.window_days", facts.start)
    career = daily_wage.of_employees(work, career)
    daily_wage.worked(work, career, facts.start, window, "63")
    _assumptions(work, facts)
    if not work.eligible:
        return None
    daily = daily_wage.per_paid_day(work, career, facts.start)
    first = facts.start + timedelta(days=_unpaid_days(work, facts))
    if first > facts.end:
        return 0
    spans = values.periods(first, facts.end, _rate_name(facts))
    return sum((_pay(work, facts, daily, *span) for span in spans), Fraction(0))


def _assumptions(work: Working, facts: SicknessFacts) -> None:
    work.assume(
        N_(
            "A physician of the Organization confirms the illness; no work is done and no wage "
            "is paid in these days; they began at work or on paid leave."
        )
    )
    if facts.accident:
        work.assume(N_("Any accident is paid from its first day, not only an accident at work."))


def _unpaid_days(work: Working, facts: SicknessFacts) -> int:
    """Days at the start that are not paid: none after an accident or in hospital (62-1)."""
    length = (facts.end - facts.start).days + 1
    label = text(N_("Days of rest"))
    work.note(label, text("%(first)s – %(last)s", first=facts.start, last=facts.end), length)
    if facts.accident or facts.hospitalised:
        return 0
    wait = work.value("sickness.wait_days", facts.start)
    label = text(
        N_("First days of an illness without a hospital stay or an accident: these are not paid")
    )
    work.note(label, text(""), min(wait, length))
    return wait


def _rate_name(facts: SicknessFacts) -> str:
    if facts.dependants:
        return "sickness.rate_dependants"
    return "sickness.rate_single_hospital" if facts.hospitalised else "sickness.rate_single"


def _pay(work: Working, facts: SicknessFacts, daily: Fraction, first: date, last: date) -> Fraction:
    rate, days = work.rate(_rate_name(facts), first), (last - first).days + 1
    return Fraction(
        work.step(
            text(N_("Sick pay from %(first)s to %(last)s"), first=first, last=last),
            text("%(daily)s × %(rate)s × %(days)s", daily=rounded(daily), rate=rate, days=days),
            daily * rate * days,
        )
    )
