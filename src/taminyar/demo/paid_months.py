"""From stints to the rows of monthly lists: days and wages of every person in every month."""

from typing import Final

import numpy as np
import polars as pl

from taminyar.demo import fixed_people
from taminyar.demo.plan import Plan
from taminyar.law import values
from taminyar.persian.jalali import JalaliMonth

_ON_LEAVE = 0.03  # of the months have some unpaid days
_OTHER_LATE, _MISSING_OF_OTHER = 20, 2
_CORRECTED = 12  # lists sent a second time, with other days
_CORRECTIONS_IN = 36  # the newest months
_YEARLY_FALL = 1.22  # of wages before the first minimum wage on file, going back
_RAISE = 0.015  # of the factor, a year in one job

# Rules of pay, in rials: the yearly circulars of the Ministry of Labour, rounded.
_HOUSING_AND_FOOD: Final = ((1390, 0.10), (1399, 0.20), (9999, 0.31))  # up to year: of the minimum
_ALLOWANCES_FROM = 1403  # spouse allowance and seniority pay stand in lists of their own
_CEILING_FACTOR = 7  # times the minimum wage, article 35
_SPOUSE_ALLOWANCE = 5_000_000  # a month
_SENIORITY = 0.03  # of the daily minimum wage, a day, after the first year
_CHILD_DAYS = 3  # minimum daily wages a month for a child, not insured


