"""The fields of a group of records with one layout, each decoded as a column.

Where a column repeats itself only its different cells are decoded, then spread over the rows.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from taminyar.persian import names
from taminyar.workshops.monthly_list import numbers
from taminyar.workshops.monthly_list.byte_matrix import (
    SPACE,
    ByteMatrix,
    Indexes,
    Mask,
    ascii_strings,
    distinct,
    split,
)
from taminyar.workshops.monthly_list.codecs import Codec
from taminyar.workshops.monthly_list.dbf import Layout
from taminyar.workshops.monthly_list.faults import Fault, Numbers, Value, found
from taminyar.workshops.monthly_list.iran_system import UnencodableText
from taminyar.workshops.monthly_list.layout import Column

SEXES: Final = {"مرد": "m", "زن": "f"}
RAW: Final = {"list": pl.Int32, "row": pl.Int32, "field": pl.String, "bytes": pl.Binary}
_FORBIDDEN: Final = np.isin(np.arange(256), list(b"\"'<>&"))
_CONTROL: Final = np.isin(np.arange(256), [*range(SPACE), 0x7F])
# Box drawing in a text is what another code page looks like when read as Iran System.
_BOXES: Final = re.compile("[\u2500-\u259f]")
_BLANK: Final[Mapping[str, tuple[pl.DataType, str | int | None]]] = {
    "text": (pl.String(), ""),
    "code": (pl.String(), ""),
    "sex": (pl.String(), None),
    "number": (pl.Int64(), 0),
    "date": (pl.Date(), None),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one layout, and for each its list and its row (0 for headers)."""

    layout: Layout
    matrix: ByteMatrix
    lists: Numbers
    rows: Numbers
    header: bool

    def cells(self, names: Iterable[str]) -> dict[str, tuple[ByteMatrix, Indexes | None]]:
        """The cells of each field, without the columns on its right that are blank everywhere.

        Where all cells of a field are equal, one of them and where it goes.
        """
        low, high = self.matrix.min(axis=0), self.matrix.max(axis=0)
        spans = {name: _filled(self.layout.spans[name], high | low) for name in names}
        alike = [name for name, span in spans.items() if (low[span] == high[span]).all()]
        varied = [name for name in spans if name not in alike]
        everywhere = np.zeros(len(self.matrix), dtype=np.intp)
        copies = split(self.matrix, [spans[name] for name in varied])
        return {
            **{name: (self.matrix[:1, spans[name]], everywhere) for name in alike},
            **{name: (copy, None) for name, copy in zip(varied, copies, strict=True)},
        }


def _filled(span: slice, held: ByteMatrix) -> slice:
    """The span up to its last column that is not blank; one column stays in any case."""
    filled = np.flatnonzero(held[span] != SPACE)
    return slice(span.start, span.start + (int(filled[-1]) + 1 if filled.size else 1))


@dataclass(slots=True)
class Cells:
    """A group decoded, with the bytes worth keeping and the faults found on the way."""

    frame: pl.DataFrame
    raw: pl.DataFrame
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """Some cells decoded, where they are wrong, and how a message shows them."""

    values: pl.Series
    wrong: dict[str, Mask]
    shown: Callable[[], pl.Series]


def read(group: Group, wanted: Sequence[Column], page: Codec) -> Cells:
    """Decode every column of a group; a column its layout lacks is blank."""
    reader = _Reader(group, wanted, page)
    series = [reader.column(column) for column in wanted]
    frame = pl.DataFrame([pl.Series("list", group.lists), pl.Series("row", group.rows), *series])
    raw = pl.concat(reader.raw) if reader.raw else pl.DataFrame(schema=RAW)
    return Cells(frame, raw, reader.faults)


