"""The formulas of payroll and statistics for many people at once: NumPy `int64` arrays of rials.

Each gives to the rial what the rule of the same name gives one person, with the same values of
the law, and asks none of its conditions. No floats: amounts are whole rials inside and out, each
printed line rounded half-up once. Where an exact value is not whole, its numerators are an array
and its denominator is one number; both are kept so small that no product passes 2^63.

Amounts are from 0 to `MOST_RIALS` a month (eighty times the highest insured wage of 1405);
what lies outside, or is no whole number, is refused with `OutOfRange`. A day or month without a
known value raises `values.MissingValue`.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taminyar.law import values
from taminyar.law.assessment import rounded
from taminyar.law.minimum_pension import minimum_pension
from taminyar.law.record import YEAR_DAYS
from taminyar.persian.jalali import JalaliMonth, date_of, month_days

type Rials = NDArray[np.int64]
type Mask = bool | NDArray[np.bool_]

MOST_RIALS = 10**11
MOST_DAYS = 15_000
LARGEST = 2**63 - 1
BLOCK = 2**15


class OutOfRange(ValueError):
    """Rows that the arithmetic does not hold for: the name of the array, and what it may hold."""


class Premiums(NamedTuple):
    """The shares of a month's premium in rials, an entry a worker; `hard` is 0 for other work."""

    insured: Rials
    employer: Rials
    unemployment: Rials
    hard: Rials

    @property
    def total(self) -> Rials:
        return self.insured + self.employer + self.unemployment + self.hard


def wage_base(month: JalaliMonth, wages: ArrayLike, days: ArrayLike) -> Rials:
    """The wages that count, at most the daily ceiling × the days worked (article 35), in rials."""
    ceiling = values.insured_daily_ceiling(month.number)
    most = ceiling * _rows("days", days, month.days)
    return np.minimum(_rows("wages", wages, MOST_RIALS), most)


def premiums(month: JalaliMonth, wages: ArrayLike, days: ArrayLike, hard: Mask = False) -> Premiums:
    """The shares of each worker's premium (article 28), each rounded to the rial."""
    base = wage_base(month, wages, days)

    def share(name: str) -> Rials:
        return _share(base, _rate(f"premium.{name}", month.first_day))

    hard_share = share("hard") * hard if np.any(hard) else np.zeros_like(base)
    return Premiums(share("insured"), share("employer"), share("unemployment"), hard_share)


def own_account(
    month: JalaliMonth,
    rate: str,
    wages: ArrayLike,
    factor: Fraction = Fraction(1),
) -> Rials:
    """The premium of the month of those who pay for themselves, in rials.

    `rate` names the parameter, for example own_account.rate_death; `wages` are the chosen ones
    of the month, 0 for the least. They count from factor × minimum wage to the ceiling.
    """
    first, days = month.first_day, month.days
    asked = _rate(rate, first)
    least = factor * int(values.on("wage.minimum_daily", first).value) * days
    most = values.insured_daily_ceiling(month.number) * days
    premium = _share(np.minimum(_rows("wages", wages, MOST_RIALS), most), asked)
    return np.maximum(premium, rounded(min(least, Fraction(most)) * asked))


def arrears(
    month: JalaliMonth,
    premium: ArrayLike,
    paid: ArrayLike,
    list_late: Mask,
    relief: Mask = False,
) -> Rials:
    """What is to pay for the premiums of a month, with the fines of the law of 1373, in rials.

    `paid` is the month of payment as 140305; `list_late` says whose list was not sent in time,
    `relief` whose fines are reduced.
    """
    due = month + int(values.on("arrears.due_months", month.last_day).value)
    late = np.maximum(_places("paid", paid) - due.index, 0)
    list_fine, late_fine, waived = (
        _rate(f"arrears.{name}", due.last_day) for name in ("list_fine", "late_fine", "relief")
    )
    whole = lcm(list_fine.denominator, late_fine.denominator) * waived.denominator
    fines = late * int(late_fine * whole) + int(list_fine * whole) * np.asarray(list_late)
    fines -= fines * waived.numerator // waived.denominator * np.asarray(relief)
    return _rounded(_times(_rows("premium", premium, MOST_RIALS), fines + whole), whole)


def old_age(day: date, wages: ArrayLike, days: ArrayLike, pro_rata: Mask = False) -> Rials:
    """The old-age pension of a day (articles 77 and 111), in rials a month.

    `wages` are the sums of the insured wages of the last 24 paid months, at most 24 ×
    MOST_RIALS; `days` the paid days of the record, at most MOST_DAYS. Those `pro_rata` are not
    raised to the minimum. Without the women's pension of 20 days.
    """
    months = int(values.on("old_age.average_months", day).value)
    by_day = _rate("old_age.accrual", day) / (months * YEAR_DAYS)
    most = _rate("old_age.most", day) / months
    whole = lcm(by_day.denominator, most.denominator)

    def pension(wages: Rials, days: Rials, pro_rata: Mask) -> Rials:
        shares = np.minimum(days * int(by_day * whole), int(most * whole))
        return at_least_minimum(day, _rounded(_times(wages, shares), whole), pro_rata)

    asked = _rows("wages", wages, months * MOST_RIALS), _rows("days", days, MOST_DAYS)
    return _by_blocks(pension, *asked, pro_rata)


