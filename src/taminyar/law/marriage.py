"""The marriage gift (کمک ازدواج), article 85."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taminyar.law.assessment import Working
from taminyar.law.career import Career, years_back
from taminyar.law.daily_wage import PART_OF_A_MONTH
from taminyar.law.insured_wages import add_wages, whole
from taminyar.law.record import MONTH_DAYS
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text


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
    average, floor = _average(work, career, facts.date), _floor(work, facts.date)
    larger = max(average, Fraction(floor))
    return work.step(text(N_("The larger of the two")), text(""), larger)


def _conditions(work: Working, career: Career, facts: MarriageFacts) -> None:
    _record(work, career, facts.date)
    work.stated(
        "employed",
        facts.employed,
        text(N_("The work went on on the day of the contract")),
        "85",
    )
    work.stated("first", facts.first, text(N_("It is the first marriage")), "85")
    work.stated(
        "registered", facts.registered, text(N_("It is permanent and officially registered")), "85"
    )


def _record(work: Working, career: Career, day: date) -> None:
    needed = work.value("marriage.days_needed", day)
    paid = career.days_between(*years_back(day, work.value("marriage.years", day)))
    work.assume(PART_OF_A_MONTH)
    work.condition(
        "record",
        paid >= needed,
        text(N_("%(needed)s days of record in the five years before the contract"), needed=needed),
        "85",
        text(N_("%(days)s days in the five years before the contract"), days=int(paid)),
    )


def _average(work: Working, career: Career, day: date) -> Fraction:
    months = work.value("marriage.months", day)
    work.assume(N_("The 24 months are those that end with the month before the contract's."))
    label = text(N_("Insured wages of the 24 months before the month of the contract"))
    wages = add_wages(work, label, whole(career.last_months(day, months)))
    expression = text("%(wages)s ÷ %(months)s", wages=wages, months=months)
    return Fraction(work.step(text(N_("Average of a month")), expression, wages / months))


def _floor(work: Working, day: date) -> int:
    work.assume(
        N_("The gift is not below the minimum monthly wage (30 daily wages) on the contract date.")
    )
    daily = work.value("wage.minimum_daily", day)
    label = text(N_("At least the minimum monthly wage"))
    expression = text("%(days)s × %(daily)s", days=MONTH_DAYS, daily=daily)
    return int(work.step(label, expression, MONTH_DAYS * daily))
