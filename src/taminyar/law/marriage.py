"""The marriage gift (کمک ازدواج), article 85."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taminyar.law.assessment import Working
from taminyar.law.career import Career, capped_wage, years_back
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text

MONTHS = 24


@dataclass(frozen=True)
class MarriageFacts:
    """The day of the contract; whether it is the first and registered; whether work goes on."""

    date: date
    first: bool = True
    registered: bool = True
    employed: bool = True


@rule("marriage", MarriageFacts)
def marriage(work: Working, career: Career, facts: MarriageFacts) -> Exact:
    """Wages of the 24 months before the contract ÷ 24, at least the monthly minimum wage."""
    _conditions(work, career, facts)
    if not work.eligible:
        return None
    months = career.last_months(facts.date, MONTHS)
    wages = work.step(
        text(N_("Insured wages of the 24 months before the month of the contract")),
        text("Σ"),
        sum(capped_wage(month) for month in months),
    )
    average = work.step(
        text(N_("Average of a month")),
        text("%(wages)s ÷ %(months)s", wages=int(wages), months=MONTHS),
        Fraction(wages, MONTHS),
    )
    return max(average, _floor(work, facts.date))


def _conditions(work: Working, career: Career, facts: MarriageFacts) -> None:
    needed = work.value("marriage.days_needed", facts.date)
    paid = career.days_between(*years_back(facts.date, work.value("marriage.years", facts.date)))
    work.condition(
        "record",
        paid >= needed,
        text(N_("%(needed)s days of record in the five years before the contract"), needed=needed),
        "85",
        text(N_("%(days)s days in the five years before the contract"), days=int(paid)),
    )
    work.condition(
        "employed",
        facts.employed,
        text(N_("The work was not ended on the day of the contract")),
        "85",
    )
    work.condition("first", facts.first, text(N_("It is the first marriage")), "85")
    work.condition(
        "registered", facts.registered, text(N_("It is permanent and officially registered")), "85"
    )


def _floor(work: Working, day: date) -> int:
    work.assume(
        N_("The gift is not below the minimum monthly wage (30 daily wages) on the contract date.")
    )
    daily = work.value("wage.minimum_daily", day)
    return int(
        work.step(
            text(N_("At least the minimum monthly wage")),
            text("30 × %(daily)s", daily=daily),
            30 * daily,
        )
    )
