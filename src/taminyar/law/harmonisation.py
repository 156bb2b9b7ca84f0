"""Harmonisation of pensions (متناسب‌سازی), 7th Development Plan, article 28.

A pension above the minimum is raised towards 90 % of its first worth in minimum wages: the year
1403 closes 40 % of the gap, 1404 and 1405 each 30 %.
"""

from datetime import date
from fractions import Fraction

from taminyar.law import values
from taminyar.law.assessment import rounded
from taminyar.law.minimum_pension import minimum_pension


def gap(first_pension: int, began: date, pension: int, day: date) -> Fraction:
    """What the pension of a day lacks to the target, exact, in rials a month; 0 if nothing.

    `first_pension` is that of the day it began; `pension` that of the day asked for, after the
    yearly increase. Raises values.MissingValue outside the Plan and the known wages.
    """
    share = values.on("harmonisation.target", day).value
    minimum = minimum_pension(day)
    if pension <= minimum:
        return Fraction(0)
    target = share * Fraction(first_pension, minimum_pension(began)) * minimum
    return max(target - pension, Fraction(0))


def addition(gap: int | Fraction, day: date) -> int:
    """What the year of the day adds to the pension, in whole rials a month.

    Whether 1404 and 1405 close their 30 % of the first gap or of the one that remains is not
    known: who pays decides which of them is given here. Raises values.MissingValue.
    """
    return rounded(values.on("harmonisation.share", day).value * gap)