def at_least_minimum(day: date, pension: ArrayLike, pro_rata: Mask = False) -> Rials:
    """The pensions of a day, those below the minimum raised to it (article 111), in rials."""
    rows = _rows("pension", pension, LARGEST)
    return np.where(pro_rata, rows, np.maximum(rows, minimum_pension(day)))


def pension_increase(
    pension: ArrayLike, from_year: int, to_year: int, pro_rata: Mask = False
) -> Rials:
    """The pensions of `from_year` in `to_year`, in rials: increased and rounded year by year."""

    def increased(rows: Rials, pro_rata: Mask) -> Rials:
        for year in range(from_year + 1, to_year + 1):
            rows = _increased(_rows("pension", rows, MOST_RIALS), year, pro_rata)
        return rows

    return _by_blocks(increased, _rows("pension", pension, MOST_RIALS), pro_rata)


def _increased(pension: Rials, year: int, pro_rata: Mask) -> Rials:
    first = date_of(year, 1, 1)
    before = minimum_pension(date_of(year - 1, 12, month_days(year - 1, 12)))
    fixed = int(values.on("pension.increase_fixed", first).value)
    above = _share(pension, 1 + _rate("pension.increase_above", first)) + fixed
    small = _share(pension, 1 + _rate("pension.increase_at_minimum", first))
    return at_least_minimum(first, np.where(pension > before, above, small), pro_rata)


def harmonisation(
    day: date, first_pension: ArrayLike, began: ArrayLike, pension: ArrayLike
) -> Rials:
    """What harmonisation adds on a day (7th Plan, article 28), in rials a month.

    `first_pension` is that of the month the pension `began`, as 140305; `pension` that of the
    day asked for, after the yearly increase.
    """
    now, minimum = _rows("pension", pension, MOST_RIALS), minimum_pension(day)
    then = _of_each("began", began, lambda month: minimum_pension(month.first_day))
    wages, rest = np.divmod(_rows("first_pension", first_pension, MOST_RIALS), then)
    share = _rate("harmonisation.share", day)
    target = _rate("harmonisation.target", day)
    whole = (share * target).denominator * share.denominator
    # share × (target × (wages + rest ÷ then) × minimum − now), the whole minimum wages apart
    # from the rest so that both stay small.
    lacks = _times(wages, int(share * target * whole) * minimum) - now * int(share * whole)
    rials, rest_of_whole = np.divmod(lacks, whole)
    over = rest_of_whole * then + _times(rest, int(share * target * whole) * minimum)
    added = np.maximum(rials + _rounded(over, then * whole), 0)
    return np.where(now > minimum, added, 0)


def _rate(name: str, day: date) -> Fraction:
    return Fraction(values.on(name, day).value)


def _rows(name: str, given: ArrayLike, most: int) -> Rials:
    """The rows as they are, refused where one is no whole number from 0 to `most`."""
    rows = np.atleast_1d(given)
    whole = rows.dtype.kind in "iu"
    if not whole or (rows.size and not (rows.min() >= 0 and rows.max() <= most)):
        raise OutOfRange(f"{name} must be whole numbers from 0 to {most}")
    return rows.astype(np.int64, copy=False)


def _places(name: str, months: ArrayLike) -> Rials:
    """Months given as 140305, counted on one line as JalaliMonth.index does."""
    years, number = np.divmod(_rows(name, months, 150_012), 100)
    if number.size and not (years.min() >= 1300 and number.min() >= 1 and number.max() <= 12):
        raise OutOfRange(f"{name} must be months from 130001 to 150012")
    return years * 12 + number - 1


def _of_each(name: str, months: ArrayLike, read: Callable[[JalaliMonth], int]) -> Rials:
    """What is read of each row's month; each month is read once."""
    known, rows = np.unique(_places(name, months), return_inverse=True)
    return np.array([read(JalaliMonth.from_index(int(each))) for each in known], np.int64)[rows]


def _by_blocks(formula: Callable[..., Rials], rows: Rials, *others: Rials | Mask) -> Rials:
    """The formula over the rows, so many at a time that what lies between stays in the cache."""
    found = np.empty(len(rows), np.int64)
    for start in range(0, len(rows), BLOCK):
        block = slice(start, start + BLOCK)
        beside = (other[block] if isinstance(other, np.ndarray) else other for other in others)
        found[block] = formula(rows[block], *beside)
    return found


def _share(rows: Rials, rate: Fraction) -> Rials:
    return _rounded(_times(rows, rate.numerator), rate.denominator)


def _times(rows: Rials, by: int | Rials) -> Rials:
    """The products, refused where one could pass what `int64` holds."""
    largest = int(np.max(by, initial=0)) * int(np.max(rows, initial=0))
    if largest > LARGEST // 2:
        raise OutOfRange("the products of these rows are too large")
    return rows * by


def _rounded(numerators: Rials, denominator: int | Rials) -> Rials:
    """Half-up to whole rials, as assessment.rounded does."""
    return (numerators + denominator // 2) // denominator
