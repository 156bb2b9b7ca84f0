"""100,000 orders that are due, to a checked pain.001 file, by the command in a process of its own.

The whole way: choosing the orders and their accounts, the lines, the release, writing, checking
against the schema, the disk. The peer copies the finished lines out of the database with `COPY`.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.db import connection

from benchmarks.ratio import Ratio
from taminyar.payments.models import Batch, OrderState, PaymentOrder

ORDERS = 100_000
PAYER = {"PAYER_NAME": "سازمان نمونه", "PAYER_IBAN": "IR760170000000000000000001"}


def measure() -> list[Ratio]:
    _fill()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.xml"
        start = time.perf_counter()
        command = [str(Path(sys.executable).with_name("taminyar")), "payment_batch", str(path)]
        memory = _run(command)
        seconds = time.perf_counter() - start
        size = path.stat().st_size
    assert PaymentOrder.objects.filter(state=OrderState.SENT).count() == ORDERS
    copying = _copy()
    return [
        Ratio(f"{ORDERS:,} orders to a file for the bank, seconds", seconds, 20,
              detail=f"{size / 1e6:.0f} MB; bare COPY of the lines {copying:.1f} s"),
        Ratio("memory of that command, MB", memory, 300),
    ]  # fmt: skip


def _run(command: list[str]) -> float:
    """The most memory of this one process, in megabytes: other benchmarks have children, too."""
    process = subprocess.Popen(command, env=os.environ | PAYER, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_maxrss / 1024


def _fill() -> None:
    """A person, an account and an order each, made in the database."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_person, payments_batch CASCADE")
        for statement in _FILLING:
            cursor.execute(statement, {"orders": ORDERS})
        cursor.execute("ANALYZE people_person, people_bankaccount, payments_paymentorder")
    assert not Batch.objects.exists()


def _copy() -> float:
    start = time.perf_counter()
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY (SELECT * FROM payments_batchline ORDER BY id) TO STDOUT") as copy,
    ):
        for _part in copy:
            pass
    return time.perf_counter() - start


_FILLING = (
    """
    INSERT INTO people_person (insurance_number, first_name, last_name, father_name, sex,
        nationality, certificate_number, certificate_place, mobile, search_key)
    SELECT (10000000 + n)::text, 'مریم', 'کریمی', '', 'f', '', '', '', '', 'مریمکریمی'
    FROM generate_series(1, %(orders)s) n
    """,
    # The check digits of an IBAN: 98 less the remainder by 97, IR written as 1827.
    """
    INSERT INTO people_bankaccount (person_id, iban, owner_name, state, refusal, declared_at,
        confirmed_at, payable_from)
    SELECT id, 'IR' || lpad((98 - (bban || '182700')::numeric %% 97)::text, 2, '0') || bban,
        'مریم کریمی', 'active', '', now() - interval '1 year', now() - interval '1 year',
        now() - interval '1 year'
    FROM people_person, LATERAL (SELECT '054' || lpad(id::text, 19, '0') AS bban) AS number
    """,
    """
    INSERT INTO payments_paymentorder (person_id, source, source_key, about, amount, due_on,
        ordered_at, state, told_state, end_to_end_id, attempts, return_reason)
    SELECT id, 'cartable', 'K' || id, 'marriage', 1000000 + id, current_date - 2, now(), 'waiting',
        'waiting', 'TMBENCH' || id, 0, ''
    FROM people_person
    """,
)
