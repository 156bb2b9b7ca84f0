"""Decoding a batch: the same values whatever the layout, the padding and the neighbours."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.persian import jalali
from taminyar.workshops.monthly_list import numbers
from taminyar.workshops.monthly_list.byte_matrix import ascii_strings, distinct, padded
from taminyar.workshops.monthly_list.check import check
from taminyar.workshops.monthly_list.dbf import Field, Layout
from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.layout import KNOWN
from taminyar.workshops.monthly_list.sources import ListFiles
from tests.workshops.monthly_list.build import (
    a_list,
    ceiling,
    floor,
    header,
    synthetic_national_id,
    table,
    worker,
)

KAR, WOR = KNOWN["listdisk-6"]


def _shuffled(layout: Layout, seed: int) -> Layout:
    """Another order and other widths of the same fields, none too narrow."""
    chance = random.Random(seed)
    fields = [Field(f.name, f.type, f.width + chance.randrange(9)) for f in layout.fields]
    chance.shuffle(fields)
    return Layout(tuple(fields))


def test_every_field_of_a_row_is_decoded() -> None:
    row = worker(1, DSW_SDATE="14040305", DSW_EDATE="14040329")
    [decoded] = decode([a_list([row])]).rows.to_dicts()
    assert decoded == {
        "list": 0,
        "row": 1,
        "workshop": "0183630045",
        "yy": 4,
        "mm": 3,
        "list_number": "01",
        "insurance_number": "10000001",
        "first_name": "غلامعلی",
        "last_name": "مسئول",
        "father_name": "محمد",
        "certificate_number": "1",
        "certificate_place": "تهران",
        "certificate_date": jalali.date_of(1371, 3, 15),
        "birth_date": date(1991, 3, 21),
        "sex": "m",
        "nationality": "ایرانی",
        "job_title": "مدیر عامل",
        "start_date": jalali.date_of(1404, 3, 5),
        "end_date": jalali.date_of(1404, 3, 29),
        "days": 30,
        "daily_wage": 4_000_001,
        "monthly_wage": 123_000_030,
        "benefits": 20_000_000,
        "insured_wage": 143_000_030,
        "total": 144_000_030,
        "premium": 10_010_002,
        "commission_rate": 0,
        "job_code": "035242",
        "national_id": synthetic_national_id(1),
        "seniority": 100_000,
        "spouse_allowance": 5_000_000,
    }


def test_the_header_of_a_list_is_decoded() -> None:
    changes = {"DSK_DISC": "لیست اصلی", "MON_PYM": "007", "DSK_KIND": 1, "DSK_BIC": 5}
    [decoded] = decode([a_list(2, kar=changes)]).lists.drop("digest").to_dicts()
    assert decoded == {
        "list": 0,
        "workshop": "0183630045",
        "workshop_name": "کارگاه لاله",
        "employer": "جعفر سمیعی",
        "address": "تهران کیلومتر ۱۴",
        "kind": 1,
        "yy": 4,
        "mm": 3,
        "number": "01",
        "description": "لیست اصلی",
        "count": 2,
        "total_days": 60,
        "total_daily_wage": 8_000_003,
        "total_monthly_wage": 246_000_090,
        "total_benefits": 40_000_000,
        "total_insured_wage": 286_000_090,
        "total_total": 288_000_090,
        "total_premium": 20_020_006,
        "employer_share": 57_200_018,
        "unemployment_share": 5,
        "rate": 27,
        "commission_rate": 0,
        "hard_job_rate": 0,
        "contract_row": "007",
        "total_seniority": 6_000_000,
        "total_spouse_allowance": 10_000_000,
        "month": 140403,
        "rows": 2,
    }


@pytest.mark.parametrize("name", KNOWN)
def test_every_known_layout_reads_without_a_fault(name: str) -> None:
    batch = decode([a_list(3, name, kar={"DSK_RATE": b"27.00"})])
    assert check(batch, floor, ceiling) == []
    assert batch.rows["last_name"].to_list() == ["مسئول", "ظریف", "رضایی"]
    assert batch.lists["rate"].to_list() == [27]


@pytest.mark.parametrize("seed", range(5))
def test_any_order_and_width_of_fields_reads_the_same(seed: int) -> None:
    usual = decode([a_list(3)])
    other = decode([a_list(3, (_shuffled(KAR, seed), _shuffled(WOR, seed + 100)))])
    assert other.faults == []
    assert other.rows.equals(usual.rows)
    assert other.lists.drop("digest").equals(usual.lists.drop("digest"))


def test_lists_of_many_layouts_in_one_batch_keep_their_order() -> None:
    names = ["foxpro", "listdisk-6", "widest", "foxpro", "listdisk-2.7", "listdisk-6"]
    batch = decode([a_list(count, name) for count, name in enumerate(names, 1)])
    assert check(batch, floor, ceiling) == []
    assert batch.lists["list"].to_list() == [0, 1, 2, 3, 4, 5]
    places = [(place, row) for place in range(6) for row in range(1, place + 2)]
    assert batch.rows.select("list", "row").rows() == places
    assert batch.rows["insurance_number"].to_list() == [str(10_000_000 + row) for _, row in places]


def test_columns_of_one_family_of_programs_are_passed_over() -> None:
    wide = Layout((*WOR.fields, Field("DSW_KOSO", "N", 12), Field("DSW_BIME20", "N", 12)))
    kar = Layout((*KAR.fields, Field("DSK_TBIM20", "N", 12)))
    batch = decode([a_list(2, (kar, wide))])
    assert check(batch, floor, ceiling) == []
    assert batch.rows.equals(decode([a_list(2)]).rows)


@pytest.mark.parametrize(("padding", "end"), [(b"\0", b""), (b" ", b"\x1a"), (b"\0", b"\x1a")])
def test_padding_and_end_mark_change_neither_values_nor_digest(padding: bytes, end: bytes) -> None:
    usual, other = decode([a_list()]), decode([a_list(padding=padding, end=end)])
    assert other.rows.equals(usual.rows)
    assert other.lists.equals(usual.lists)


def test_the_digest_passes_over_the_date_of_the_header_and_notices_a_changed_row() -> None:
    files = a_list()
    later = ListFiles("later", files.kar[:1] + b"\x68\x0c\x1d" + files.kar[4:], files.wor)
    changed = ListFiles("changed", files.kar, files.wor[:-1] + b"1")
    digests = decode([files, later, changed]).lists["digest"].to_list()
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(("yy", "year"), [(60, 1360), (99, 1399), (0, 1400), (5, 1405), (59, 1459)])
def test_the_two_digits_of_the_year_turn_at_sixty(yy: int, year: int) -> None:
    batch = decode([a_list([worker(DSW_YY=yy)], kar={"DSK_YY": yy})])
    assert batch.lists["month"].to_list() == [year * 100 + 3]


def test_numbers_may_stand_on_the_left_and_blank_is_zero() -> None:
    batch = decode([a_list([worker(DSW_DD=b"9", DSW_PRATE=b"", DSW_SPOUSE=b" 70")])])
    assert batch.rows.select("days", "commission_rate", "spouse_allowance").row(0) == (9, 0, 70)
    assert batch.faults == []


def test_a_blank_national_id_is_unknown_and_a_short_one_gets_its_zeros() -> None:
    rows = [worker(1, PER_NATCOD=b""), worker(2, PER_NATCOD="84575948"), worker(3)]
    batch = decode([a_list(rows)])
    assert batch.rows["national_id"].to_list() == [None, "0084575948", synthetic_national_id(3)]


def test_an_insurance_number_padded_for_services_loses_its_zeros() -> None:
    batch = decode([a_list([worker(DSW_ID1="0010000001")], "widest")])
    assert batch.rows["insurance_number"].to_list() == ["10000001"]


def test_no_lists_make_an_empty_batch_with_the_same_columns() -> None:
    empty, one = decode([]), decode([a_list()])
    assert empty.rows.schema == one.rows.schema
    assert empty.lists.schema == one.lists.schema
    assert check(empty, floor, ceiling) == []


def test_a_list_without_workers_is_a_list() -> None:
    kar, wor = table(KAR, [header([])]), table(WOR, [])
    batch = decode([ListFiles("empty", kar, wor), a_list()])
    assert check(batch, floor, ceiling) == []
    assert batch.lists["rows"].to_list() == [0, 3]


def test_texts_in_odd_forms_are_kept_as_bytes() -> None:
    odd = bytes.fromhex("FC 91 F3 93")  # final ye for isolated ye, lam and alef apart
    batch = decode([a_list([worker(1), worker(2, DSW_LNAME=odd)], kar={"DSK_FARM": odd})])
    assert batch.rows["last_name"].to_list() == ["مسئول", "بلای"]
    assert batch.raw.rows() == [(0, 0, "DSK_FARM", odd), (0, 2, "DSW_LNAME", odd)]


def test_digits_inside_a_text_are_read_as_the_setting_says() -> None:
    files = [a_list(kar={"DSK_ADRS": bytes.fromhex("84 81 20 F8 A4")})]
    assert decode(files).lists["address"].to_list() == ["رو ۱۴"]
    assert decode(files, reverse_digits=False).lists["address"].to_list() == ["رو ۴۱"]


def test_cp1256_lists_are_read_when_the_setting_says_so() -> None:
    names = {"DSW_FNAME": "کامران".encode("cp1256"), "DSW_LNAME": "علوي".encode("cp1256")}
    rows = [worker(1, **names, DSW_SEX="مرد".encode("cp1256"), DSW_NAT="ايراني".encode("cp1256"))]
    batch = decode([a_list(rows)], encoding="cp1256")
    shown = batch.rows.select("first_name", "last_name", "sex", "nationality").row(0)
    assert shown == ("کامران", "علوی", "m", "ایرانی")


@given(
    st.lists(st.from_regex(rb" {0,4}-?[0-9]{0,12}(\.0{1,2})? {0,4}", fullmatch=True), min_size=1)
)
def test_columns_of_numbers_read_as_python_reads_them(cells: list[bytes]) -> None:
    values, valid = numbers.integers(padded(cells, 25))
    for cell, value, right in zip(cells, values, valid, strict=True):
        text = cell.strip().partition(b".")[0]
        assert right == (text.strip(b"-") != b"" or cell.strip() == b"")
        assert value == (int(text or b"0") if right else value)


@given(st.lists(st.binary(max_size=14), min_size=1), st.integers(0, 3))
def test_what_is_no_number_is_never_taken_for_one(cells: list[bytes], extra: int) -> None:
    cells = [cell.replace(b"\0", b" ") for cell in cells]
    values, valid = numbers.integers(padded(cells, 14 + extra))
    for cell, value, right in zip(cells, values, valid, strict=True):
        digits = cell.strip(b" ").partition(b".")[0].removeprefix(b"-")
        assert not right or digits.isdigit() or cell.strip(b" ") == b""
        assert not right or abs(value) == int(digits or b"0")


@given(st.lists(st.dates(date(1821, 3, 21), date(2122, 3, 19)), min_size=1))
def test_dates_go_to_eight_digits_and_back(days: list[date]) -> None:
    written = [jalali.iso(day).replace("-", "").encode() for day in days]
    found, blank, wrong = numbers.dates(padded(written, 8))
    epoch = date(1970, 1, 1).toordinal()
    assert [date.fromordinal(epoch + int(day)) for day in found] == days
    assert not blank.any()
    assert not wrong.any()
    assert numbers.jalali_numbers(found.astype("int64")).tolist() == [int(text) for text in written]


@pytest.mark.parametrize(
    "text",
    [b"14031301", b"14030032", b"14041230", b"1403/1/5", b"0", b"00000000", b"140301 5", b"9"],
)
def test_what_is_no_date_is_wrong(text: bytes) -> None:
    _, blank, wrong = numbers.dates(padded([text, b"14031230", b""], 8))
    assert wrong.tolist() == [True, False, False]
    assert blank.tolist() == [False, False, True]


@given(st.lists(st.binary(max_size=9), min_size=1), st.integers(1, 30))
def test_different_rows_and_their_places_make_the_column_again(
    cells: list[bytes], times: int
) -> None:
    matrix = padded(cells * times, 9)
    rows, places = distinct(matrix)
    assert (rows[places] == matrix).all()
    assert len(rows) <= len(matrix)


@given(st.lists(st.from_regex(r"[!-~]([ -~]{0,6}[!-~])?|", fullmatch=True), min_size=1))
def test_ascii_columns_read_as_their_cells(cells: list[str]) -> None:
    matrix = padded([cell.encode() for cell in cells], 8)
    assert ascii_strings(matrix).to_list() == cells
