"""Whole numbers and Jalali dates out of columns of digits, and back."""

import re
from datetime import date
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from taminyar.persian import jalali
from taminyar.workshops.monthly_list.byte_matrix import SPACE, ByteMatrix, Mask

type Integers = npt.NDArray[np.int64]

LARGEST: Final = 10**12 - 1
_ZERO: Final = ord("0")
_WIDEST: Final = 16
_ODD_NUMBER: Final = re.compile(rb"(-?\d{1,18})(?:\.0*)?")
_FIRST_YEAR, _LAST_YEAR = 1200, 1500
_EPOCH: Final = date(1970, 1, 1).toordinal()


def integers(cells: ByteMatrix) -> tuple[Integers, Mask]:
    """The numbers of a column, blank as 0, and where they are numbers at all.

    Digits may stand anywhere in the field; zeros after a decimal point are tolerated.
    """
    if cells.shape[1] > _WIDEST:
        values, plain = np.zeros(len(cells), dtype=np.int64), np.zeros(len(cells), dtype=np.bool_)
    else:
        values, plain = _plain(cells)
    for at in np.flatnonzero(~plain):
        match = _ODD_NUMBER.fullmatch(cells[at].tobytes().strip(b" ") or b"0")
        if match:
            values[at], plain[at] = int(match[1]), True
    return values, plain


def _plain(cells: ByteMatrix) -> tuple[Integers, Mask]:
    """Numbers of nothing but digits with spaces around."""
    count, width = cells.shape
    places = np.zeros((_WIDEST, count), dtype=np.uint8)  # a row is one decimal place
    filled = places[_WIDEST - width :]
    filled[:] = cells.T
    spaces = filled == SPACE
    filled -= np.uint8(_ZERO)
    is_digit = filled < 10
    filled *= is_digit
    plain: Mask = (is_digit | spaces).all(axis=0)
    values = _joined(places)
    ends = is_digit[:-1] & ~is_digit[1:]
    if ends.any():  # not all of them stand on the right
        plain &= ends.sum(axis=0) + is_digit[-1] <= 1
        values //= 10 ** np.where(ends.any(axis=0), is_digit[::-1].argmax(axis=0), 0)
    return values, plain


def _joined(places: ByteMatrix) -> Integers:
    """The numbers of sixteen rows of digits: pairs, then fours, then eights are put together."""
    pairs = places[0::2] * np.uint8(10) + places[1::2]
    fours = pairs[0::2] * np.uint16(100) + pairs[1::2]
    eights = fours[0::2] * np.uint32(10_000) + fours[1::2]
    whole: Integers = eights[0] * np.int64(100_000_000) + eights[1]
    return whole


def dates(cells: ByteMatrix) -> tuple[npt.NDArray[np.int32], Mask, Mask]:
    """Days since 1970-01-01 of a column of ``YYYYMMDD``, where blank, and where wrong."""
    values, valid = integers(cells)
    filled = np.count_nonzero(cells != SPACE, axis=1)
    year = values // 10_000
    of_year = _days_of_year()[values - year * 10_000]
    valid = valid & (filled == 8) & (year >= _FIRST_YEAR) & (year <= _LAST_YEAR) & (of_year >= 0)
    year = np.where(valid, year - _FIRST_YEAR, 0)
    days = _new_years()[year] + of_year
    valid &= days < _new_years()[year + 1]  # 30 Esfand is there in leap years only
    return days.astype(np.int32), filled == 0, ~valid & (filled > 0)


@cache
def _days_of_year() -> Integers:
    """For the four digits ``MMDD`` the days from 1 Farvardin; -1 where no month has that day."""
    days = np.full(10_000, -1, dtype=np.int64)
    for month in range(1, 13):
        for day in range(1, 32 if month <= 6 else 31):
            days[month * 100 + day] = _days_before(month) + day - 1
    return days


def jalali_numbers(days: Integers) -> Integers:
    """The dates, as days since 1970-01-01, as the numbers ``YYYYMMDD`` of the Jalali calendar."""
    starts = _new_years()
    place = np.searchsorted(starts, days, side="right") - 1
    of_year = days - starts[place]
    month = np.where(of_year < 186, of_year // 31, (of_year - 6) // 30) + 1
    first: Integers = (place + _FIRST_YEAR) * 10_000 + month * 100 + 1
    return first + of_year - _days_before(month)


def _days_before(month: Integers | int) -> Integers:
    before: Integers = (month - 1) * 30 + np.minimum(month - 1, 6)
    return before


@cache
def _new_years() -> Integers:
    """Days since 1970-01-01 of 1 Farvardin of every year, and of the one after the last."""
    firsts = [jalali.date_of(year, 1, 1) for year in range(_FIRST_YEAR, _LAST_YEAR + 2)]
    return np.array([day.toordinal() - _EPOCH for day in firsts], dtype=np.int64)


def digits(values: Integers, width: int) -> ByteMatrix:
    """The numbers as the file holds them: on the right of ``width`` bytes, spaces before them.

    The caller makes sure that they are not below zero and fit.
    """
    cells = np.full((len(values), width), SPACE, dtype=np.uint8)
    left = values.copy()
    for place in range(width):
        shown = (left > 0) | (place == 0)
        cells[shown, width - 1 - place] = _ZERO + left[shown] % 10
        left //= 10
    return cells
