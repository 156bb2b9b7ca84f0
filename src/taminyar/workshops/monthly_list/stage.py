"""Puts decoded lists into the staging tables, by `COPY`."""

import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from taminyar.persian import names
from taminyar.workshops.monthly_list.decode import Batch

ROW_COLUMNS = (
    *("list", "row", "insurance_number", "national_id", "first_name", "last_name"),
    *("father_name", "search_key", "certificate_number", "certificate_place", "birth_date"),
    *("sex", "nationality", "job_code", "job_title", "days", "daily_wage", "monthly_wage"),
    *("benefits", "insured_wage", "total", "premium"),
)
LIST_COLUMNS = {
    **{name: pl.col(name) for name in ("list", "workshop", "workshop_name", "employer")},
    **{name: pl.col(name) for name in ("address", "month", "contract_row", "rows")},
    # 1, 01 and 001 are the same list.
    "number": pl.col("number").str.strip_chars_start("0").str.zfill(2),
    "days": pl.col("total_days"),
    "insured_wages": pl.col("total_insured_wage"),
    # What the employer has to pay for the list: both shares and the unemployment insurance.
    "premium": pl.sum_horizontal("total_premium", "employer_share", "unemployment_share"),
    "digest": pl.col("digest"),
}
# A quick squeeze: the files are mostly spaces and digits.
_SQUEEZE = 1


@cache
def _tables() -> str:
    return files("taminyar.workshops.monthly_list").joinpath("staging.sql").read_text()


def stage(cursor: Any, batch: Batch, lists: Iterable[int]) -> None:
    """Makes the staging tables and fills them with the chosen lists of the batch."""
    chosen = sorted(lists)
    cursor.execute(_tables())
    _copy_lists(cursor, batch, chosen)
    _copy_rows(cursor, batch.rows.filter(pl.col("list").is_in(chosen)))
    cursor.execute("ANALYZE staged_row (list, row, insurance_number, national_id)")


def _copy_lists(cursor: Any, batch: Batch, chosen: list[int]) -> None:
    frame = batch.lists.filter(pl.col("list").is_in(chosen)).select(**LIST_COLUMNS)
    columns = ", ".join((*LIST_COLUMNS, "header_file", "rows_file"))
    with cursor.copy(f"COPY staged_list ({columns}) FROM STDIN") as copy:
        for row in frame.iter_rows():
            source = batch.files[row[0]]
            kept = (zlib.compress(source.kar, _SQUEEZE), zlib.compress(source.wor, _SQUEEZE))
            copy.write_row((*row, *kept))


def _copy_rows(cursor: Any, rows: pl.DataFrame) -> None:
    frame = with_search_key(rows).select(ROW_COLUMNS)
    columns = ", ".join(ROW_COLUMNS)
    with cursor.copy(f"COPY staged_row ({columns}) FROM STDIN (FORMAT csv, NULL '\\N')") as copy:
        # Text is always quoted, so that none can pass for the mark of a missing value.
        written = frame.write_csv(include_header=False, null_value="\\N", quote_style="non_numeric")
        copy.write(written.encode())


def with_search_key(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds the search key of the whole name, worked out once for each different name."""
    whole = pl.concat_str("first_name", "last_name", separator=" ").alias("whole")
    different = rows.select(whole).unique()
    keys = different.with_columns(
        pl.Series("search_key", [names.search_key(name) for name in different["whole"]], pl.String)
    )
    return rows.with_columns(whole).join(keys, on="whole", how="left")
