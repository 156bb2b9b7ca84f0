"""Importing monthly lists end to end, against a bare `COPY` of the same rows.

400 lists of 500 workers: 40 workshops over 10 months, 20,000 people. Ours finds the files,
decodes, checks, finds or adds the people, keeps the lists, enters the ledger and writes the
contributions. The peer is `COPY` of the finished contribution rows into the same table with its
keys and checks.
"""

import random
import resource
import tempfile
import time
from pathlib import Path

import polars as pl
from django.db import connection, transaction

from benchmarks.ratio import Ratio
from taminyar.persian.jalali import JalaliMonth
from taminyar.persian.national_id import check_digit
from taminyar.workshops.monthly_list.receive import receive
from taminyar.workshops.monthly_list.sources import KAR_NAME, WOR_NAME
from taminyar.workshops.monthly_list.write import write_batch

WORKSHOPS, MONTHS, WORKERS = 40, 10, 500
FIRST_MONTH = JalaliMonth(1404, 1)
NAMES = ["".join(pair) for a in "باسریماهن" for pair in [(a, "یلدا"), (a, "رضا"), (a, "کاوه")]]


def measure() -> list[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        write_lists(Path(folder))
        _empty()
        start = time.perf_counter()
        rows = sum(outcome.rows for outcome in receive(folder) if outcome.status == "accepted")
        ours = time.perf_counter() - start
    assert rows == WORKSHOPS * MONTHS * WORKERS
    copy = _bare_copy()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Ratio("import of 200,000 rows ÷ bare COPY (rate)", copy / ours, 0.30, at_least=True,
              detail=f"import {ours:.1f} s ({rows / ours:,.0f} rows/s), COPY {copy:.1f} s"),
        Ratio("memory of an import, MB", memory, 400),
    ]  # fmt: skip


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE people_person, people_branch, workshops_workshop, careers_job CASCADE"
        )


def _bare_copy() -> float:
    """Seconds to COPY the imported contributions back into their emptied table."""
    with connection.cursor() as cursor:
        with cursor.copy("COPY (SELECT * FROM careers_contribution) TO STDOUT") as copy:
            data = b"".join(bytes(part) for part in copy)
        cursor.execute("TRUNCATE careers_contribution")
        start = time.perf_counter()
        with transaction.atomic(), cursor.copy("COPY careers_contribution FROM STDIN") as copy:
            copy.write(data)
        return time.perf_counter() - start


def write_lists(folder: Path) -> None:
    """Writes every list into a folder of its own."""
    workers = _workers()
    for place in range(MONTHS):
        month = FIRST_MONTH + place
        lists = [
            {"list": at, "workshop": f"018363{at:04}", "month": month.number, "number": "01",
             "workshop_name": NAMES[at % len(NAMES)], "employer": NAMES[-1], "address": NAMES[0]}
            for at in range(WORKSHOPS)
        ]  # fmt: skip
        for at, (kar, wor) in enumerate(write_batch(pl.DataFrame(lists), workers)):
            pair = folder / f"{month}-{at:03}"
            pair.mkdir()
            (pair / KAR_NAME).write_bytes(kar)
            (pair / WOR_NAME).write_bytes(wor)


def _workers() -> pl.DataFrame:
    chance = random.Random(1404)
    return pl.DataFrame([_worker(chance, at) for at in range(WORKSHOPS * WORKERS)])


def _worker(chance: random.Random, at: int) -> dict[str, object]:
    wage, benefits = chance.randrange(4_000_000, 9_000_000), chance.randrange(9_000_000)
    insured, first9, job = wage * 29 + benefits, f"999{at:06}", chance.randrange(200)
    return {
        "list": at // WORKERS,
        "insurance_number": str(10_000_000 + at),
        "national_id": first9 + check_digit(first9),
        "first_name": chance.choice(NAMES),
        "last_name": chance.choice(NAMES) + chance.choice(NAMES),
        "father_name": chance.choice(NAMES),
        "certificate_number": str(at),
        "certificate_place": NAMES[3],
        "sex": chance.choice("mf"),
        "nationality": "ایرانی",
        "job_title": NAMES[job % len(NAMES)],
        "job_code": f"{job:06}",
        "days": 29,
        "daily_wage": wage,
        "monthly_wage": wage * 29,
        "benefits": benefits,
        "insured_wage": insured,
        "total": insured,
        "premium": (insured * 7 + 50) // 100,
    }
