"""A builder of valid lists, byte by byte and apart from the writer under test.

Values are given by the names of the file's fields. A number stands on the right of its field,
a text is put in Iran System, bytes go in as they are.
"""

import struct
from collections.abc import Mapping, Sequence

from taminyar.persian import national_id
from taminyar.workshops.monthly_list import iran_system
from taminyar.workshops.monthly_list.dbf import Layout
from taminyar.workshops.monthly_list.layout import KNOWN
from taminyar.workshops.monthly_list.sources import ListFiles

type Value = int | str | bytes
type Record = dict[str, Value]

WORKSHOP, YY, MM, NUMBER = "0183630045", 4, 3, "01"
FLOOR, CEILING = 3_000_000, 21_000_000
NAMES = (("علی", "رضایی", "حسین"), ("غلامعلی", "مسئول", "محمد"), ("لاله", "ظریف", "جعفر"))


def floor(month: int) -> int:
    """The legal minimum of a daily wage in these tests, in rials."""
    return FLOOR


def ceiling(month: int) -> int:
    """The largest insured wage a day in these tests, in rials."""
    return CEILING


def synthetic_national_id(serial: int) -> str:
    """A valid national ID of area code 999, which is assigned to nobody."""
    first = f"999{serial:06}"
    return first + national_id.check_digit(first)


def worker(serial: int = 1, **fields: Value) -> Record:
    """One row; wage fields that are not given follow from those that are."""
    first, last, father = NAMES[serial % len(NAMES)]
    pay: dict[str, Value] = {"DSW_DD": 30, "DSW_ROOZ": 4_000_000 + serial, "DSW_INC": 100_000}
    pay |= {"DSW_MAZ": 20_000_000, "DSW_SPOUSE": 5_000_000} | fields
    return {
        "DSW_ID": WORKSHOP,
        "DSW_YY": YY,
        "DSW_MM": MM,
        "DSW_LISTNO": NUMBER,
        "DSW_ID1": str(10_000_000 + serial),
        "DSW_FNAME": first,
        "DSW_LNAME": last,
        "DSW_DNAME": father,
        "DSW_IDNO": str(serial),
        "DSW_IDPLC": "تهران",
        "DSW_IDATE": "13710315",
        "DSW_BDATE": "13700101",
        "DSW_SEX": "زن" if first == "لاله" else "مرد",
        "DSW_NAT": "ایرانی",
        "DSW_OCP": "مدیر عامل",
        "DSW_PRATE": 0,
        "DSW_JOB": "035242",
        "PER_NATCOD": synthetic_national_id(serial),
    } | _wages(pay)


def _wages(pay: dict[str, Value]) -> Record:
    number = {name: int(value) for name, value in pay.items() if str(value).isdigit()}
    days = number.get("DSW_DD", 0)
    monthly = number.get("DSW_MAH", (number.get("DSW_ROOZ", 0) + number.get("DSW_INC", 0)) * days)
    insured = number.get("DSW_MASH", monthly + number.get("DSW_MAZ", 0))
    worked_out = {
        "DSW_MAH": monthly,
        "DSW_MASH": insured,
        "DSW_TOTL": insured + 1_000_000,
        "DSW_BIME": (insured * 7 + 50) // 100,
    }
    return {**worked_out, **pay}


def header(workers: Sequence[Record], **fields: Value) -> Record:
    """The record of DSKKAR00 for the rows, with some fields changed."""
    wages = sum(_amount(row, "DSW_MASH") for row in workers)
    sums = {f"DSK_T{name}": sum(_amount(row, f"DSW_{name}") for row in workers) for name in _SUMMED}
    return {
        "DSK_ID": WORKSHOP,
        "DSK_NAME": "کارگاه لاله",
        "DSK_FARM": "جعفر سمیعی",
        "DSK_ADRS": "تهران کیلومتر ۱۴",
        "DSK_KIND": 0,
        "DSK_YY": YY,
        "DSK_MM": MM,
        "DSK_LISTNO": NUMBER,
        "DSK_NUM": len(workers),
        **sums,
        "DSK_TKOSO": wages // 5,
        "DSK_BIC": wages * 3 // 100,
        "DSK_RATE": 27,
        "DSK_PRATE": 0,
        "DSK_BIMH": 0,
        "DSK_INC": sum(_amount(row, "DSW_INC") * _amount(row, "DSW_DD") for row in workers),
        "DSK_SPOUSE": sum(_amount(row, "DSW_SPOUSE") for row in workers),
    } | fields


_SUMMED = ("DD", "ROOZ", "MAH", "MAZ", "MASH", "TOTL", "BIME")
_TEXTS = ("NAME", "FARM", "ADRS", "DISC", "FNAME", "LNAME", "DNAME", "IDPLC", "SEX", "NAT", "OCP")


def _amount(row: Record, name: str) -> int:
    value = row[name]
    return int(value) if str(value).isdigit() else 0


def table(
    layout: Layout,
    records: Sequence[Mapping[str, Value]],
    *,
    padding: bytes = b" ",
    end: bytes = b"",
    code_page: int = 0x7E,
    marks: str = "",
) -> bytes:
    """A DBF file of the records."""
    fields = b"".join(
        struct.pack("<11ssIBB14x", f.name.encode(), f.type.encode(), 0, f.width, f.decimals)
        for f in layout.fields
    )
    sizes = (len(records), 33 + len(fields), 1 + sum(f.width for f in layout.fields))
    start = struct.pack("<4BIHH17xB2x", 3, 104, 4, 2, *sizes, code_page)
    lines = [
        (marks[at : at + 1] or " ").encode()
        + b"".join(
            _cell(record.get(f.name, ""), f.name, f.type, f.width, padding) for f in layout.fields
        )
        for at, record in enumerate(records)
    ]
    return start + fields + b"\r" + b"".join(lines) + end


def _cell(value: Value, name: str, kind: str, width: int, padding: bytes) -> bytes:
    if isinstance(value, bytes):
        cell = value.ljust(width, padding)
    elif isinstance(value, int):
        cell = str(value).encode()
        cell = cell.ljust(width, padding) if kind == "C" else cell.rjust(width)
    elif name.partition("_")[2] in _TEXTS:
        cell = iran_system.encode(value).ljust(width, padding)
    else:
        cell = value.encode("ascii").ljust(width, padding)
    assert len(cell) == width, (name, value)
    return cell


def a_list(
    workers: int | Sequence[Record] = 3,
    layouts: str | tuple[Layout, Layout] = "listdisk-6",
    *,
    kar: Mapping[str, Value] | None = None,
    label: str = "a list",
    padding: bytes = b" ",
    end: bytes = b"",
    code_page: int = 0x7E,
) -> ListFiles:
    """A valid list of some workers; ``kar`` changes fields of its header."""
    if isinstance(workers, int):
        workers = [worker(serial) for serial in range(1, workers + 1)]
    first, second = KNOWN[layouts] if isinstance(layouts, str) else layouts
    if "DSW_INC" not in second.spans:
        workers = [without_seniority(row) for row in workers]
    head = header(workers, **dict(kar or {}))
    return ListFiles(
        label,
        table(first, [head], padding=padding, end=end, code_page=code_page),
        table(second, workers, padding=padding, end=end, code_page=code_page),
    )


def without_seniority(row: Record) -> Record:
    """The row as older layouts have it: seniority pay inside the daily wage."""
    pay = {"DSW_ROOZ": _amount(row, "DSW_ROOZ") + _amount(row, "DSW_INC"), "DSW_INC": 0}
    return row | pay | {"DSW_SPOUSE": 0}
