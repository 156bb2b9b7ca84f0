"""Premiums people pay for themselves (بیمه حرف و مشاغل آزاد، دانشجویان، زنان خانه‌دار و …)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.ceiling import daily_ceiling
from taminyar.law.facts import BadInput
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, percent, text
from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

CHOSEN = {
    12: "own_account.rate_retirement",
    14: "own_account.rate_death",
    18: "own_account.rate_disability",
}
# The rates each group may choose from.
RATES = {
    "self_employed": CHOSEN,
    "student": CHOSEN,
    "housewife": CHOSEN,
    "driver": {27: "own_account.rate_driver"},
    "construction": {7: "own_account.rate_construction"},
}
WITHOUT_JOB = ("student", "housewife")
# The wage of their month is fixed: job factor × minimum wage.
FIXED_WAGE = ("driver", "construction")


@dataclass(frozen=True)
class OwnAccountFacts:
    """The month, the rate in percent, the job's factor and the chosen wage of the month."""

    month: JalaliMonth
    rate: Literal[12, 14, 18, 27, 7]
    factor: Fraction = Fraction(1)
    wage: int | None = None
    group: Literal["self_employed", "student", "housewife", "driver", "construction"] = (
        "self_employed"
    )

    def __post_init__(self) -> None:
        if self.rate not in RATES[self.group]:
            raise BadInput("rate", N_("is not a rate of this group"))
        if self.factor < 1:
            raise BadInput("factor", N_("must be at least 1"))
        if self.factor > 1 and self.group in WITHOUT_JOB:
            raise BadInput("factor", N_("must be 1 for this group"))
        if self.wage is not None and self.group in FIXED_WAGE:
            raise BadInput("wage", N_("is fixed for this group"))


@rule("own_account", OwnAccountFacts, career=False)
def own_account(work: Working, _career: Career, facts: OwnAccountFacts) -> Exact:
    """The rate × the wage of the month: the chosen one, from the least to the ceiling."""
    first = facts.month.first_day
    base = _wage(work, facts)
    work.assume(N_("The treatment premium for each person, if wanted, is not included."))
    if facts.group not in FIXED_WAGE:
        _from_the_state(work, facts, base)
    rate = work.rate(RATES[facts.group][facts.rate], first)
    premium = _premium(work, N_("Premium of the month"), base, rate)
    _due(work, facts)
    return premium


def _wage(work: Working, facts: OwnAccountFacts) -> Fraction:
    """The wage of the month that the premium is taken of, in rials, exact."""
    daily, days = work.value("wage.minimum_daily", facts.month.first_day), facts.month.days
    least = work.step(
        text(N_("Least wage of the month")),
        text("%(factor)s × %(daily)s × %(days)s", factor=facts.factor, daily=daily, days=days),
        facts.factor * daily * days,
    )
    if facts.wage is not None:
        work.step(text(N_("Wage you chose")), text(""), facts.wage)
        work.assume(N_("A chosen wage below the least one is raised to it."))
    return _up_to_the_ceiling(work, facts.month, max(least, Fraction(facts.wage or 0)))


def _up_to_the_ceiling(work: Working, month: JalaliMonth, wage: Fraction) -> Fraction:
    ceiling = daily_ceiling(work, month)
    most = work.step(
        text(N_("Ceiling of the month")),
        text("%(ceiling)s × %(days)s", ceiling=ceiling, days=month.days),
        ceiling * month.days,
    )
    return work.step(text(N_("Wage that counts")), text(""), min(wage, Fraction(most)))


def _premium(work: Working, label: str, base: Fraction, rate: Fraction) -> Exact:
    expression = text("%(base)s × %(rate)s %%", base=rounded(base), rate=percent(rate))
    return work.step(text(label), expression, base * rate)


def _from_the_state(work: Working, facts: OwnAccountFacts, base: Fraction) -> None:
    rate = work.rate("own_account.state", facts.month.first_day)
    _premium(work, N_("The State adds, besides what you pay"), base, rate)


def _due(work: Working, facts: OwnAccountFacts) -> None:
    if facts.group in FIXED_WAGE:
        return
    last = facts.month + work.value("own_account.due_months", facts.month.first_day)
    work.note(text(N_("To be paid by")), text(""), jalali.iso(last.last_day))
