"""A record: months of all workshops together, and windows counted day by day."""

import random
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.law.second_statement.calendar import (
    MONTH_OF,
    PLACE,
    Day,
    Month,
    later,
    length,
    read_month,
    written,
    years_later,
)
from tests.law.second_statement.figures import ceiling, minimum_daily

type Rows = list[dict[str, Any]]


class Record:
    """Paid days of each month, at most the month; wages, at most the ceiling of those days."""

    def __init__(self, rows: Rows) -> None:
        self.days: Counter[Month] = Counter()
        wages: Counter[Month] = Counter()
        for row in rows:
            self.days[read_month(row["month"])] += row["days"]
            wages[read_month(row["month"])] += row["wage"]
        for month in self.days:
            self.days[month] = min(self.days[month], length(month))
        self.wages = {m: min(w, ceiling(m) * self.days[m]) for m, w in wages.items() if w}

    def wages_in(self, first: int, last: int) -> Fraction:
        """Wages of the days at places first to last."""
        return _inside(self.wages, first, last)

    def days_in(self, first: int, last: int) -> Fraction:
        """Paid days among the days at places first to last."""
        return _inside(self.days, first, last)

    def days_before(self, day: Day) -> Fraction:
        """Paid days of the whole record before a day."""
        first = min(self.days, default=day[:2])
        return self.days_in(PLACE[(*first, 1)], PLACE[day] - 1)

    def days_in_years_before(self, day: Day, years: int) -> Fraction:
        return self.days_in(PLACE[years_later(day, -years)], PLACE[day] - 1)

    def wages_of_months_before(self, day: Day, count: int) -> int:
        """Wages of the calendar months that end with the month before the day's own."""
        return sum(self.wages.get(later(day[:2], -back), 0) for back in range(1, count + 1))


def _inside(amounts: Mapping[Month, int], first: int, last: int) -> Fraction:
    """Every day brings its part of its month's amount: a 29th, a 30th or a 31st."""
    parts: Counter[int] = Counter()
    for month, days in Counter(MONTH_OF[first : last + 1]).items():
        parts[length(month)] += amounts.get(month, 0) * days
    return sum((Fraction(amount, part) for part, amount in parts.items()), Fraction(0))


def some_career(draw: random.Random, day: Day, days: int, years: int) -> Rows:
    """Mostly any career; now and then one at the edge of the days asked for, or a long one."""
    kind = draw.random()
    if kind < 0.3:
        return some_run(draw, day, days, years)
    return some_long_career(draw, day) if kind < 0.32 else some_rows(draw, day[:2])


def some_rows(draw: random.Random, last: Month) -> Rows:
    """A career that ends about a month: gaps, short months, several workshops, any order."""
    count = draw.choices((4, 27, 70, 200), (8, 60, 27, 5))[0]
    rows: Rows = []
    for back in range(-2, draw.randint(1, count) + draw.choice((0, 0, 0, 2, 6))):
        month = later(last, -back)
        if month <= (1405, 12) and draw.random() < 0.95:
            rows += _some_month(draw, month)
    draw.shuffle(rows)
    return rows


def some_run(draw: random.Random, day: Day, days: int, years: int) -> Rows:
    """Days in a row, about as many as are asked for, some time in so many years before a day."""
    left = max(days + draw.choice((-2, -1, 0, 1, 2, 40)), 0)
    month, rows = later(day[:2], -1 - draw.choice((0, 0, draw.randint(0, 12 * years)))), []
    while left > 0:
        rows.append(some_row(draw, month, min(left, length(month))))
        left, month = left - length(month), later(month, -1)
    return rows


def some_long_career(draw: random.Random, day: Day) -> Rows:
    """Nearly full months up to a day with one gap, about as long as a pension asks for."""
    asked_of_all = min(max(day[0] - 1370, 10), 20)
    years = draw.choice((asked_of_all,) * 9 + (10, 20, 25, 25, *range(28, 36)))
    gap, rows = draw.randint(30, 500), []
    for back in range(12 * years + draw.randint(-3, 12)):
        month = later(day[:2], -back)
        if back != gap:
            rows.append(some_row(draw, month, length(month) - (month[1] == 1)))
    return rows


def _some_month(draw: random.Random, month: Month) -> Rows:
    kind = draw.random()
    if kind < 0.75:
        return [some_row(draw, month, length(month))]
    if kind < 0.9:
        return [some_row(draw, month, draw.randint(0, length(month)))]
    return [some_row(draw, month, draw.randint(0, length(month)), str(w)) for w in range(2)]


def some_row(draw: random.Random, month: Month, days: int, workshop: str = "0") -> dict[str, Any]:
    """From a third of the minimum wage to above the ceiling; none before the known decrees."""
    most = draw.choice((1_500, 4_000, 9_000))
    daily = minimum_daily(month) * draw.randint(300, most) if month >= (1380, 1) else 0
    wage = days * daily // 1_000
    return {"month": written(month), "days": days, "wage": wage, "workshop": workshop}
