"""Writing lists: the bytes of ListDisk version 6, and a list that was read comes out alike."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest
from dbfread import DBF
from hypothesis import given
from hypothesis import strategies as st

from taminyar.workshops.monthly_list.check import check
from taminyar.workshops.monthly_list.decode import Batch, decode
from taminyar.workshops.monthly_list.layout import KAR, WOR
from taminyar.workshops.monthly_list.sources import ListFiles
from taminyar.workshops.monthly_list.write import Unwritable, totals, write_batch, write_pair
from tests.workshops.monthly_list.build import Record, Value, a_list, ceiling, floor, worker

ON = date(2004, 4, 2)
HEADER = {"workshop": "0183630045", "month": 140403, "number": "01", "workshop_name": "کارگاه"}
ROW = {"first_name": "لاله", "last_name": "ظریف", "sex": "f", "nationality": "ایرانی"}


def rewritten(batch: Batch, place: int = 0) -> tuple[bytes, bytes]:
    header = batch.lists.filter(pl.col("list") == place).row(0, named=True)
    mine = [frame.filter(pl.col("list") == place) for frame in (batch.rows, batch.raw)]
    return write_pair(header, mine[0], mine[1], on=ON)


def read_again(files: tuple[bytes, bytes]) -> Batch:
    return decode([ListFiles("written", *files)])


def some_workers() -> list[Record]:
    return [
        worker(1, DSW_SDATE="14040305", DSW_DD=27),
        worker(2, DSW_DD=0, DSW_MASH=0, DSW_BIME=0, DSW_MAZ=0, DSW_SPOUSE=0, DSW_EDATE="14040301"),
        worker(3, PER_NATCOD="", DSW_NAT="افغانی", DSW_BDATE="", DSW_IDATE="", DSW_JOB=""),
        worker(4, DSW_OCP="تکنسین ۲ IT", DSW_SPOUSE=0),
    ]


def test_a_list_that_was_read_is_written_with_the_same_bytes() -> None:
    kar = {"DSK_DISC": "لیست ۱", "MON_PYM": "003", "DSK_BIC": 4_000, "DSK_KIND": 1, "DSK_RATE": 30}
    files = a_list(some_workers(), kar=kar)
    assert rewritten(decode([files])) == (files.kar, files.wor)


@pytest.mark.parametrize("name", ["foxpro", "listdisk-2.7", "listdisk-6", "widest"])
def test_a_list_of_any_layout_reads_back_the_same(name: str) -> None:
    batch = decode([a_list(some_workers(), name)])
    again = read_again(rewritten(batch))
    assert check(again, floor, ceiling) == []
    assert again.rows.equals(batch.rows)


def test_odd_forms_of_letters_are_written_as_they_were_read() -> None:
    odd: dict[str, Value] = {
        "DSW_LNAME": bytes.fromhex("FC 91 F3 93"),
        "DSW_FNAME": bytes.fromhex("FA 97 8B F5"),
        "DSW_OCP": bytes.fromhex("F5 20 20 F5"),
        "DSW_NAT": bytes.fromhex("FD F7 90 A4 FE 90"),
    }
    files = a_list([worker(1), worker(2, **odd)], kar={"DSK_ADRS": b"\xf5\xff\xf5"})
    batch = decode([a_list(5), files])
    assert rewritten(batch, 1) == (files.kar, files.wor)
    assert rewritten(batch, 0) == (a_list(5).kar, a_list(5).wor)


@given(st.lists(st.binary(min_size=1, max_size=30), min_size=1, max_size=8))
def test_any_bytes_of_a_text_come_out_as_they_were_read(names: list[bytes]) -> None:
    cells = [name.replace(b"\0", b" ") for name in names]
    files = a_list([worker(n, DSW_LNAME=cell) for n, cell in enumerate(cells, 1)])
    assert rewritten(decode([files]))[1] == files.wor


def test_raw_bytes_too_long_for_the_layout_give_way_to_our_own() -> None:
    files = a_list([worker(1, DSW_LNAME=b"\xfc\x91\xf3" + b" " * 70 + b"\x93")], "widest")
    batch = decode([files])
    assert read_again(rewritten(batch)).rows["last_name"].to_list() == ["ب لای"]


def test_the_files_are_those_of_listdisk_6() -> None:
    kar, wor = write_pair(HEADER, pl.DataFrame([ROW]), on=ON)
    assert (len(kar), len(wor)) == (833 + 311, 961 + 469)
    assert kar[:4] == wor[:4] == bytes([3, 104, 4, 2])
    assert kar[29] == wor[29] == 0x7E
    assert kar[833:844] == b" 0183630045"
    assert wor[961 + 11 : 961 + 15] == b" 4 3"


def test_other_programs_open_what_is_written(tmp_path: object) -> None:
    folder = tmp_path
    for name, data, layout in zip(
        ("KAR.DBF", "WOR.DBF"), write_pair(HEADER, pl.DataFrame([ROW])), (KAR, WOR), strict=True
    ):
        path = folder / name  # type: ignore[operator]
        path.write_bytes(data)
        table = DBF(path, raw=True)
        assert table.field_names == [field.name for field in layout.fields]
        assert len(list(table)) == 1


def test_the_sums_of_a_list_are_worked_out() -> None:
    rows = pl.DataFrame(
        {
            "days": [30, 15],
            "daily_wage": [100, 200],
            "insured_wage": [1_002, 1_003],
            "seniority": [7, 9],
            "spouse_allowance": [5, None],
            "unemployment_insured": [True, False],
        }
    )
    assert totals(rows) == {
        "count": 2,
        "total_days": 45,
        "total_daily_wage": 300,
        "total_monthly_wage": 0,
        "total_benefits": 0,
        "total_insured_wage": 2_005,
        "total_total": 0,
        "total_premium": 0,
        "total_seniority": 7 * 30 + 9 * 15,
        "total_spouse_allowance": 5,
        "employer_share": 200 + 201,
        "unemployment_share": 30,
    }


def test_stated_shares_stay_and_absent_ones_are_worked_out() -> None:
    rows = pl.DataFrame([ROW | {"insured_wage": 1_000_000, "days": 30}])
    lists = [{**HEADER, "employer_share": 199_999}, {**HEADER, "employer_share": None}]
    shares = [
        read_again(write_pair(header, rows)).lists.select("employer_share", "unemployment_share")
        for header in lists
    ]
    assert [share.row(0) for share in shares] == [(199_999, 30_000), (200_000, 30_000)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_name": "ب" * 61}, "DSW_LNAME"),
        ({"job_title": "«شغل»"}, "DSW_OCP"),
        ({"national_id": "12345678901"}, "PER_NATCOD"),
        ({"certificate_number": "۱۲"}, "DSW_IDNO"),
        ({"premium": 10**12}, "DSW_BIME"),
        ({"days": -1}, "DSW_DD"),
        ({"spouse_allowance": 10**10}, "DSW_SPOUSE"),
    ],
)
def test_what_does_not_fit_names_its_row_and_field(changes: dict[str, object], field: str) -> None:
    rows = pl.DataFrame([ROW | dict.fromkeys(changes), ROW | changes], infer_schema_length=None)
    with pytest.raises(Unwritable) as refused:
        write_pair(HEADER, rows)
    assert (refused.value.row, refused.value.field) == (2, field)


def test_a_header_that_does_not_fit_is_row_0() -> None:
    with pytest.raises(Unwritable) as refused:
        write_pair(HEADER | {"workshop_name": "ب" * 31}, pl.DataFrame([ROW]))
    assert (refused.value.row, refused.value.field) == (0, "DSK_NAME")


def test_lam_alef_takes_one_byte_of_the_width() -> None:
    name = "لا" * 60
    batch = read_again(write_pair(HEADER, pl.DataFrame([ROW | {"last_name": name}])))
    assert batch.rows["last_name"].to_list() == [name]


def _many(sizes: Sequence[int]) -> Batch:
    return decode([a_list([worker(n) for n in range(1, size + 1)]) for size in sizes])


def test_many_lists_are_written_at_once_in_their_order() -> None:
    batch = _many([3, 0, 7, 1])
    order = batch.lists[[2, 0, 1, 3]]
    written = write_batch(order, batch.rows.sample(fraction=1, shuffle=True, seed=1), on=ON)
    sizes = [decode([ListFiles("", *pair)]).rows.height for pair in written]
    assert sizes == [7, 3, 0, 1]
    assert write_batch(order, batch.rows, on=ON)[1] == rewritten(batch, 0)


def test_cp1256_lists_are_written_when_asked() -> None:
    files = write_pair(HEADER, pl.DataFrame([ROW | {"last_name": "کاظمی"}]), encoding="cp1256")
    assert "كاظمي".replace("ك", "ک").encode("cp1256") in files[1]
    batch = decode([ListFiles("", *files)], encoding="cp1256")
    assert batch.rows["last_name"].to_list() == ["کاظمی"]
