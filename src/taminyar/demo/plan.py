"""How large a town is made, of which months, from which seed."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml

from taminyar.careers import freshness
from taminyar.law import values
from taminyar.persian.jalali import JalaliMonth


@dataclass(frozen=True)
class Plan:
    """A town with lists up to the month `last`, the same whenever it is made again.

    `months` is how far back the whole town is known; the fixed people's careers may be longer.
    """

    last: JalaliMonth
    months: int = 144
    people: int = 3_000
    workshops: int = 150
    seed: int = 1404

    @property
    def first(self) -> JalaliMonth:
        return self.last - (self.months - 1)

    def chance(self, part: int) -> np.random.Generator:
        """The random numbers of one part of the work, whatever the other parts draw."""
        return np.random.default_rng([self.seed, part])


def last_month(today: date) -> JalaliMonth:
    """The last month whose lists are due and whose minimum wage is known."""
    month = freshness.expected_through(today)
    while not _wage_is_known(month):
        month -= 1
    return month


def _wage_is_known(month: JalaliMonth) -> bool:
    try:
        values.minimum_daily_wage(month.number)
    except values.MissingValue:
        return False
    return True


@cache
def materials() -> dict[str, Any]:
    """The names, cities and trades of `town.yaml`."""
    text = files("taminyar.demo").joinpath("town.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found
