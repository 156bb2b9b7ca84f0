"""The town comes out the same for a seed, and what it tells of people is possible."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from taminyar.demo.paid_months import minimum_daily_wage, paid_months
from taminyar.demo.plan import Plan, last_month
from taminyar.demo.residents import residents
from taminyar.demo.working_lives import working_lives
from taminyar.demo.workplaces import workplaces
from taminyar.demo.write_lists import write_lists
from taminyar.law import values
from taminyar.persian.jalali import JalaliMonth
from tests.demo.small_town import LAST, PLAN


def rows_of(plan: Plan) -> pl.DataFrame:
    people = residents(plan)
    return paid_months(plan, working_lives(plan, people, workplaces(plan)), people)


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    return rows_of(PLAN)


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    plan = replace(PLAN, months=6)
    for name in ("one", "two"):
        write_lists(plan, tmp_path / name)
    written = [{p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two")]
    assert written[0] == written[1]
    assert f"{LAST}.zip" in written[0]


def test_another_seed_makes_another_town(rows: pl.DataFrame) -> None:
    assert not rows_of(replace(PLAN, seed=1)).equals(rows)


def test_every_workshop_has_a_list_each_month_but_for_the_late_ones(rows: pl.DataFrame) -> None:
    of_town = rows.filter(pl.col("month") >= PLAN.first.index)
    months = of_town.group_by("workshop").agg(pl.col("month").n_unique()).sort("workshop")
    assert sorted(months["month"].to_list()) == [10, 11] + [12] * 20


def test_nobody_stands_twice_in_one_list(rows: pl.DataFrame) -> None:
    assert not rows.select("sent", "workshop", "month", "person").is_duplicated().any()


def test_some_people_have_part_months_and_some_two_workshops(rows: pl.DataFrame) -> None:
    once = rows.filter(pl.col("sent") == pl.col("month"), pl.col("person") >= 6)
    assert 0.02 < (once["days"] < once["length"]).mean() < 0.3
    plan = replace(PLAN, months=60, people=1_500, workshops=60)
    town = rows_of(plan).filter(pl.col("month") >= plan.first.index, pl.col("person") >= 6)
    workshops = town.group_by("person", "month").agg(pl.col("workshop").n_unique())
    assert workshops["workshop"].max() == 2


def test_wages_keep_to_the_minimum_and_the_ceiling(rows: pl.DataFrame) -> None:
    assert (rows["daily_wage"] >= rows["minimum"]).all()
    assert (rows["insured_wage"] <= 7 * rows["minimum"] * rows["days"]).all()
    assert (rows["days"].is_between(1, rows["length"])).all()


def test_before_the_first_minimum_wage_on_file_wages_fall_year_by_year() -> None:
    wages = [minimum_daily_wage(JalaliMonth(year, 1)) for year in range(1371, 1381)]
    assert wages == sorted(wages)
    assert len(set(wages)) == 10


def test_the_last_month_of_the_town_is_the_last_whose_lists_are_due() -> None:
    assert last_month(date(2025, 11, 21)) == JalaliMonth(1404, 6)


def test_the_town_does_not_go_beyond_the_minimum_wages_on_file() -> None:
    last = last_month(date(2099, 1, 1))
    values.minimum_daily_wage(last.number)
    with pytest.raises(values.MissingValue):
        values.minimum_daily_wage((last + 1).number)
