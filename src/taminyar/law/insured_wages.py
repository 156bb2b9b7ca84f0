"""The insured wages of months, up to the ceiling of article 35, as one line of an answer."""

from collections.abc import Iterable
from fractions import Fraction

from taminyar.law.assessment import Working
from taminyar.law.career import PaidMonth, capped_wage
from taminyar.law.ceiling import daily_ceiling
from taminyar.law.texts import N_, Text, text

type Share = int | Fraction


def add_wages(work: Working, label: Text, shares: Iterable[tuple[PaidMonth, Share]]) -> Fraction:
    """The sum in rials of the share that counts of each month; the ceilings it met are noted."""
    wages: Share = 0
    capped = 0
    for paid, share in shares:
        wage = capped_wage(paid)
        wages += wage * share
        if wage < paid.wage:
            daily_ceiling(work, paid.month)
            capped += 1
    told = (
        text(N_("Σ, %(capped)s months up to the ceiling"), capped=capped) if capped else text("Σ")
    )
    return Fraction(work.step(label, told, wages))


def whole(months: Iterable[PaidMonth]) -> Iterable[tuple[PaidMonth, int]]:
    """Months that count in full; whole numbers add faster than fractions."""
    return ((paid, 1) for paid in months)
