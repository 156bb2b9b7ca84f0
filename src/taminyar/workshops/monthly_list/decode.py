"""Many lists at once from bytes into two frames: one of the lists, one of their rows.

The records of all files with the same header make one matrix, and every field of it is decoded
as a column. A list whose files cannot be read as lists at all is in neither frame, only among
the faults.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from taminyar.workshops.monthly_list.cells import Group, read
from taminyar.workshops.monthly_list.codecs import Codec, codec
from taminyar.workshops.monthly_list.dbf import Layout, MalformedFile, Table, read_table
from taminyar.workshops.monthly_list.faults import Fault, in_order
from taminyar.workshops.monthly_list.layout import KAR_COLUMNS, WOR_COLUMNS, Column, require
from taminyar.workshops.monthly_list.sources import ListFiles

_PIVOT = 60  # the two digits of a year from here on are of 13xx


@dataclass(frozen=True, slots=True)
class Batch:
    """Decoded lists. A list is known by its position in ``files``.

    ``lists`` has a row for each readable list: ``list``, ``workshop``, ``month`` (140305, null
    if wrong), ``number``, ``workshop_name``, ``employer``, ``address``, ``kind``,
    ``description``, ``count``, ``total_…`` for each summed column of the rows,
    ``employer_share``, ``unemployment_share``, ``rate``, ``contract_row``, ``rows`` (their real
    number), ``digest`` and what is left of the file. ``rows`` has a row for each worker:
    ``list``, ``row`` (from 1) and every field (``layout.WOR_COLUMNS``). Amounts are rials,
    dates Gregorian or null, blank text is empty, a blank national ID null; a number that could
    not be read is null. ``raw`` has the bytes of those texts that we would write otherwise:
    ``list``, ``row`` (0 for the header), ``field``, ``bytes``.
    """

    files: Sequence[ListFiles]
    lists: pl.DataFrame
    rows: pl.DataFrame
    raw: pl.DataFrame
    faults: list[Fault]

    @property
    def labels(self) -> list[str]:
        """The name of each list for people: where it was found."""
        return [files.label for files in self.files]


def decode(
    files: Sequence[ListFiles], *, encoding: str = "iran-system", reverse_digits: bool = True
) -> Batch:
    """Decode lists. Whatever is wrong with their bytes is among ``faults``, never raised."""
    pairs, faults = _open(files)
    page = codec(encoding, reverse_digits)
    with ThreadPoolExecutor(max_workers=1) as beside:  # hashing leaves the interpreter free
        digests = beside.submit(lambda: [_digest(kar, wor) for _, kar, wor in pairs])
        lists = _frame([(place, kar) for place, kar, _ in pairs], KAR_COLUMNS, page, header=True)
        rows = _frame([(place, wor) for place, _, wor in pairs], WOR_COLUMNS, page, header=False)
    sizes = pl.Series("rows", [wor.count for _, _, wor in pairs], pl.Int32)
    return Batch(
        files=files,
        lists=_with_month(lists.frame).with_columns(
            sizes, pl.Series("digest", digests.result(), pl.Binary)
        ),
        rows=_canonical(rows.frame),
        raw=pl.concat([lists.raw, rows.raw]),
        faults=in_order([*faults, *lists.faults, *rows.faults]),
    )


type _Pair = tuple[int, Table, Table]


def _open(files: Sequence[ListFiles]) -> tuple[list[_Pair], list[Fault]]:
    pairs: list[_Pair] = []
    faults: list[Fault] = []
    for place, pair in enumerate(files):
        try:
            pairs.append((place, *_tables(pair)))
        except MalformedFile as wrong:
            faults.append(Fault(place, None, None, wrong.code, wrong.values))
    return pairs, faults


def _tables(files: ListFiles) -> tuple[Table, Table]:
    if files.trouble:
        raise files.trouble
    kar, wor = read_table(files.kar), read_table(files.wor)
    require(kar.layout, KAR_COLUMNS)
    require(wor.layout, WOR_COLUMNS)
    if kar.count != 1:
        raise MalformedFile("header_records_wrong", found=kar.count)
    return kar, wor


@dataclass(frozen=True, slots=True)
class _Decoded:
    frame: pl.DataFrame
    raw: pl.DataFrame
    faults: list[Fault]


def _frame(
    tables: list[tuple[int, Table]], columns: tuple[Column, ...], page: Codec, *, header: bool
) -> _Decoded:
    by_layout: dict[Layout, list[tuple[int, Table]]] = defaultdict(list)
    for place, table in tables:
        by_layout[table.layout].append((place, table))
    groups = [_group(layout, some, header=header) for layout, some in by_layout.items()]
    cells = [read(group, columns, page) for group in groups or [_nothing(columns)]]
    frame = pl.concat([cell.frame for cell in cells])
    if len(cells) > 1:
        frame = frame.sort("list", "row")
    raw = pl.concat([cell.raw for cell in cells])
    return _Decoded(frame, raw, [fault for cell in cells for fault in cell.faults])


def _group(layout: Layout, tables: list[tuple[int, Table]], *, header: bool) -> Group:
    records = b"".join([table.records for _, table in tables])
    counts = np.array([table.count for _, table in tables])
    places = np.array([place for place, _ in tables], dtype=np.int32)
    before = np.cumsum(counts) - counts
    numbers = np.arange(counts.sum()) - np.repeat(before, counts) + 1
    return Group(
        layout=layout,
        matrix=np.frombuffer(records, dtype=np.uint8).reshape(-1, layout.record_length),
        lists=np.repeat(places, counts),
        rows=np.zeros_like(numbers, dtype=np.int32) if header else numbers.astype(np.int32),
        header=header,
    )


def _nothing(columns: tuple[Column, ...]) -> Group:
    none = np.zeros(0, dtype=np.int32)
    matrix = np.zeros((0, 1), dtype=np.uint8)
    return Group(Layout(()), matrix, none, none, header=columns is KAR_COLUMNS)


def _with_month(lists: pl.DataFrame) -> pl.DataFrame:
    yy, mm = pl.col("yy"), pl.col("mm")
    year = yy + pl.when(yy >= _PIVOT).then(1300).otherwise(1400)
    known = yy.is_between(0, 99) & mm.is_between(1, 12)
    month = pl.when(known).then(year * 100 + mm).cast(pl.Int32).alias("month")
    return lists.drop("row").with_columns(month)


def _digest(kar: Table, wor: Table) -> bytes:
    """Equal for equal records, whatever the date, the padding or the end of the files."""
    digest = hashlib.sha256(kar.records)
    digest.update(wor.records)
    return digest.digest()


def _canonical(rows: pl.DataFrame) -> pl.DataFrame:
    """Numbers of people in the form they are kept in: 10 digits or null, 8 digits."""
    national_id, insurance_number = rows["national_id"], rows["insurance_number"]
    if national_id.str.len_bytes().is_between(8, 9).any():
        short = national_id.str.contains(r"^[0-9]{8,9}$")
        national_id = national_id.zip_with(~short, national_id.str.zfill(10))
    if insurance_number.str.len_bytes().gt(8).any():
        insurance_number = insurance_number.str.replace(r"^00([0-9]{8})$", "$1")
    blank = national_id.str.len_bytes() == 0
    return rows.with_columns(national_id.set(blank, None), insurance_number)
