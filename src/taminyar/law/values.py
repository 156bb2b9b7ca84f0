"""Dated values of the law, read from `parameters/*.yaml`."""

from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# Article 35 of the Social Security Act and the yearly income circulars: the ceiling of the
# insured daily wage is seven times the minimum daily wage.
CEILING_FACTOR = 7


class MissingValue(LookupError):
    """No value of this parameter is known for this day."""

    def __init__(self, name: str, day: str) -> None:
        super().__init__(f"No value of {name} is known for {day}.")
        self.name, self.day = name, day


@cache
def _series(name: str) -> tuple[list[str], list[int]]:
    text = files("taminyar.law").joinpath("parameters", "wages.yaml").read_text()
    entries: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    rows = sorted((str(row["from"]), int(row["value"])) for row in entries[name]["values"])
    return [day for day, _ in rows], [value for _, value in rows]


def minimum_daily_wage(month: int) -> int:
    """Minimum daily wage in rials on the first day of a Jalali month given as 140305.

    The values of a year end with that year: the next year's must be decreed first.
    Raises MissingValue outside the known years.
    """
    day = f"{month // 100}-{month % 100:02d}-01"
    days, values = _series("minimum_daily_wage")
    place = bisect_right(days, day) - 1
    if place < 0 or days[place][:4] != day[:4]:
        raise MissingValue("minimum_daily_wage", day)
    return values[place]


def insured_daily_ceiling(month: int) -> int:
    """Ceiling of the insured wage in rials a day (article 35). Raises MissingValue."""
    return CEILING_FACTOR * minimum_daily_wage(month)
