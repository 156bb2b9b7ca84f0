"""Who works where from when to when: the town lived through month by month.

People leave seats, empty seats take people without work. The first seat of a workshop is taken
once and for all, so that every workshop has a list in every month.
"""

import numpy as np
import polars as pl

from taminyar.demo import fixed_people, residents
from taminyar.demo.arranged_lives import (
    LAST_OF_MONTH,
    STINT,
    of_elders,
    of_members,
    second_jobs,
)
from taminyar.demo.plan import Plan
from taminyar.demo.seats import Flags, Numbers, Seats
from taminyar.persian.jalali import JalaliMonth

_YOUNGEST, _OLDEST = 18, 62  # years of age
_YOUNGEST_OWNER, _OLDEST_OWNER = 24, 46  # when the town begins
_LEAVE, _LEAVE_CORE = 0.014, 0.005  # chance of leaving in a month
_HIRE = 0.6  # chance that an empty seat is taken in a month


def working_lives(plan: Plan, people: pl.DataFrame, workshops: pl.DataFrame) -> pl.DataFrame:
    """The stints of everybody (see `arranged_lives.STINT`)."""
    drawn = _Town(plan, people, workshops).live()
    second = second_jobs(drawn, len(workshops), plan.chance(4))
    second = second.filter(pl.col("last") <= plan.last.index)
    return pl.concat([of_members(plan), of_elders(plan), drawn, second])


class _Town:
    """People on seats."""

    def __init__(self, plan: Plan, people: pl.DataFrame, workshops: pl.DataFrame) -> None:
        self.plan, self.chance = plan, plan.chance(3)
        self.seats = Seats(plan, workshops, self.chance)
        self.born = people["born"].to_numpy()
        self.talent = people["talent"].to_numpy()
        told = len(fixed_people.MEMBERS) + residents.ELDERS
        self.idle = np.arange(len(people)) >= told
        count = len(self.seats.workshop)
        self.holder, self.since = np.full(count, -1), np.zeros(count, dtype=int)
        self.first_day = np.ones(count, dtype=int)
        self.stints: list[pl.DataFrame] = []

    def live(self) -> pl.DataFrame:
        """The stints of the town's months."""
        self._seat_owners()
        for month in self.plan.first.range_to(self.plan.last):
            self._hire(month)
            leaving = self._leaving(month)
            days = self.chance.integers(1, month.days, int(leaving.sum()))
            self._end(leaving, month, days, left=True)
        staying = self.holder >= 0
        self._end(staying, self.plan.last, np.full(staying.sum(), LAST_OF_MONTH), left=False)
        return pl.concat(self.stints)

    def _able(self, youngest: int, oldest: int, year: int) -> Numbers:
        age = year - self.born
        return np.flatnonzero(self.idle & (age >= youngest) & (age < oldest))

    def _seat_owners(self) -> None:
        """Owners are young enough to stay to the end."""
        able = self._able(_YOUNGEST_OWNER, _OLDEST_OWNER, self.plan.first.year)
        first = np.flatnonzero(self.seats.leading)
        self._seat(first, self.chance.choice(able, len(first), replace=False), self.plan.first)

    def _hire(self, month: JalaliMonth) -> None:
        """The core of a workshop finds people first."""
        core, start = self.seats.core, month == self.plan.first
        willing = (self.chance.random(len(core)) < _HIRE) | core | start
        vacant = np.flatnonzero((self.holder < 0) & (self.seats.opens <= month.index) & willing)
        able = self._able(_YOUNGEST, _OLDEST, month.year)
        count = min(len(vacant), len(able))
        vacant = vacant[np.argsort(~core[vacant], kind="stable")][:count]
        self._seat(vacant, self.chance.choice(able, count, replace=False), month)

    def _seat(self, seats: Numbers, people: Numbers, month: JalaliMonth) -> None:
        """Who has worked since before the town's first list has all of its days."""
        days = self.chance.integers(1, month.days, len(seats))
        self.first_day[seats] = 1 if month == self.plan.first else days
        self.holder[seats], self.since[seats] = people, month.index
        self.idle[people] = False

    def _leaving(self, month: JalaliMonth) -> Flags:
        likely = np.where(self.seats.core, _LEAVE_CORE, _LEAVE)
        goes = self.chance.random(len(likely)) < likely
        goes |= month.year - self.born[self.holder] >= _OLDEST
        settled = (self.holder >= 0) & (self.since < month.index)
        leaving: Flags = settled & goes & ~self.seats.leading
        return leaving

    def _end(self, seats: Flags, month: JalaliMonth, days: Numbers, *, left: bool) -> None:
        """The stints on these seats are over, or go on beyond the last list."""
        people, since = self.holder[seats], self.since[seats]
        columns = {
            "person": people,
            "workshop": self.seats.workshop[seats],
            "job": self.seats.job[seats],
            "first": since,
            "first_day": self.first_day[seats],
            "last": np.full(len(people), month.index),
            "last_day": days,
            "hired": since != self.plan.first.index,
            "left": np.full(len(people), left),
            "factor": self.seats.pay[seats] * self.talent[people],
            "owner": self.seats.owner[seats],
            "days": [None] * len(people),
        }
        self.stints.append(pl.DataFrame(columns).cast(STINT))  # type: ignore[arg-type]
        self.holder[seats] = -1
        self.idle[people] = True
