"""A synthetic population written straight into the database, to measure with.

Everything is made a block of columns at a time and goes in by `COPY`, in the order of persons, so
that the index of contributions grows at its end. A second run adds people beside the first's.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from django.db import connection, transaction

from taminyar.careers.load_job_titles import load_job_titles
from taminyar.careers.models import Job, Kind, Source
from taminyar.demo import national_ids
from taminyar.demo.paid_months import minimum_daily_wage
from taminyar.demo.plan import materials
from taminyar.people.load_branches import branches, load_branches
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.monthly_list.stage import with_search_key

LONGEST: Final = 360  # months of the first person of a run
_WORKPLACES: Final = 4  # of the first person; the most of anybody
_LEAST, _MOST = 20, 180  # months of the others
_TO_A_WORKSHOP = 20  # people
_BLOCK = 5_000  # people
_FIRST_INSURANCE_NUMBER = 20_000_000
_RECORDED_AFTER = 55  # days from the first of a month to its list


class NoMoreNumbersError(Exception):
    """The area code that belongs to nobody has no national IDs left for so many people."""


@dataclass(frozen=True)
class Run:
    """What one run writes: the first ids it took, and its size."""

    people: int
    seed: int
    last: JalaliMonth
    first_person: int
    first_workshop: int
    already: int  # people of earlier runs
    workshops: int


@dataclass(frozen=True)
class Written:
    """Rows written, and the national ID of the first person, who has `LONGEST` months."""

    people: int
    workshops: int
    contributions: int
    first_national_id: str


def write_population(people: int, seed: int, last: JalaliMonth) -> Written:
    """Adds so many people with their contributions up to the month `last`.

    All or nothing. Raises `NoMoreNumbersError`.
    """
    load_branches()
    load_job_titles()
    with transaction.atomic(), connection.cursor() as cursor:
        _skip_foreign_keys(cursor)
        run = _reserve(cursor, people, seed, last)
        known = _people(run)
        _copy(cursor, "people_person", known)
        _copy(cursor, "workshops_workshop", _workshops(run, _highest_workshop(cursor)))
        rows = _copy_contributions(cursor, run)
    _vacuum()
    return Written(people, run.workshops, rows, known["national_id"][0])


def _skip_foreign_keys(cursor: Any) -> None:
    """Only a superuser may; the rows are right by the way they are made."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        cursor.execute("SET LOCAL session_replication_role = replica")


def _reserve(cursor: Any, people: int, seed: int, last: JalaliMonth) -> Run:
    cursor.execute(
        "SELECT max(insurance_number)::int FROM people_person"
        " WHERE insurance_number BETWEEN '20000000' AND '20799999'"
    )
    already = (cursor.fetchone()[0] or _FIRST_INSURANCE_NUMBER - 1) + 1 - _FIRST_INSURANCE_NUMBER
    if national_ids.FIRST_OF_POPULATION + already + people - 1 > national_ids.LAST:
        raise NoMoreNumbersError
    workshops = max(_WORKPLACES, people // _TO_A_WORKSHOP)
    return Run(
        people=people,
        seed=seed,
        last=last,
        first_person=_take_ids(cursor, "people_person", people),
        first_workshop=_take_ids(cursor, "workshops_workshop", workshops),
        already=already,
        workshops=workshops,
    )


def _take_ids(cursor: Any, table: str, count: int) -> int:
    """The first of so many ids that nobody else will get."""
    cursor.execute(
        "SELECT setval(sequence, nextval(sequence) + %s) - %s"
        " FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence) AS known",
        [count - 1, count - 1, table],
    )
    return int(cursor.fetchone()[0])


def _highest_workshop(cursor: Any) -> int:
    """The serial of the newest workshop of an earlier run; their codes go on from it."""
    cursor.execute(
        "SELECT max(substr(code, 5)::int) FROM workshops_workshop WHERE code LIKE '___0%'"
    )
    return cursor.fetchone()[0] or 0


def _people(run: Run) -> pl.DataFrame:
    chance = np.random.default_rng([run.seed, 0])
    number = pl.int_range(run.already, run.already + run.people, dtype=pl.Int64)
    women = chance.random(run.people) < 0.5
    names = materials()["first_names"]
    men, last = names["m"]["any"], [name for line in materials()["last_names"] for name in line]
    drawn = pl.DataFrame(
        {
            "id": np.arange(run.first_person, run.first_person + run.people),
            "sex": np.where(women, "f", "m"),
            "first_name": np.where(
                women, chance.choice(names["f"]["any"], run.people), chance.choice(men, run.people)
            ),
            "last_name": chance.choice(last, run.people),
            "father_name": chance.choice(men, run.people),
            "birth_date": np.datetime64("1960-03-21") + chance.integers(0, 14_000, run.people),
        }
    )
    people = drawn.with_columns(
        national_id=national_ids.with_check_digit(national_ids.FIRST_OF_POPULATION + number),
        insurance_number=(_FIRST_INSURANCE_NUMBER + number).cast(pl.String),
        nationality=pl.lit("ایرانی"),
        **{name: pl.lit("") for name in ("certificate_number", "certificate_place", "mobile")},
    )
    return with_search_key(people).drop("whole")


def _workshops(run: Run, newest: int) -> pl.DataFrame:
    """Synthetic codes: branch, 0, and a serial of six digits."""
    serial = np.arange(newest + 1, newest + 1 + run.workshops)
    codes = branches()["code"].to_numpy()
    return pl.DataFrame(
        {
            "id": np.arange(run.first_workshop, run.first_workshop + run.workshops),
            "branch_id": codes[serial % len(codes)],
            "serial": serial.astype(str),
        }
    ).select(
        "id",
        "branch_id",
        code=pl.col("branch_id") + "0" + pl.col("serial").str.zfill(6),
        name=pl.lit("کارگاه ") + pl.col("serial"),
        employer=pl.lit(""),
        address=pl.lit(""),
    )


def _copy(cursor: Any, table: str, rows: pl.DataFrame) -> None:
    with cursor.copy(_copy_statement(table, rows.columns)) as copy:
        copy.write(_csv(rows))


def _copy_statement(table: str, columns: list[str]) -> str:
    """In our tables an empty text is a text: what is null stands in no column here."""
    return f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv, NULL '\\N')"


