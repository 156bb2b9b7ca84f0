"""Survivors' pensions (مستمری بازماندگان), articles 83 and 111."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.facts import BadInput
from taminyar.law.record import MONTH_DAYS
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, Text, percent, text

Survivor = Literal["spouse", "child", "orphan", "parent"]

TITLES = {
    "spouse": N_("Spouse"),
    "child": N_("Child"),
    "orphan": N_("Child who has lost both parents"),
    "parent": N_("Parent"),
}
PARENTS = 2


@dataclass(frozen=True)
class SurvivorsFacts:
    """The deceased's pension in rials; the day; who is left; a pension in proportion or not."""

    pension: int
    date: date
    survivors: tuple[Survivor, ...]
    pro_rata: bool = False

    def __post_init__(self) -> None:
        if self.survivors.count("parent") > PARENTS:
            raise BadInput("survivors", N_("must have at most two parents"))


@rule("survivors", SurvivorsFacts, career=False)
def survivors(work: Working, _career: Career, facts: SurvivorsFacts) -> Exact:
    """The sum of the survivors' pensions, one step each; every step is rounded."""
    work.condition(
        "survivors",
        bool(facts.survivors),
        text(N_("There is a survivor who is entitled")),
        "81",
        text(N_("%(count)s survivors"), count=len(facts.survivors)),
    )
    if not work.eligible:
        return None
    work.assume(N_("Each survivor named is entitled under articles 81 and 82."))
    shares = _shares(work, facts)
    if sum(shares) < 1:
        work.assume(
            N_("Shares below the whole are not raised to the whole, only to the minimum pension.")
        )
    pension = min(sum(shares, Fraction(0)), work.rate("survivors.most", facts.date)) * facts.pension
    minimum = _minimum(work, facts)
    # The rounded lines must not add up to less than the floor either.
    if sum(rounded(line) for line in _divided(pension, shares)) < minimum:
        return _raised(work, facts, shares, minimum)
    return _paid(work, facts, shares, pension)


def _shares(work: Working, facts: SurvivorsFacts) -> list[Fraction]:
    """Each survivor's share before any reduction; wives divide theirs."""
    wives = Counter(facts.survivors)["spouse"]
    return [
        work.rate(f"survivors.{kind}", facts.date) / (wives if kind == "spouse" else 1)
        for kind in facts.survivors
    ]


def _minimum(work: Working, facts: SurvivorsFacts) -> int:
    if facts.pro_rata:
        work.assume(N_("A pension for less than 20 years of record is not raised to the minimum."))
        return 0
    return MONTH_DAYS * work.value("wage.minimum_daily", facts.date)


def _divided(whole: Fraction | int, shares: list[Fraction]) -> list[Fraction]:
    return [whole * share / sum(shares) for share in shares]


def _paid(work: Working, facts: SurvivorsFacts, shares: list[Fraction], pension: Fraction) -> int:
    reduced = pension < sum(shares) * facts.pension
    lines = _divided(pension, shares)
    for kind, share, line in zip(facts.survivors, shares, lines, strict=True):
        work.step(text(TITLES[kind]), _told(facts.pension, share, shares, reduced), line)
    return sum(rounded(line) for line in lines)


def _told(pension: int, share: Fraction, shares: list[Fraction], reduced: bool) -> Text:
    if not reduced:
        return text("%(pension)s × %(share)s %%", pension=pension, share=percent(share))
    return text(
        N_("%(pension)s × %(share)s %% ÷ %(sum)s %%, as the shares add up to more than the whole"),
        pension=pension,
        share=percent(share),
        sum=percent(sum(shares, Fraction(0))),
    )


def _raised(work: Working, facts: SurvivorsFacts, shares: list[Fraction], minimum: int) -> int:
    """All raised in proportion until they reach the minimum pension, to the rial."""
    given = Fraction(0)
    for kind, share in zip(facts.survivors, shares, strict=True):
        # What is left of rounding falls to the next line, so that the lines add up.
        line = rounded(given + minimum * share / sum(shares)) - rounded(given)
        given += minimum * share / sum(shares)
        told = text(
            N_("%(minimum)s × %(share)s %% ÷ %(sum)s %%, as the sum is raised to the minimum"),
            minimum=minimum,
            share=percent(share),
            sum=percent(sum(shares, Fraction(0))),
        )
        work.step(text(TITLES[kind]), told, line)
    return minimum
