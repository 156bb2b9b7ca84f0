"""Columns of fixed-width bytes: one row of a ``uint8`` matrix is one cell of a file."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

type ByteMatrix = npt.NDArray[np.uint8]
type Indexes = npt.NDArray[np.intp]
type Mask = npt.NDArray[np.bool_]
type CodeTable = npt.NDArray[np.uint16]

SPACE: Final = 32
_BETWEEN: Final = "\ue000"  # a private character that no table produces
_AT_ONCE: Final = 16_384
_IN_CACHE: Final = 1_024  # rows of a list in half a megabyte
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_SLOT_BITS: Final = 18
_PRINTABLE: Final = np.array([b if b < 128 else ord("?") for b in range(256)], dtype=np.uint8)


def split(matrix: ByteMatrix, spans: Sequence[slice]) -> list[ByteMatrix]:
    """Copies of some spans of columns: whole cells at a time, few enough rows to stay in cache."""
    count, length = matrix.shape
    cells = [
        np.ndarray((count,), f"V{span.stop - span.start}", matrix.data, span.start, (length,))
        for span in spans
    ]
    copies = [np.empty_like(column) for column in cells]
    for start in range(0, count, _IN_CACHE):
        rows = slice(start, start + _IN_CACHE)
        for column, copy in zip(cells, copies, strict=True):
            copy[rows] = column[rows]
    return [copy.view(np.uint8).reshape(count, -1) for copy in copies]


def distinct(cells: ByteMatrix) -> tuple[ByteMatrix, Indexes]:
    """Rows without most repetitions, and for each row of the input the place of its equal there."""
    every = np.arange(len(cells))
    hashes = _hashes(cells)
    slots = (hashes >> np.uint64(64 - _SLOT_BITS)).astype(np.intp)
    last = np.empty(2**_SLOT_BITS, dtype=np.intp)
    last[slots] = every
    equal = last[slots]
    equal = np.where(hashes[equal] == hashes, equal, every)  # a slot shared by different rows
    kept = np.flatnonzero(equal == every)
    rows = cells[kept]
    place = np.empty(len(cells), dtype=np.intp)
    place[kept] = np.arange(len(kept))
    spread = place[equal]
    if not np.array_equal(rows[spread], cells):  # different rows of one hash: next to never
        return cells, every
    return rows, spread


def _hashes(cells: ByteMatrix) -> npt.NDArray[np.uint64]:
    count, width = cells.shape
    words = np.zeros((count, -(-width // 8) * 8), dtype=np.uint8)
    words[:, :width] = cells
    mixed = np.zeros(count, dtype=np.uint64)
    for word in words.view(np.uint64).T:
        mixed = (mixed ^ word) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed


def ascii_strings(cells: ByteMatrix) -> pl.Series:
    """The rows as text without the spaces around it; a byte beyond ASCII becomes ``?``."""
    if not cells.size:
        return pl.Series([""] * len(cells), dtype=pl.String)
    if cells.max() > 127:
        cells = _PRINTABLE[cells]
    rows = pl.Series(np.ascontiguousarray(cells).ravel()).reshape(cells.shape)
    strings = rows.cast(pl.List(pl.UInt8)).cast(pl.Binary).cast(pl.String)
    return strings.str.strip_chars() if cells.min() <= SPACE else strings


def texts(cells: ByteMatrix, table: CodeTable) -> list[str]:
    """The rows as text through a table of up to two UTF-16 units for each byte (0 = none)."""
    found: list[str] = []
    for start in range(0, len(cells), _AT_ONCE):
        found += _texts(cells[start : start + _AT_ONCE], table)
    return found


def _texts(cells: ByteMatrix, table: CodeTable) -> list[str]:
    count, width = cells.shape
    units = np.zeros((count, 2 * width + 1), dtype=np.uint16)
    units[:, :-1] = table[cells].reshape(count, 2 * width)
    units[:, -1] = ord(_BETWEEN)
    text: str = units[units != 0].tobytes().decode("utf-16-le")
    return text.split(_BETWEEN)[:-1]


def padded(values: Sequence[bytes], width: int) -> ByteMatrix:
    """The values left-justified in rows of ``width`` bytes; none may be longer."""
    joined = b"".join(value.ljust(width) for value in values)
    return np.frombuffer(joined, dtype=np.uint8).reshape(len(values), width)
