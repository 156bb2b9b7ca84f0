"""The insured wage of a month (مزد مشمول کسر حق بیمه), articles 2-5 and 35."""

from dataclasses import dataclass

from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.ceiling import daily_ceiling
from taminyar.law.facts import BadInput
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text
from taminyar.persian.jalali import JalaliMonth

# Whatever is paid continuously for work counts; what is paid for a cause of its own does not.
COUNTED = {
    "base": N_("Base wage"),
    "seniority": N_("Seniority pay"),
    "housing": N_("Housing allowance"),
    "bon": N_("Household goods allowance"),
    "spouse": N_("Spouse allowance"),
    "overtime": N_("Overtime"),
    "shift": N_("Shift pay"),
    "night": N_("Night work"),
    "friday": N_("Friday work"),
    "performance": N_("Performance pay"),
}
NOT_COUNTED = {
    "child": N_("Child allowance"),
    "mission": N_("Mission allowance"),
    "eidi": N_("New-year bonus"),
    "severance": N_("Severance pay"),
    "leave_buyback": N_("Leave bought back"),
    "medical": N_("Medical refunds"),
}


@dataclass(frozen=True)
class Items:
    """What was paid in the month, in rials, by the names of COUNTED and NOT_COUNTED."""

    base: int = 0
    seniority: int = 0
    housing: int = 0
    bon: int = 0
    spouse: int = 0
    overtime: int = 0
    shift: int = 0
    night: int = 0
    friday: int = 0
    performance: int = 0
    child: int = 0
    mission: int = 0
    eidi: int = 0
    severance: int = 0
    leave_buyback: int = 0
    medical: int = 0


@dataclass(frozen=True)
class WageBaseFacts:
    """The month, the days worked in it, and what was paid for them."""

    month: JalaliMonth
    days: int
    items: Items

    def __post_init__(self) -> None:
        if self.days > self.month.days:
            raise BadInput("days", N_("must not be more than the days of the month"))


@rule("wage_base", WageBaseFacts, career=False)
def wage_base(work: Working, _career: Career, facts: WageBaseFacts) -> Exact:
    """The items that count, at most the daily ceiling × the days worked."""
    total = sum(_item(work, facts.items, name, label) for name, label in COUNTED.items())
    work.step(text(N_("Sum of what counts")), text("Σ"), total)
    for name, label in NOT_COUNTED.items():
        if paid := getattr(facts.items, name):
            work.step(text(label), text(N_("%(paid)s, does not count"), paid=paid), 0)
    ceiling = daily_ceiling(work, facts.month)
    most = work.step(
        text(N_("Ceiling for the days worked")),
        text("%(ceiling)s × %(days)s", ceiling=ceiling, days=facts.days),
        ceiling * facts.days,
    )
    return work.step(text(N_("Insured wage: the smaller of the two")), text(""), min(total, most))


def _item(work: Working, items: Items, name: str, label: str) -> int:
    paid: int = getattr(items, name)
    if paid:
        work.step(text(label), text(""), paid)
    return paid
