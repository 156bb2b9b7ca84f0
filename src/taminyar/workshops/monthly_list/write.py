"""Lists from frames back into the two files, in the layout of ListDisk version 6.

The sums of the header are worked out here. A list that was read, and is written with its ``raw``
bytes, comes out with the same bytes in every text that fits the layout.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from taminyar.persian import jalali
from taminyar.workshops.monthly_list import numbers
from taminyar.workshops.monthly_list.byte_matrix import SPACE, ByteMatrix, padded
from taminyar.workshops.monthly_list.cells import SEXES
from taminyar.workshops.monthly_list.codecs import Codec, codec
from taminyar.workshops.monthly_list.dbf import Field, Layout, header_bytes, record_matrix
from taminyar.workshops.monthly_list.iran_system import UnencodableText
from taminyar.workshops.monthly_list.layout import KAR, KAR_COLUMNS, WOR, WOR_COLUMNS, Column

_SUMMED: Final = (
    *("days", "daily_wage", "monthly_wage", "benefits", "insured_wage", "total", "premium"),
    "spouse_allowance",
)
_RATE: Final = 27  # percent: 7 of the insured person and 20 of the employer


class Unwritable(ValueError):
    """A value that the file cannot hold: in ``row`` (0: the header) and ``field`` of a list."""

    def __init__(self, row: int, field: str, value: object, why: str) -> None:
        super().__init__(f"row {row}, {field}: {value!r} {why}")
        self.row, self.field, self.value = row, field, value


def totals(rows: pl.DataFrame) -> dict[str, int]:
    """The sums of one list as its header states them, in rials and days.

    ``employer_share`` is 20 % and ``unemployment_share`` 3 % of each insured wage, rounded half
    up; the latter only of rows whose ``unemployment_insured`` is not false (absent: all).
    ``total_seniority`` is the daily seniority pay times the days.
    """
    return _sums(_complete(rows, WOR_COLUMNS).with_columns(list=0)).drop("list").row(0, named=True)


def write_pair(
    header: Mapping[str, Any],
    rows: pl.DataFrame,
    raw: pl.DataFrame | None = None,
    *,
    encoding: str = "iran-system",
    reverse_digits: bool = True,
    on: date | None = None,
) -> tuple[bytes, bytes]:
    """DSKKAR00.DBF and DSKWOR00.DBF of one list: a row of ``Batch.lists`` and its rows.

    Of the header ``workshop``, ``month`` (140305) and ``number`` are needed. See ``write_batch``.
    """
    lists = pl.DataFrame([{**header, "list": 0}])
    rows = rows.with_columns(list=pl.lit(0, pl.Int32))
    if raw is not None:
        raw = raw.with_columns(list=pl.lit(0, pl.Int32))
    pages = {"encoding": encoding, "reverse_digits": reverse_digits}
    return write_batch(lists, rows, raw, on=on, **pages)[0]  # type: ignore[arg-type]


def write_batch(
    lists: pl.DataFrame,
    rows: pl.DataFrame,
    raw: pl.DataFrame | None = None,
    *,
    encoding: str = "iran-system",
    reverse_digits: bool = True,
    on: date | None = None,
) -> list[tuple[bytes, bytes]]:
    """The two files of each list, in the order of ``lists``; ``rows`` go by their ``list``.

    The frames are as in ``Batch``; columns left out are blank, ``employer_share`` and
    ``unemployment_share`` are worked out where they are absent or null. ``on`` is the day in
    the headers, today if absent. Raises ``Unwritable``.
    """
    page, on = codec(encoding, reverse_digits), on or jalali.today()
    rows = _in_order_of(lists, _complete(rows, WOR_COLUMNS))
    headers = _headers(lists, rows)
    counts = headers["count"].to_list()
    wor = _records(WOR, WOR_COLUMNS, _with_header(rows, headers), page)
    kar = _records(KAR, KAR_COLUMNS, headers.with_columns(row=0), page)
    if raw is not None:
        _put_back(raw, headers, kar, wor)
    return list(
        zip(_files(KAR, kar, [1] * len(counts), on), _files(WOR, wor, counts, on), strict=True)
    )


def _in_order_of(lists: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    order = lists.select("list").with_row_index("order")
    found = rows.with_columns(pl.col("list").cast(lists.schema["list"]))
    by = ["order", "row"] if "row" in rows.columns else ["order"]
    ordered = found.join(order, on="list").sort(by, maintain_order=True)
    return ordered.drop("order").with_columns(row=pl.int_range(1, pl.len() + 1).over("list"))


def _complete(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """The frame with every column of the file; blank where it was absent or null."""
    added = {
        column.name: pl.lit(_BLANK[column.kind])
        for column in columns
        if column.name not in frame.columns
    }
    whole = frame.with_columns(**added)
    kinds = {column.name: column.kind for column in columns}
    amounts = [name for name, kind in kinds.items() if kind == "number"]
    return whole.with_columns(pl.col(amounts).cast(pl.Int64).fill_null(0))


_BLANK: Final = {"text": "", "code": "", "sex": None, "number": 0, "date": None}


def _headers(lists: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The lists with their sums; what the caller stated of the two shares stays."""
    stated = [name for name in ("employer_share", "unemployment_share") if name in lists.columns]
    sums = _sums(rows)
    kept = lists.drop(
        [name for name in sums.columns if name in lists.columns and name not in ("list", *stated)]
    )
    joined = kept.join(sums, on="list", how="left", suffix="_summed", maintain_order="left")
    shares = [pl.coalesce(name, f"{name}_summed").alias(name) for name in stated]
    rate = [] if "rate" in lists.columns else [pl.lit(_RATE).alias("rate")]
    month = [(pl.col("month") // 100 % 100).alias("yy"), (pl.col("month") % 100).alias("mm")]
    return _complete(joined.with_columns(*shares, *rate, *month), KAR_COLUMNS)


def _sums(rows: pl.DataFrame) -> pl.DataFrame:
    wage, covered = pl.col("insured_wage"), pl.lit(True)
    if "unemployment_insured" in rows.columns:
        covered = pl.col("unemployment_insured").fill_null(True)
    return rows.group_by("list").agg(
        pl.len().cast(pl.Int64).alias("count"),
        *(pl.col(name).sum().alias(f"total_{name}") for name in _SUMMED),
        (pl.col("seniority") * pl.col("days")).sum().alias("total_seniority"),
        ((wage * 20 + 50) // 100).sum().alias("employer_share"),
        ((wage * 3 + 50) // 100).filter(covered).sum().alias("unemployment_share"),
    )


def _with_header(rows: pl.DataFrame, headers: pl.DataFrame) -> pl.DataFrame:
    """Each row states the workshop, month and number of its list."""
    shown = headers.select("list", "workshop", "yy", "mm", list_number="number")
    own = rows.drop("workshop", "yy", "mm", "list_number")
    return own.join(shown, on="list", how="left", maintain_order="left")


def _records(
    layout: Layout, columns: Sequence[Column], frame: pl.DataFrame, page: Codec
) -> ByteMatrix:
    fields = {field.name: field for field in layout.fields}
    cells = {
        column.field: _CELLS[column.kind](frame, column.name, fields[column.field], page)
        for column in columns
    }
    return record_matrix(layout, cells, frame.height)


def _text_cells(frame: pl.DataFrame, name: str, field: Field, page: Codec) -> ByteMatrix:
    """Each different text is encoded once."""
    texts = frame[name].cast(pl.String).fill_null("")
    different = texts.unique(maintain_order=True)
    places = pl.int_range(len(different), dtype=pl.UInt32, eager=True)
    place = texts.replace_strict(different, places) if len(texts) else places
    encoded = [_encoded(frame, name, field, page, text) for text in different]
    cells: ByteMatrix = padded(encoded, field.width)[place.to_numpy()]
    return cells


def _encoded(frame: pl.DataFrame, name: str, field: Field, page: Codec, text: str) -> bytes:
    try:
        data = page.encode(text)
    except UnencodableText as error:
        raise _unwritable(frame, name, field, text, f"holds {error.character!r}") from None
    if len(data) > field.width:
        raise _unwritable(frame, name, field, text, f"needs more than {field.width} bytes")
    return data


def _unwritable(
    frame: pl.DataFrame, name: str, field: Field, value: object, why: str
) -> Unwritable:
    row = frame.filter(pl.col(name) == value)["row"][0]
    return Unwritable(row, field.name, value, why)


def _sex_cells(frame: pl.DataFrame, name: str, field: Field, page: Codec) -> ByteMatrix:
    words = {sex: word for word, sex in SEXES.items()}
    word = pl.col(name).replace_strict(words, default="", return_dtype=pl.String)
    return _text_cells(frame.with_columns(word), name, field, page)


def _code_cells(frame: pl.DataFrame, name: str, field: Field, page: Codec) -> ByteMatrix:
    codes = frame[name].cast(pl.String).fill_null("")
    fits = codes.str.contains(rf"^[ -~]{{0,{field.width}}}$")
    if not fits.all():
        value = codes.filter(~fits)[0]
        raise _unwritable(frame, name, field, value, f"is not up to {field.width} ASCII signs")
    joined = "".join(codes.str.pad_end(field.width).to_list()).encode("ascii")
    return np.frombuffer(joined, dtype=np.uint8).reshape(-1, field.width)


def _number_cells(frame: pl.DataFrame, name: str, field: Field, page: Codec) -> ByteMatrix:
    values = frame[name]
    fits = values.is_between(0, 10**field.width - 1)
    if not fits.all():
        value = values.filter(~fits)[0]
        raise _unwritable(frame, name, field, value, f"is not 0 to {field.width} digits")
    if field.type == "C":  # digits on the left of a text field
        return _code_cells(frame.with_columns(pl.col(name).cast(pl.String)), name, field, page)
    return numbers.digits(values.to_numpy(), field.width)


def _date_cells(frame: pl.DataFrame, name: str, field: Field, page: Codec) -> ByteMatrix:
    days = frame[name].cast(pl.Date).cast(pl.Int64)
    cells = numbers.digits(numbers.jalali_numbers(days.fill_null(0).to_numpy()), field.width)
    cells[days.is_null().to_numpy()] = SPACE
    return cells


_CELLS: Final = {
    "text": _text_cells,
    "code": _code_cells,
    "sex": _sex_cells,
    "number": _number_cells,
    "date": _date_cells,
}


def _put_back(raw: pl.DataFrame, headers: pl.DataFrame, kar: ByteMatrix, wor: ByteMatrix) -> None:
    """Put the bytes a text was read with in place of ours, where they fit."""
    counts = headers["count"].to_numpy()
    starts = np.cumsum(counts) - counts
    order = {place: at for at, place in enumerate(headers["list"])}
    for place, row, name, data in raw.select("list", "row", "field", "bytes").iter_rows():
        matrix, layout, at = kar, KAR, order.get(place)
        if at is None:
            continue
        if row:
            matrix, layout, at = wor, WOR, starts[at] + row - 1
        span = layout.spans[name]
        if len(data) <= span.stop - span.start:
            matrix[at, span] = padded([data], span.stop - span.start)[0]


def _files(layout: Layout, records: ByteMatrix, counts: list[int], on: date) -> list[bytes]:
    data, length, at = records.tobytes(), layout.record_length, 0
    files = []
    for count in counts:
        end = at + count * length
        files.append(header_bytes(layout, count, on) + data[at:end])
        at = end
    return files
