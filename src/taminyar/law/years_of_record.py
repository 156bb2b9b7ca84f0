"""A pension by the years of record: average wage × share of a year × years."""

from fractions import Fraction

from taminyar.law.assessment import Working, rounded
from taminyar.law.record import YEAR_DAYS
from taminyar.law.texts import N_, Text, text


def by_years(
    work: Working, told: Text, average: Fraction, accrual: Fraction, days: Fraction
) -> Fraction:
    """`average` rials a month × the share a year earns × paid days ÷ 365, exact; one step."""
    work.assume(N_("A part of a year counts: the years of a pension are the paid days ÷ 365."))
    pension = work.step(
        told,
        text(
            "%(average)s × %(accrual)s × %(days)s ÷ %(year)s",
            average=rounded(average),
            accrual=accrual,
            days=rounded(days),
            year=YEAR_DAYS,
        ),
        average * accrual * days / YEAR_DAYS,
    )
    return Fraction(pension)
