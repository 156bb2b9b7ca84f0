"""Careers that are told, not drawn: those of the fixed people, of their elders, second jobs."""

from typing import Any, Final

import numpy as np
import polars as pl

from taminyar.careers.load_job_titles import job_titles
from taminyar.demo import fixed_people
from taminyar.demo.plan import Plan
from taminyar.demo.workplaces import SMALLEST

# A stint is an unbroken time of one person in one job.
STINT: Final = {
    "person": pl.Int32,
    "workshop": pl.Int32,
    "job": pl.Int16,  # position in job_titles()
    "first": pl.Int32,  # JalaliMonth.index
    "first_day": pl.Int8,
    "last": pl.Int32,
    "last_day": pl.Int8,
    "hired": pl.Boolean,  # whether the list of the first month says so
    "left": pl.Boolean,
    "factor": pl.Float64,  # the wage in minimum wages
    "owner": pl.Boolean,
    "days": pl.Int8,  # the most days of a month, or null
}
LAST_OF_MONTH: Final = 31  # as a last day, whatever the length of the month
_SECOND_JOBS = 0.016  # of the long stints have another workshop beside


def of_members(plan: Plan) -> pl.DataFrame:
    """The stints of the fixed people."""
    return pl.DataFrame(
        [
            _stint(person, job.workplace, job.title)
            | {
                "first": job.first.index,
                "last": (job.last or plan.last).index,
                "hired": job.hired,
                "left": job.left and job.last is not None,
                "factor": job.factor,
                "owner": job.workplace in fixed_people.OWNED_BY_ALI,
                "days": job.days,
            }
            for person, job in fixed_people.jobs_of_all(plan.last)
        ],
        schema=STINT,
    )


def of_elders(plan: Plan) -> pl.DataFrame:
    """Fellow workers of the fixed people in the years before the town's.

    Without them the lists of those years would have one row each.
    """
    jobs = [job for _, job in fixed_people.jobs_of_all(plan.last) if job.first < plan.first]
    begun: dict[str, fixed_people.Job] = {}
    for job in sorted(jobs, key=lambda job: job.first.index):
        begun.setdefault(job.workplace, job)
    fellows = [job for job in begun.values() for _ in range(SMALLEST - 1)]
    first = len(fixed_people.MEMBERS)
    stints = [_beside(first + at, job, plan) for at, job in enumerate(fellows)]
    return pl.DataFrame(stints, schema=STINT)


def _beside(person: int, job: fixed_people.Job, plan: Plan) -> dict[str, Any]:
    """In the same workshop and job from the first month on, until the town's first month."""
    return _stint(person, job.workplace, job.title) | {
        "first": job.first.index,
        "last": plan.first.index - 1,
        "hired": True,
        "left": True,
        "factor": job.factor * (0.9 + person % 5 / 20),
    }


def _stint(person: int, workplace: str, title: str) -> dict[str, Any]:
    return {
        "person": person,
        "workshop": fixed_people.position(workplace),
        "job": _titles().index(title),
        "first_day": 1,
        "last_day": LAST_OF_MONTH,
        "owner": False,
        "days": None,
    }


def _titles() -> list[str]:
    return job_titles()["title"].to_list()


def second_jobs(stints: pl.DataFrame, workshops: int, chance: np.random.Generator) -> pl.DataFrame:
    """Half months in another workshop, for some of those who stay long in the first."""
    long = stints.filter((pl.col("last") - pl.col("first") >= 18) & ~pl.col("owner"))
    chosen = long.filter(pl.Series(chance.random(len(long)) < _SECOND_JOBS))
    first = chosen["first"] + pl.Series(chance.integers(1, 6, len(chosen)), dtype=pl.Int32)
    last = first + pl.Series(chance.integers(5, 12, len(chosen)), dtype=pl.Int32)
    elsewhere = pl.Series(chance.integers(0, workshops, len(chosen)), dtype=pl.Int32)
    arranged = chosen.with_columns(
        workshop=elsewhere,
        first=first,
        last=last,
        first_day=pl.lit(1, pl.Int8),
        last_day=pl.lit(LAST_OF_MONTH, pl.Int8),
        hired=pl.lit(True),
        left=pl.lit(True),
        days=pl.lit(fixed_people.HALF, pl.Int8),
    )
    # Nobody stands twice in one list.
    return arranged.join(
        stints, on=["person", "workshop"], how="anti", maintain_order="left"
    ).unique("person", keep="first", maintain_order=True)
