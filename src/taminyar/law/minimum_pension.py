"""The floor of pensions, article 111: the minimum wage of an ordinary worker."""

from datetime import date
from fractions import Fraction

from taminyar.law import values
from taminyar.law.assessment import Working
from taminyar.law.record import MONTH_DAYS
from taminyar.law.texts import N_, text


def minimum_pension(day: date) -> int:
    """30 minimum daily wages, in rials a month. Raises values.MissingValue."""
    return MONTH_DAYS * int(values.on("wage.minimum_daily", day).value)


def not_below_minimum(work: Working, pension: Fraction, day: date) -> Fraction:
    """The pension or the floor of article 111, whichever is larger."""
    daily = work.value("wage.minimum_daily", day)
    minimum = work.step(
        text(N_("Minimum pension of the day, article 111")),
        text("%(month)s × %(daily)s", month=MONTH_DAYS, daily=daily),
        MONTH_DAYS * daily,
    )
    larger = max(pension, Fraction(minimum))
    return work.step(text(N_("The larger of the two")), text(""), larger)