def _csv(rows: pl.DataFrame) -> bytes:
    return rows.write_csv(include_header=False, null_value="\\N").encode()


def _copy_contributions(cursor: Any, run: Run) -> int:
    """The next block is made while the database takes in the last."""
    # Read here: a query in the other thread would open a connection of its own.
    jobs = list(Job.objects.order_by("pk").values_list("pk", flat=True))
    blocks, rows = _blocks(run, jobs), 0
    with (
        ThreadPoolExecutor(max_workers=1) as ahead,
        cursor.copy(_copy_statement("careers_contribution", _COLUMNS)) as copy,
    ):
        coming = ahead.submit(next, blocks, None)
        while block := coming.result():
            coming = ahead.submit(next, blocks, None)
            count, data = block
            copy.write(data)
            rows += count
    return rows


def _vacuum() -> None:
    """Marks the pages as seen by all, so that a record is read from the index alone."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) people_person, workshops_workshop, careers_contribution")


_COLUMNS: Final = [
    *("person_id", "month", "workshop_id", "list_number", "kind", "source", "days"),
    *("daily_wage", "monthly_wage", "benefits", "insured_wage", "total", "premium", "job_id"),
    "recorded_on",
]


def _blocks(run: Run, jobs: list[int]) -> Iterator[tuple[int, bytes]]:
    """Contributions as CSV, with their number, some thousand people at a time."""
    months = _months(run.last)
    for start in range(0, run.people, _BLOCK):
        count = min(_BLOCK, run.people - start)
        block = _contributions(_careers(run, start, count, jobs), months)
        yield len(block), _csv(block)


def _months(last: JalaliMonth) -> pl.DataFrame:
    months = [last - back for back in range(LONGEST + 60)]
    return pl.DataFrame(
        {
            "at": pl.Series([month.index for month in months], dtype=pl.Int32),
            "month": [month.number for month in months],
            "length": [month.days for month in months],
            "minimum": [minimum_daily_wage(month) for month in months],
            "first_date": [month.first_day for month in months],
        }
    )


def _careers(run: Run, start: int, count: int, jobs: list[int]) -> pl.DataFrame:
    """How long each person worked, until when, in how many of the workshops nearby."""
    chance = np.random.default_rng([run.seed, 1, start])
    person = np.arange(start, start + count)
    months = chance.integers(_LEAST, _MOST + 1, count)
    workplaces = chance.integers(1, _WORKPLACES + 1, count)
    gone = chance.integers(0, 60, count) * (chance.random(count) < 0.3)
    if start == 0:
        months[0], workplaces[0], gone[0] = LONGEST, _WORKPLACES, 0
    return pl.DataFrame(
        {
            "person_id": run.first_person + person,
            "near": person * run.workshops // run.people,
            "months": months,
            "workplaces": workplaces,
            "end": run.last.index - gone,
            "factor": chance.uniform(1, 4, count),
            "job_id": chance.choice(jobs, count),
            "short": chance.integers(3, 30, count),
            "workshops": run.workshops,
            "first_workshop": run.first_workshop,
        }
    )


def _contributions(careers: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """A row for each month of each career, in the order of persons and months."""
    at = pl.int_ranges(pl.col("end") - pl.col("months") + 1, pl.col("end") + 1, dtype=pl.Int32)
    spread = careers.with_columns(at=at).explode("at")
    rows = spread.join(months, on="at", how="left", maintain_order="left")
    place = (pl.col("at") - pl.col("end") + pl.col("months") - 1) * pl.col("workplaces")
    workshop = (pl.col("near") + place // pl.col("months")) % pl.col("workshops")
    # About one month in thirty is short.
    short = pl.min_horizontal("short", "length")
    days = pl.when(pl.col("at") % 30 == pl.col("short")).then(short).otherwise("length")
    wage = (pl.col("minimum") * pl.col("factor")).round().cast(pl.Int64)
    return (
        rows.with_columns(workshop_id=pl.col("first_workshop") + workshop, days=days)
        .with_columns(daily_wage=wage, monthly_wage=wage * pl.col("days"))
        .with_columns(benefits=pl.col("monthly_wage") // 5)
        .with_columns(insured_wage=pl.col("monthly_wage") + pl.col("benefits"))
        .with_columns(
            total=pl.col("insured_wage"),
            premium=(pl.col("insured_wage") * 7 + 50) // 100,
            list_number=pl.lit("01"),
            kind=pl.lit(Kind.MANDATORY.value),
            source=pl.lit(Source.LIST.value),
            recorded_on=pl.col("first_date") + pl.duration(days=_RECORDED_AFTER),
        )
        .select(_COLUMNS)
    )
