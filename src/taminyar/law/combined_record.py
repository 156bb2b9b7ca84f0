"""The combined record (سوابق تلفیقی): all workshops together, each day counted once."""

from dataclasses import dataclass
from itertools import groupby

from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.record import span
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, text


@dataclass(frozen=True)
class CombinedRecordFacts:
    """Nothing is asked: the record says it all."""


@rule("combined_record", CombinedRecordFacts)
def combined_record(work: Working, career: Career, _facts: CombinedRecordFacts) -> Exact:
    """No amount; steps give the days of each year, all days, and years-months-days."""
    work.assume(
        N_("Days paid in two workshops at once count once; a month counts its own days at most.")
    )
    work.assume(N_("A year of record is 365 days and a month 30."))
    for year, months in groupby(career.months, key=lambda paid: paid.month.year):
        days = sum(month.days for month in months)
        work.note(text(N_("Days of %(year)s"), year=year), text("Σ"), days)
    work.note(text(N_("Days of the whole record")), text("Σ"), career.days)
    length = span(career.days)
    work.note(
        text(N_("Years, months and days")),
        text(N_("%(years)s years, %(months)s months and %(days)s days"), **length._asdict()),
        "-".join(map(str, length)),
    )
    return None
