"""The DBF container: what is read whatever wrote it, and what is refused with which code."""

import struct
from collections.abc import Callable

import pytest

from taminyar.workshops.monthly_list.dbf import Field, Layout, MalformedFile, read_table
from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.layout import KNOWN
from taminyar.workshops.monthly_list.sources import ListFiles
from tests.workshops.monthly_list.build import a_list, header, table, worker

SMALL = Layout((Field("NAME", "C", 4), Field("AGE", "N", 2)))
DATA = table(SMALL, [{"NAME": b"abcd", "AGE": 7}, {"NAME": b"ef", "AGE": 42}])


@pytest.mark.parametrize(
    ("name", "kar", "wor"),
    [
        ("foxpro", (21, 272, 705), (26, 324, 865)),
        ("listdisk-2.7", (23, 287, 769), (27, 447, 897)),
        ("listdisk-6", (25, 311, 833), (29, 469, 961)),
        ("widest", (23, 557, 769), (27, 689, 897)),
    ],
)
def test_the_known_layouts_have_the_sizes_of_real_files(
    name: str, kar: tuple[int, ...], wor: tuple[int, ...]
) -> None:
    for layout, sizes in zip(KNOWN[name], (kar, wor), strict=True):
        assert (len(layout.fields), layout.record_length, layout.header_length) == sizes


def test_records_follow_the_header_they_describe() -> None:
    read = read_table(DATA)
    assert read.layout.fields == SMALL.fields
    assert (read.count, bytes(read.records)) == (2, b" abcd 7 ef  42")


@pytest.mark.parametrize("end", [b"", b"\x1a", b"\x1a" + b"\0" * 100])
def test_the_end_mark_may_be_there_or_not(end: bytes) -> None:
    assert read_table(DATA + end).count == 2


def test_nul_padding_reads_as_spaces() -> None:
    padded = table(SMALL, [{"NAME": b"ab", "AGE": 7}], padding=b"\0")
    assert bytes(read_table(padded).records) == b" ab   7"


@pytest.mark.parametrize("code_page", [0x00, 0x7E, 0xC8])
def test_the_code_page_of_the_header_is_not_believed(code_page: int) -> None:
    batch = decode([a_list(code_page=code_page)])
    assert batch.rows["last_name"].to_list() == ["مسئول", "ظریف", "رضایی"]


def test_deleted_records_are_passed_over() -> None:
    kar = table(KNOWN["listdisk-6"][0], [header([worker(1), worker(3)])])
    wor = table(KNOWN["listdisk-6"][1], [worker(1), worker(2), worker(3)], marks=" * ")
    batch = decode([ListFiles("a list", kar, wor)])
    assert batch.rows.select("row", "insurance_number").rows() == [(1, "10000001"), (2, "10000003")]
    assert batch.lists["rows"].to_list() == [2]


def _put(at: int, data: bytes) -> Callable[[bytes], bytes]:
    return lambda whole: whole[:at] + data + whole[at + len(data) :]


@pytest.mark.parametrize(
    ("code", "damage"),
    [
        ("file_truncated", lambda data: b""),
        ("file_truncated", lambda data: data[:40]),
        ("file_truncated", _put(8, struct.pack("<H", 5000))),
        ("not_dbf", _put(0, b"\x30")),
        ("header_damaged", _put(96, b" ")),
        ("header_damaged", _put(8, struct.pack("<H", 64))),
        ("header_damaged", _put(32, b"\r")),
        ("header_damaged", _put(32, b"\xff\xfe")),
        ("header_damaged", _put(32 + 16, b"\0")),
        ("field_repeated", _put(64, b"NAME")),
        ("record_length_wrong", _put(10, struct.pack("<H", 8))),
        ("record_length_wrong", _put(32 + 16, b"\x05")),
        ("records_missing", _put(4, struct.pack("<I", 3))),
        ("records_missing", _put(4, b"\xff\xff\xff\xff")),
        ("records_missing", lambda data: data[:-1]),
        ("records_extra", _put(4, struct.pack("<I", 1))),
        ("records_extra", lambda data: data + b"more"),
        ("record_damaged", _put(97, b"X")),
    ],
)
def test_a_damaged_file_is_refused_with_its_code(
    code: str, damage: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(MalformedFile) as refused:
        read_table(damage(DATA))
    assert refused.value.code == code


def _files(kar: Layout, wor: Layout) -> ListFiles:
    return a_list(2, (kar, wor))


def _without(layout: Layout, name: str) -> Layout:
    return Layout(tuple(field for field in layout.fields if field.name != name))


def _renamed(layout: Layout, name: str, new: str) -> Layout:
    return Layout(
        tuple(
            Field(new, field.type, field.width) if field.name == name else field
            for field in layout.fields
        )
    )


KAR, WOR = KNOWN["listdisk-6"]


@pytest.mark.parametrize(
    ("code", "kar", "wor"),
    [
        ("field_missing", _without(KAR, "DSK_TDD"), WOR),
        ("field_missing", KAR, _without(WOR, "PER_NATCOD")),
        ("field_name_wrong", KAR, _renamed(WOR, "DSW_ROOZ", "DSW_ROZ")),
        ("field_name_wrong", KAR, _renamed(WOR, "DSW_SPOUSE", "DSW_SPOUS")),
        ("field_name_wrong", _renamed(KAR, "DSK_INC", "DSK_TINC"), WOR),
        (
            "field_type_wrong",
            KAR,
            Layout((*_without(WOR, "DSW_DD").fields, Field("DSW_DD", "D", 8))),
        ),
    ],
)
def test_a_layout_that_loses_a_field_is_refused(code: str, kar: Layout, wor: Layout) -> None:
    batch = decode([_files(kar, wor)])
    assert [fault.code for fault in batch.faults] == [code]
    assert batch.lists.is_empty()
    assert batch.rows.is_empty()


@pytest.mark.parametrize("count", [0, 2])
def test_a_header_file_of_none_or_two_records_is_refused(count: int) -> None:
    kar = table(KAR, [header([worker()])] * count)
    batch = decode([ListFiles("a list", kar, table(WOR, [worker()]))])
    assert [(fault.code, fault.values) for fault in batch.faults] == [
        ("header_records_wrong", {"found": count})
    ]
