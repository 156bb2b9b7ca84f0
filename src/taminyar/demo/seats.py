"""The seats of all workshops: what job each is for, what it pays, when it opens."""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from taminyar.careers.load_job_titles import job_titles
from taminyar.demo import fixed_people
from taminyar.demo.plan import Plan
from taminyar.demo.workplaces import SMALLEST

type Flags = npt.NDArray[np.bool_]
type Numbers = npt.NDArray[np.int64]

_OFFICE = 0.12  # of the seats are those of the office
_THERE_FROM_THE_START = 0.75
# How many seats have each of the first nine levels of a group of jobs; the tenth is the owner's.
_LEVELS: Final = np.array([0.2, 0.18, 0.15, 0.12, 0.1, 0.09, 0.07, 0.05, 0.04])
_OWNER: Final = 9
# Wage of the levels in minimum wages.
_PAY: Final = np.array([1.0, 1.02, 1.08, 1.16, 1.28, 1.42, 1.6, 1.85, 2.3])
_LEAST_OF_OWNER, _MOST_OF_OWNER = 2.0, 8.5  # some are above the ceiling of seven


class Seats:
    """One position of each column is one seat; those of a workshop stand together.

    `workshop` · `leading` (the first of its workshop) · `core` (never empty for long) · `owner` ·
    `job` (position in `job_titles()`) · `pay` (in minimum wages) · `opens` (month index)
    """

    def __init__(self, plan: Plan, workshops: pl.DataFrame, chance: np.random.Generator) -> None:
        sizes = workshops["seats"].to_numpy()
        count = int(sizes.sum())
        place = np.arange(count) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self.workshop: Numbers = np.repeat(workshops["workshop"].to_numpy(), sizes)
        self.leading: Flags = place == 0
        self.core: Flags = place < SMALLEST
        # The workshops of Ali have him for an owner, not who has their first seat.
        self.owner: Flags = self.leading & ~np.isin(self.workshop, fixed_people.ali_s())
        level = np.where(self.leading, _OWNER, chance.choice(len(_LEVELS), count, p=_LEVELS))
        office = (chance.random(count) < _OFFICE) & ~self.leading
        trades = np.repeat(workshops["trade"].to_numpy(), sizes)
        self.job: Numbers = _first_jobs(np.where(office, "office", trades)) + level
        owners_pay = chance.uniform(_LEAST_OF_OWNER, _MOST_OF_OWNER, count)
        self.pay = np.where(self.leading, owners_pay, _PAY[np.minimum(level, _OWNER - 1)])
        later = ~self.core & (chance.random(count) > _THERE_FROM_THE_START)
        self.opens: Numbers = plan.first.index + later * chance.integers(0, plan.months, count)


def _first_jobs(groups: npt.NDArray[np.str_]) -> Numbers:
    """Where in the job titles each group begins."""
    starts = {group: at for at, group in reversed(list(enumerate(job_titles()["group"])))}
    return np.array([starts[group] for group in groups])
