"""The Jalali calendar, every day from 1300 to 1499 written out in one line."""

import random
from functools import cache

type Day = tuple[int, int, int]
type Month = tuple[int, int]

_LEAP = (1, 5, 9, 13, 17, 22, 26, 30)  # places in the cycle of 33 years


@cache
def length(month: Month) -> int:
    """Days of a month: six of 31, five of 30, Esfand of 29, in a leap year 30."""
    year, number = month
    if number <= 6:
        return 31
    return 30 if number < 12 or year % 33 in _LEAP else 29


def later(month: Month, months: int) -> Month:
    """So many months later, or earlier when negative."""
    year, number = divmod(month[0] * 12 + month[1] - 1 + months, 12)
    return year, number + 1


_months = [(year, number) for year in range(1300, 1500) for number in range(1, 13)]
DAYS: list[Day] = [(*month, day) for month in _months for day in range(1, length(month) + 1)]
PLACE: dict[Day, int] = {day: place for place, day in enumerate(DAYS)}
MONTH_OF: list[Month] = [(year, month) for year, month, _ in DAYS]


def years_later(day: Day, years: int) -> Day:
    """The same day of another year; 30 Esfand is 29 Esfand where there is no 30th."""
    year, month, number = day
    return year + years, month, min(number, length((year + years, month)))


def last_day(month: Month) -> Day:
    return (*month, length(month))


def read_day(written: str) -> Day:
    year, month, day = written.split("-")
    return int(year), int(month), int(day)


@cache
def read_month(written: str) -> Month:
    year, month = written.split("-")
    return int(year), int(month)


@cache
def written(day: tuple[int, ...]) -> str:
    """1404-03-09, or of a month 1404-03."""
    return "-".join(f"{part:02}" for part in day)


def some_day(draw: random.Random, first: Day, last: Day) -> Day:
    """Any day between; now and then the end of Esfand, where years differ."""
    year, month, number = DAYS[draw.randint(PLACE[first], PLACE[last])]
    if draw.random() < 0.9:
        return year, month, number
    return min(max(last_day((year, 12)), first), last)
