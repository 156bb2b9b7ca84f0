"""The dBASE III container: header, field descriptors, records of fixed width.

Only what monthly lists need: version byte 03, character and number fields. The code page byte of
the header (29) is written as the Organization's own program does and never believed.
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Final

import numpy as np

from taminyar.workshops.monthly_list.byte_matrix import ByteMatrix

_VERSION: Final = 0x03
_CODE_PAGE: Final = 0x7E
_END_OF_HEADER: Final = 0x0D
_DESCRIPTOR: Final = struct.Struct("<11sc4xBB14x")
_HEADER: Final = struct.Struct("<B3BIHH17xB2x")


class MalformedFile(Exception):
    """A file that is not the container it should be; ``code`` is one of ``faults.MESSAGES``."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: Mapping[str, str | int] = values


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, ``C`` or ``N``, its width in bytes and its decimals."""

    name: str
    type: str
    width: int
    decimals: int = 0


@dataclass(frozen=True, eq=False)
class Layout:
    """The columns of a file in their order. Files with equal headers share one layout."""

    fields: tuple[Field, ...]

    @cached_property
    def record_length(self) -> int:
        """Bytes of one record, the mark before it included."""
        return 1 + sum(field.width for field in self.fields)

    @cached_property
    def header_length(self) -> int:
        """Bytes before the first record."""
        return 33 + 32 * len(self.fields)

    @cached_property
    def spans(self) -> dict[str, slice]:
        """Where in a record each field stands."""
        spans, at = {}, 1
        for field in self.fields:
            spans[field.name] = slice(at, at + field.width)
            at += field.width
        return spans


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the records: their layout, their number and where they begin."""

    layout: Layout
    count: int
    length: int


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a file that are not deleted, NUL padding turned into spaces."""

    layout: Layout
    count: int
    records: memoryview


def read_header(data: bytes) -> Header:
    """The header of a file. Raises ``MalformedFile``."""
    if len(data) < _HEADER.size + 1:
        raise MalformedFile("file_truncated", size=len(data))
    version, _, _, _, count, length, record_length, _ = _HEADER.unpack_from(data)
    if version != _VERSION:
        raise MalformedFile("not_dbf")
    if length > len(data):
        raise MalformedFile("file_truncated", size=len(data))
    return Header(_layout(data[_HEADER.size : length], record_length), count, length)


@lru_cache(maxsize=512)
def _layout(descriptors: bytes, record_length: int) -> Layout:
    layout = Layout(tuple(_fields(descriptors)))
    if not layout.fields:
        raise MalformedFile("header_damaged")
    if len(layout.spans) != len(layout.fields):
        raise MalformedFile("field_repeated", name=_repeated(layout))
    if layout.record_length != record_length:
        raise MalformedFile("record_length_wrong", stated=record_length, found=layout.record_length)
    return layout


def _fields(descriptors: bytes) -> Iterable[Field]:
    for at in range(0, len(descriptors), _DESCRIPTOR.size):
        if descriptors[at] == _END_OF_HEADER:
            return
        if at + _DESCRIPTOR.size > len(descriptors):
            break
        yield _field(*_DESCRIPTOR.unpack_from(descriptors, at))
    raise MalformedFile("header_damaged")


def _field(raw_name: bytes, kind: bytes, width: int, decimals: int) -> Field:
    name = raw_name.split(b"\0")[0].strip().upper()
    if not (name.isascii() and name.replace(b"_", b"").isalnum() and kind.isalpha() and width):
        raise MalformedFile("header_damaged")
    return Field(name.decode("ascii"), kind.decode("ascii").upper(), width, decimals)


def _repeated(layout: Layout) -> str:
    names = [field.name for field in layout.fields]
    return next(name for name in names if names.count(name) > 1)


def read_table(data: bytes) -> Table:
    """The live records of a file, however it is padded and ended. Raises ``MalformedFile``."""
    header = read_header(data)
    length = header.layout.record_length
    end = header.length + header.count * length
    if end > len(data):
        found = (len(data) - header.length) // length
        raise MalformedFile("records_missing", stated=header.count, found=found)
    if data[end:].strip(b"\x1a\0 "):
        raise MalformedFile("records_extra", stated=header.count)
    records = memoryview(data)[header.length : end]
    if data.find(b"\0", header.length, end) >= 0:
        records = memoryview(bytes(records).replace(b"\0", b" "))
    return _live(header.layout, records)


def _live(layout: Layout, records: memoryview) -> Table:
    marks = bytes(records[:: layout.record_length])
    if marks.strip(b" *"):
        raise MalformedFile("record_damaged")
    if b"*" in marks:
        matrix = np.frombuffer(records, dtype=np.uint8).reshape(-1, layout.record_length)
        records = memoryview(matrix[matrix[:, 0] != ord("*")].tobytes())
    return Table(layout, len(records) // layout.record_length, records)


def header_bytes(layout: Layout, count: int, on: date) -> bytes:
    """The header of a file of ``count`` records last changed on a day."""
    start = _HEADER.pack(
        _VERSION,
        on.year - 1900,
        on.month,
        on.day,
        count,
        layout.header_length,
        layout.record_length,
        _CODE_PAGE,
    )
    return start + _descriptors(layout) + bytes([_END_OF_HEADER])


@cache
def _descriptors(layout: Layout) -> bytes:
    return b"".join(
        _DESCRIPTOR.pack(f.name.encode("ascii"), f.type.encode("ascii"), f.width, f.decimals)
        for f in layout.fields
    )


def record_matrix(layout: Layout, columns: Mapping[str, ByteMatrix], count: int) -> ByteMatrix:
    """The records of the columns of cells, spaces where a column is not given."""
    matrix = np.full((count, layout.record_length), ord(" "), dtype=np.uint8)
    for name, cells in columns.items():
        matrix[:, layout.spans[name]] = cells
    return matrix
