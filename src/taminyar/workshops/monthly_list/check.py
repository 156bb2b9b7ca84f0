"""Every rule of a monthly list, tried on a whole batch at once.

Source: the Organization's instruction for list files for the fields; the sums and tolerances are
those that lists written by its own program and by others were found to keep. Each fault is
reported, not the first one only; a value that could not be read is judged once, by the decoder.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl

from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.monthly_list.byte_matrix import Indexes
from taminyar.workshops.monthly_list.decode import Batch
from taminyar.workshops.monthly_list.faults import Fault, Value, found, in_order
from taminyar.workshops.monthly_list.list_rules import LIST_RULES, sums
from taminyar.workshops.monthly_list.row_rules import ROW_RULES, first_rows
from taminyar.workshops.monthly_list.rule import Rule

type Rials = Callable[[int], int | None]


def check(
    batch: Batch, daily_floor: Rials, daily_ceiling: Rials, newest: int | None = None
) -> list[Fault]:
    """Everything wrong with the lists of a batch, what decoding found included, in order.

    ``daily_floor`` and ``daily_ceiling`` give the smallest daily wage and the largest insured
    wage a day, in rials, for a month as 140305; where they give none the wage is not judged.
    ``newest`` is the last month a list can be of: the one it is received in.
    """
    months = _months(batch.lists, daily_floor, daily_ceiling)
    lists = batch.lists.join(months, on="month", how="left", maintain_order="left")
    lists = lists.with_columns(newest=pl.lit(newest, pl.Int32))
    lists = lists.join(sums(batch.rows), on="list", how="left", maintain_order="left")
    rows = _beside_header(batch.rows, lists)
    return in_order(
        [
            *batch.faults,
            *_try(LIST_RULES, lists, row=False),
            *_try(ROW_RULES, first_rows(rows), row=True),
        ]
    )


def _months(lists: pl.DataFrame, floor: Rials, ceiling: Rials) -> pl.DataFrame:
    numbers = lists["month"].drop_nulls().unique().to_list()
    months = [JalaliMonth.from_number(number) for number in numbers]
    return pl.DataFrame(
        {
            "month": pl.Series(numbers, dtype=pl.Int32),
            "first_day": pl.Series([month.first_day for month in months], dtype=pl.Date),
            "last_day": pl.Series([month.last_day for month in months], dtype=pl.Date),
            "length": pl.Series([month.days for month in months], dtype=pl.Int64),
            "floor": pl.Series([floor(number) for number in numbers], dtype=pl.Int64),
            "ceiling": pl.Series([ceiling(number) for number in numbers], dtype=pl.Int64),
        }
    )


def _beside_header(rows: pl.DataFrame, lists: pl.DataFrame) -> pl.DataFrame:
    """The rows with what the rules need of their list."""
    shown = lists.select(
        *("list", "first_day", "last_day", "length", "floor", "ceiling"),
        header_workshop="workshop",
        header_number="number",
        header_yy="yy",
        header_mm="mm",
    )
    return rows.join(shown, on="list", how="left", maintain_order="left")


def _try(rules: Sequence[Rule], frame: pl.DataFrame, *, row: bool) -> list[Fault]:
    if frame.is_empty():
        return []
    wrong = frame.select(
        rule.wrong.fill_null(False).alias(str(place)) for place, rule in enumerate(rules)
    )
    faults: list[Fault] = []
    for place, rule in enumerate(rules):
        if wrong[str(place)].any():
            some = frame.filter(wrong[str(place)])
            lists = some["list"].to_numpy()
            rows = some["row"].to_numpy() if row else None
            faults += found(rule.code, rule.field, lists, rows, _values(rule, some))
    return faults


def _values(rule: Rule, frame: pl.DataFrame) -> Callable[[Indexes], Mapping[str, Sequence[Value]]]:
    def at(places: Indexes) -> Mapping[str, Sequence[Value]]:
        chosen = frame[places].select(**rule.values)
        return {name: list(map(_shown, chosen[name])) for name in chosen.columns}

    return at


def _shown(value: Value | date | None) -> Value:
    if isinstance(value, date):
        return jalali.iso(value)
    return "" if value is None else value
