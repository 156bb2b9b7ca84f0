"""The premium of a month of an employer's list (حق بیمه کارفرما), articles 28 and 39."""

from dataclasses import dataclass

from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.ceiling import daily_ceiling
from taminyar.law.facts import BadInput
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, percent, text
from taminyar.persian.jalali import JalaliMonth

SHARES = {
    "premium.insured": N_("Share of the insured persons"),
    "premium.employer": N_("Share of the employer"),
    "premium.unemployment": N_("Unemployment insurance, paid by the employer"),
}
HARD = {"premium.hard": N_("Hard and harmful work, paid by the employer")}


@dataclass(frozen=True)
class WorkerWage:
    """The wage of one worker in rials, and the days it is for."""

    wage: int
    days: int


@dataclass(frozen=True)
class EmployerPremiumFacts:
    """The month, its workers' wages, and whether the work is hard and harmful."""

    month: JalaliMonth
    wages: tuple[WorkerWage, ...]
    hard: bool = False

    def __post_init__(self) -> None:
        for place, worker in enumerate(self.wages):
            if worker.days > self.month.days:
                message = N_("must not be more than the days of the month")
                raise BadInput(f"wages[{place}].days", message)


@rule("employer_premium", EmployerPremiumFacts, career=False)
def employer_premium(work: Working, _career: Career, facts: EmployerPremiumFacts) -> Exact:
    """Each share of each worker's wage rounded to the rial; totals are sums of those."""
    bases = _bases(work, facts)
    shares = SHARES | HARD if facts.hard else SHARES
    total = sum(_share(work, name, label, facts.month, bases) for name, label in shares.items())
    work.assume(N_("The share that the State itself pays is not part of the employer's list."))
    return work.step(text(N_("Premium of the month")), text("Σ"), total)


def _bases(work: Working, facts: EmployerPremiumFacts) -> list[int]:
    """The insured wage of each worker: at most the ceiling of the days worked."""
    ceiling = daily_ceiling(work, facts.month)
    bases = [min(worker.wage, ceiling * worker.days) for worker in facts.wages]
    work.step(
        text(N_("Insured wages, number of workers: %(workers)s"), workers=len(bases)),
        text(N_("each at most %(ceiling)s a day"), ceiling=ceiling),
        sum(bases),
    )
    return bases


def _share(work: Working, name: str, label: str, month: JalaliMonth, bases: list[int]) -> int:
    rate = work.rate(name, month.first_day)
    total = sum(rounded(base * rate) for base in bases)
    expression = text(N_("%(rate)s %% of each wage, rounded to the rial"), rate=percent(rate))
    work.step(text(label), expression, total)
    return total
