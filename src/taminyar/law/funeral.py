"""The funeral grant (کمک کفن و دفن), article 84."""

from dataclasses import dataclass
from datetime import date

from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text


@dataclass(frozen=True)
class FuneralFacts:
    """The day of the death."""

    date: date


@rule("funeral", FuneralFacts, career=False)
def funeral(work: Working, _career: Career, facts: FuneralFacts) -> Exact:
    """The minimum monthly wage on the day of the death, for deaths since 20 Bahman 1386."""
    days = work.value("funeral.daily_wages", facts.date)
    daily = work.value("wage.minimum_daily", facts.date)
    work.assume(
        N_(
            "The person was insured in a workshop or drew a pension when they died, or was the "
            "spouse of such a person."
        )
    )
    return work.step(
        text(N_("Minimum monthly wage on the day of the death")),
        text("%(daily)s × %(days)s", daily=daily, days=days),
        daily * days,
    )
