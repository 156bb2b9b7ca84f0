"""Hard and harmful work (کار سخت و زیان‌آور): its own way to a pension, and what it adds."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.record import days_of
from taminyar.law.texts import N_, Text, text
from taminyar.persian.jalali import JalaliMonth


class HardWork(NamedTuple):
    """Whether the way of hard work is open, what it asks for, and what was found."""

    met: bool
    told: Text
    evidence: Text


def hard_work(work: Working, career: Career, years: int, day: date) -> HardWork:
    """20 years without a break or 25 with breaks, as far as the record holds them."""
    continuous = work.value("old_age.hard_work_continuous_years", day)
    broken = work.value("old_age.hard_work_broken_years", day)
    told = text(
        N_("Hard and harmful work: %(continuous)s years without a break, or %(broken)s years"),
        continuous=continuous,
        broken=broken,
    )
    if not years:
        return HardWork(False, told, text(N_("No year of hard work is stated")))
    paid = career.days_before(day)
    hard, run = min(days_of(years), paid), longest_run(_paid_months(career, day))
    unbroken = hard >= days_of(continuous) and run >= continuous * 12
    met = unbroken or hard >= days_of(broken)
    return HardWork(met, told, _evidence(work, years, int(paid), run))


def _evidence(work: Working, years: int, days: int, run: int) -> Text:
    work.assume(
        N_("Hard work counts as unbroken when the record has so many months without a gap.")
    )
    return text(
        N_(
            "%(years)s years of hard work stated; %(days)s days of record, %(run)s months of it"
            " without a gap"
        ),
        years=years,
        days=days,
        run=run,
    )


def added_days(work: Working, years: int, paid: Fraction, day: date) -> Fraction:
    """Days that hard work adds to the record: each of its years counts as one and a half."""
    if not years:
        return Fraction(0)
    more = work.rate("old_age.hard_work_factor", day) - 1
    return min(days_of(years), paid) * more


def _paid_months(career: Career, day: date) -> list[int]:
    end = JalaliMonth.of(day).index
    return [paid.month.index for paid in career.months if paid.days and paid.month.index < end]


def longest_run(places: Iterable[int]) -> int:
    """The most months in a row; the months counted on one line, oldest first."""
    best = run = last = 0
    for place in places:
        run = run + 1 if place == last + 1 else 1
        best, last = max(best, run), place
    return best