class _Reader:
    """Reads the columns of one group one after the other."""

    def __init__(self, group: Group, wanted: Sequence[Column], page: Codec) -> None:
        self.group, self.page = group, page
        names = [column.field for column in wanted if column.field in group.layout.spans]
        self.cells = group.cells(names) if len(group.matrix) else {}
        self.faults: list[Fault] = []
        self.raw: list[pl.DataFrame] = []

    def column(self, column: Column) -> pl.Series:
        if column.field not in self.cells:
            return self._absent(column)
        cells, spread = self.cells.pop(column.field)
        if column.kind in ("text", "sex"):
            if spread is None:
                cells, spread = distinct(cells)
            reading = self._text(column, cells, spread)
        else:
            reading = _READERS[column.kind](cells)
        self._report(column.field, reading, spread)
        values = reading.values if spread is None else reading.values[spread]
        return values.alias(column.name)

    def _absent(self, column: Column) -> pl.Series:
        dtype, blank = _BLANK[column.kind]
        if self.group.header and column.kind == "number":
            blank = None  # a sum the file does not state is unknown, not zero
        count = len(self.group.matrix)
        return pl.repeat(blank, count, dtype=dtype, eager=True).alias(column.name)

    def _text(self, column: Column, cells: ByteMatrix, spread: Indexes) -> _Reading:
        written = self.page.decode_rows(cells)
        alike = self.page.written_alike(cells)
        kept = [
            text if same else names.normalise(text)
            for text, same in zip(written, alike.tolist(), strict=True)
        ]
        self._keep(column.field, cells, spread, kept, np.flatnonzero(~alike))
        values, wrong = pl.Series(kept, dtype=pl.String), _signs(cells, written)
        if column.kind == "sex":
            values = values.replace_strict(SEXES, default=None, return_dtype=pl.String)
            wrong["sex_invalid"] = values.is_null().to_numpy()
        return _Reading(values, wrong, lambda: pl.Series(written, dtype=pl.String))

    def _keep(
        self, name: str, cells: ByteMatrix, spread: Indexes, kept: list[str], doubtful: Indexes
    ) -> None:
        """Set aside the bytes of the texts that we would write differently."""
        stored = {int(at): cells[at].tobytes().rstrip(b" ") for at in doubtful}
        odd = [at for at, data in stored.items() if not self._same(kept[at], data)]
        rows = np.flatnonzero(np.isin(spread, odd))
        if rows.size:
            found = {
                "list": self.group.lists[rows],
                "row": self.group.rows[rows],
                "field": [name] * len(rows),
                "bytes": [stored[at] for at in spread[rows].tolist()],
            }
            self.raw.append(pl.DataFrame(found, schema=RAW))

    def _same(self, text: str, stored: bytes) -> bool:
        try:
            return self.page.encode(text) == stored
        except UnencodableText:
            return False

    def _report(self, name: str, reading: _Reading, spread: Indexes | None) -> None:
        for code, wrong in reading.wrong.items():
            if wrong.any():
                at = np.flatnonzero(wrong if spread is None else wrong[spread])
                lists, rows = self.group.lists[at], self.group.rows[at]
                shown = _shown(reading, at if spread is None else spread[at])
                self.faults += found(code, name, lists, None if self.group.header else rows, shown)


def _shown(
    reading: _Reading, places: Indexes
) -> Callable[[Indexes], Mapping[str, Sequence[Value]]]:
    """The values of the messages, without the signs a terminal would obey."""
    return lambda at: {
        "value": reading.shown()[places[at]].str.replace_all(r"[\x00-\x1f\x7f]", "·").to_list()
    }


def _number(cells: ByteMatrix) -> _Reading:
    values, valid = numbers.integers(cells)
    wrong = {
        "number_invalid": ~valid,
        "number_too_long": valid & (values > numbers.LARGEST),
        "number_negative": valid & (values < 0),
    }
    unknown = wrong["number_invalid"] | wrong["number_too_long"] | wrong["number_negative"]
    return _Reading(_null_where(pl.Series(values), unknown), wrong, lambda: ascii_strings(cells))


def _date(cells: ByteMatrix) -> _Reading:
    days, blank, wrong = numbers.dates(cells)
    values = _null_where(pl.Series(days).cast(pl.Date), blank | wrong)
    return _Reading(values, {"date_invalid": wrong}, lambda: ascii_strings(cells))


def _code(cells: ByteMatrix) -> _Reading:
    values = ascii_strings(cells)
    return _Reading(values, _where("text_control_character", _CONTROL, cells), lambda: values)


_READERS: Final = {"number": _number, "date": _date, "code": _code}


def _signs(cells: ByteMatrix, written: list[str]) -> dict[str, Mask]:
    """Where a text holds a sign that must not be in it."""
    wrong = _where("text_control_character", _CONTROL, cells)
    wrong |= _where("text_forbidden_character", _FORBIDDEN, cells)
    wrong["text_leading_space"] = (cells[:, 0] == SPACE) & (cells != SPACE).any(axis=1)
    if _BOXES.search("".join(written)):
        wrong["text_other_encoding"] = np.array([bool(_BOXES.search(text)) for text in written])
    return wrong


def _where(code: str, signs: Mask, cells: ByteMatrix) -> dict[str, Mask]:
    if not signs[cells.min() : int(cells.max()) + 1].any():
        return {}
    held: Mask = signs[cells].any(axis=1)
    return {code: held}


def _null_where(values: pl.Series, where: Mask) -> pl.Series:
    return values.set(pl.Series(where), None) if where.any() else values
