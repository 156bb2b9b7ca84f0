"""The ceiling of the insured wage (سقف دستمزد مشمول کسر حق بیمه), article 35."""

from taminyar.law.assessment import Working
from taminyar.law.texts import N_
from taminyar.persian.jalali import JalaliMonth


def daily_ceiling(work: Working, month: JalaliMonth) -> int:
    """Most that counts of the wage of a day in rials. Raises values.MissingValue."""
    factor = work.look_up("wage.ceiling_factor", month.first_day)
    if factor.confidence == "L":
        work.assume(
            N_("Before 1390 too the ceiling is taken as seven times the minimum daily wage.")
        )
    return int(factor.value) * work.value("wage.minimum_daily", month.first_day)
