"""Writes the monthly lists of the town as employers send them: one zip a month."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import polars as pl
from django.conf import settings

from taminyar.careers.load_job_titles import job_titles
from taminyar.demo import fixed_people
from taminyar.demo.paid_months import paid_months
from taminyar.demo.plan import Plan
from taminyar.demo.residents import IRANIAN, residents
from taminyar.demo.working_lives import working_lives
from taminyar.demo.workplaces import workplaces
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.monthly_list.sources import KAR_NAME, WOR_NAME
from taminyar.workshops.monthly_list.write import write_batch

_LIST_NUMBER = "01"
_QUICK = 1  # level of compression
# Nobody reads the day in the header of a file; a fixed one makes the same files every time.
_WRITTEN_ON = date(2001, 1, 1)


def write_lists(plan: Plan, folder: Path) -> None:
    """Makes the town and writes a zip for each month it sent lists in, as `1404-05.zip`.

    The lists of the years before the town's come in one zip a year, named by the last month.
    In a zip every list has a folder, named by workshop and month.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for headers, rows in _by_year(plan):
        pairs = write_batch(
            headers,
            rows,
            encoding=settings.MONTHLY_LIST_ENCODING,
            reverse_digits=settings.MONTHLY_LIST_REVERSE_DIGITS,
            on=_WRITTEN_ON,
        )
        for sent, lists in groupby(zip(_names(headers), pairs, strict=True), key=_sent):
            _zip(folder / f"{JalaliMonth.from_index(sent)}.zip", lists)


def _names(headers: pl.DataFrame) -> Iterator[tuple[int, str]]:
    return headers.select("sent", pl.format("{}-{}", "workshop", "month")).iter_rows()


def _sent(named: tuple[tuple[int, str], object]) -> int:
    return named[0][0]


def _zip(path: Path, lists: Iterable[tuple[tuple[int, str], tuple[bytes, bytes]]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
        for (_, name), (header, rows) in lists:
            for file, data in ((KAR_NAME, header), (WOR_NAME, rows)):
                # The date of this entry is fixed, so that the same town makes the same files.
                entry = zipfile.ZipInfo(f"{name}/{file}")
                archive.writestr(entry, data, zipfile.ZIP_DEFLATED, _QUICK)


def _by_year(plan: Plan) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """The headers and rows of the lists sent in each year, as `write_batch` takes them."""
    people, workshops = residents(plan), workplaces(plan)
    stints = working_lives(plan, people, workshops)
    known = _headers(workshops, _employers(stints, people))
    rows = paid_months(plan, stints, people)
    rows = rows.with_columns(list=pl.struct("sent", "workshop", "month").rle_id())
    for _, sent_rows in rows.group_by(pl.col("sent") // 12, maintain_order=True):
        yield _of_year(sent_rows, known, people)


def _employers(stints: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """`workshop` and `employer`, the name of its owner."""
    name = pl.format("{} {}", "first_name", "last_name").alias("employer")
    owners = stints.filter("owner").select("workshop", "person").unique()
    ali = owners.filter(workshop=fixed_people.position(fixed_people.OWNED_BY_ALI[0]))
    both = [ali.with_columns(workshop=pl.lit(place, pl.Int32)) for place in fixed_people.ali_s()]
    owned = pl.concat([owners, *both]).unique("workshop")
    return owned.join(people, on="person").select("workshop", name)


def _headers(workshops: pl.DataFrame, employers: pl.DataFrame) -> pl.DataFrame:
    """What every list of a workshop says of it."""
    return workshops.join(employers, on="workshop").select(
        "workshop", "code", "employer", "address", workshop_name="name"
    )


def _of_year(
    rows: pl.DataFrame, workshops: pl.DataFrame, people: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    lists = rows.select("list", "sent", "workshop", "month").unique(
        "list", keep="first", maintain_order=True
    )
    headers = lists.join(workshops, on="workshop", maintain_order="left").with_columns(
        workshop="code", month=_number_of("month"), number=pl.lit(_LIST_NUMBER)
    )
    titles = job_titles().with_row_index("job").select("job", job_code="code", job_title="title")
    named = rows.join(people, on="person", maintain_order="left").join(
        titles.cast({"job": pl.Int16}), on="job", maintain_order="left"
    )
    covered = ~pl.col("owner") & (pl.col("nationality") == IRANIAN)
    return headers.drop("code"), named.drop("workshop", "month").with_columns(
        unemployment_insured=covered
    )


def _number_of(index: str) -> pl.Expr:
    """A month as 140305 from its index."""
    return pl.col(index) // 12 * 100 + pl.col(index) % 12 + 1