def paid_months(plan: Plan, stints: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """A row for each person, workshop and month, and once more for the first, wrong versions.

    Besides the amounts of a list: `person`, `workshop`, `job`, `month` and `sent` (indexes;
    the month whose lists it was sent with), `start_date`, `end_date`, `owner`. In the order of
    the lists.
    """
    months = _months(int(stints["first"].min()), plan.last.index)  # type: ignore[arg-type]
    rows = _with_days(_spread(stints, months), plan.chance(5))
    rows = _without_late(rows, plan)
    known = people.select("person", "married_from", "children")
    rows = _twice_sent(rows, plan).join(known, on="person", how="left", maintain_order="left")
    return _with_wages(rows).sort("sent", "workshop", "month", ~pl.col("owner"), "person")


def _months(first: int, last: int) -> pl.DataFrame:
    """Facts of the months: `month` (index), `year`, `length`, `first_date`, `minimum`."""
    months = [JalaliMonth.from_index(index) for index in range(first, last + 1)]
    return pl.DataFrame(
        {
            "month": pl.Series([month.index for month in months], dtype=pl.Int32),
            "year": [month.year for month in months],
            "length": pl.Series([month.days for month in months], dtype=pl.Int64),
            "first_date": [month.first_day for month in months],
            "minimum": [minimum_daily_wage(month) for month in months],
        }
    )


def minimum_daily_wage(month: JalaliMonth) -> int:
    """In rials; for years without a value on file a plausible one, falling by the year."""
    try:
        return values.minimum_daily_wage(month.number)
    except values.MissingValue:
        first = JalaliMonth(1380, 1)
        years = first.year - month.year
        return round(values.minimum_daily_wage(first.number) / _YEARLY_FALL**years)


def _spread(stints: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """A row for each month of each stint."""
    month = pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32).alias("month")
    spread = stints.with_columns(month).explode("month")
    return spread.join(months, on="month", how="left", maintain_order="left")


def _with_days(rows: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """Days from the first to the last, less unpaid leave; the fixed people take none."""
    begins, ends = pl.col("month") == pl.col("first"), pl.col("month") == pl.col("last")
    length = pl.col("length")
    start = pl.when(begins).then(pl.col("first_day").cast(pl.Int64)).otherwise(1)
    end = pl.when(ends).then(pl.min_horizontal("last_day", length)).otherwise(length)
    leave = chance.integers(1, 11, len(rows)) * (chance.random(len(rows)) < _ON_LEAVE)
    told = pl.col("person") < len(fixed_people.MEMBERS)
    worked = end - start + 1
    rested = pl.when(~told & (worked > 20)).then(worked - pl.Series(leave)).otherwise(worked)
    day = pl.duration(days=1)
    return rows.with_columns(
        days=pl.min_horizontal(rested, pl.col("days").cast(pl.Int64).fill_null(length)),
        start_date=pl.when(begins & pl.col("hired")).then(pl.col("first_date") + day * (start - 1)),
        end_date=pl.when(ends & pl.col("left")).then(pl.col("first_date") + day * (end - 1)),
    )


def _without_late(rows: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The newest lists of two workshops have not come, Reza's among them."""
    missing = {fixed_people.position(fixed_people.LATE): 1, _OTHER_LATE: _MISSING_OF_OTHER}
    for workshop, count in missing.items():
        here = pl.col("workshop") == workshop
        rows = rows.filter(~(here & (pl.col("month") > plan.last.index - count)))
    return rows


def _twice_sent(rows: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Some lists came first with too few days for two people, and a month later corrected."""
    chance = plan.chance(6)
    last = plan.last.index - 3
    first = max(plan.first.index, last - _CORRECTIONS_IN)
    workshops = [fixed_people.position("rahimi_turning"), fixed_people.position("clinic")]
    workshops += chance.integers(0, plan.workshops, _CORRECTED - 2).tolist()
    lists = pl.DataFrame(
        {
            "workshop": pl.Series(workshops, dtype=pl.Int32),
            "month": pl.Series(chance.integers(first, last, _CORRECTED), dtype=pl.Int32),
        }
    ).unique(maintain_order=True)
    rows = rows.with_columns(_sent(plan.first.index))
    twice = rows.join(lists, on=["workshop", "month"], how="semi", maintain_order="left")
    place = pl.int_range(pl.len()).over("workshop", "month")
    fewer = pl.when((place < 2) & (pl.col("days") > 5)).then(pl.col("days") - 4)
    wrong = twice.with_columns(days=fewer.otherwise("days"))
    right = twice.with_columns(sent=pl.col("sent") + 1)
    once = rows.join(lists, on=["workshop", "month"], how="anti", maintain_order="left")
    return pl.concat([once, wrong, right])


def _sent(first: int) -> pl.Expr:
    """Lists are sent each month; those of the years before the town's, once a year."""
    month = pl.col("month")
    year_s_end = pl.min_horizontal(month // 12 * 12 + 11, first - 1)
    return pl.when(month < first).then(year_s_end).otherwise(month).cast(pl.Int32).alias("sent")


def _with_wages(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of a list, in rials, from days, factor and minimum wage."""
    return (
        rows.with_columns(_daily_wage(), _seniority(), _spouse_allowance(), _housing_and_food())
        .with_columns(
            monthly_wage=(pl.col("daily_wage") + pl.col("seniority")) * pl.col("days"),
            benefits=pl.col("housing_and_food") + pl.col("spouse_allowance"),
        )
        .with_columns(_insured_wage(), _total())
        .with_columns(premium=(pl.col("insured_wage") * 7 + 50) // 100)
    )


def _daily_wage() -> pl.Expr:
    years = (pl.col("month") - pl.col("first")) // 12
    factor = pl.col("factor") * (1 + _RAISE * years)
    wage = (pl.col("minimum") * pl.max_horizontal(factor, 1.0)).round().cast(pl.Int64)
    return wage.alias("daily_wage")


def _seniority() -> pl.Expr:
    due = (pl.col("year") >= _ALLOWANCES_FROM) & (pl.col("month") - pl.col("first") >= 12)
    daily = (pl.col("minimum") * _SENIORITY).round().cast(pl.Int64)
    return pl.when(due).then(daily).otherwise(0).alias("seniority")


def _spouse_allowance() -> pl.Expr:
    """By the day, whole for a whole month."""
    due = (pl.col("year") >= _ALLOWANCES_FROM) & (pl.col("year") >= pl.col("married_from"))
    allowance = _SPOUSE_ALLOWANCE * pl.col("days") // pl.col("length")
    return pl.when(due).then(allowance).otherwise(0).alias("spouse_allowance")


def _housing_and_food() -> pl.Expr:
    share = pl.lit(_HOUSING_AND_FOOD[-1][1])
    for year, rate in reversed(_HOUSING_AND_FOOD[:-1]):
        share = pl.when(pl.col("year") <= year).then(rate).otherwise(share)
    daily = (pl.col("minimum") * share).round().cast(pl.Int64)
    return (daily * pl.col("days")).alias("housing_and_food")


def _insured_wage() -> pl.Expr:
    """Article 35 of the Social Security Act: no more than the ceiling."""
    ceiling = _CEILING_FACTOR * pl.col("minimum") * pl.col("days")
    wage = pl.col("monthly_wage") + pl.col("benefits")
    return pl.min_horizontal(wage, ceiling).alias("insured_wage")


def _total() -> pl.Expr:
    for_children = pl.col("children") * _CHILD_DAYS * pl.col("minimum")
    return (pl.col("monthly_wage") + pl.col("benefits") + for_children).alias("total")
