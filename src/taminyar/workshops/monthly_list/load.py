"""Loads checked lists: all of a list or nothing, in one transaction for the batch."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Literal

from django.db import connection, transaction

from taminyar.workshops.models import EntryKind
from taminyar.workshops.monthly_list.decode import Batch
from taminyar.workshops.monthly_list.faults import Fault
from taminyar.workshops.monthly_list.identify import identify
from taminyar.workshops.monthly_list.stage import stage

type Status = Literal["accepted", "replaced", "unchanged", "rejected"]
type Recorder = Callable[[Any, datetime], None]

_recorders: list[Recorder] = []


def record_with(recorder: Recorder) -> None:
    """Registers a room that keeps something of every accepted list.

    It is called in the loading transaction with a cursor and the time of receipt, and finds
    the lists in `staged_list` (with `workshop_id`, `list_id`, `replaces`) and their rows in
    `staged_row`; a row's person has the row's insurance number.
    """
    _recorders.append(recorder)


type Answers = dict[int, Status | list[Fault]]


def load(batch: Batch, lists: Iterable[int], received_at: datetime) -> Answers:
    """Loads the chosen lists of the batch; answers for each its status, or its faults.

    Lists whose persons do not fit those on file are left out, and nothing of them stays.
    """
    chosen = set(lists)
    answers: Answers = {}
    while chosen:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                return answers | _load(cursor, batch, chosen, received_at)
        except _Misfits as misfits:
            answers |= misfits.by_list
            chosen -= misfits.by_list.keys()
    return answers


class _Misfits(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        self.by_list: dict[int, list[Fault]] = {}
        for fault in faults:
            self.by_list.setdefault(fault.list, []).append(fault)


def _load(cursor: Any, batch: Batch, chosen: set[int], received_at: datetime) -> Answers:
    stage(cursor, batch, chosen)
    lock_workshops(cursor)
    statuses = _compare_with_current(cursor)
    _forget_unchanged(
        cursor, [place for place, status in statuses.items() if status == "unchanged"]
    )
    if faults := identify(cursor):
        raise _Misfits(faults)
    _keep_lists(cursor, received_at)
    for recorder in _recorders:
        recorder(cursor, received_at)
    cursor.execute("DROP TABLE staged_row, staged_list")
    return dict(statuses)


_KNOW_WORKSHOPS = """
INSERT INTO people_branch (code, name, province)
SELECT DISTINCT left(workshop, 3), '', '' FROM staged_list ORDER BY 1 ON CONFLICT DO NOTHING;

INSERT INTO workshops_workshop (code, name, employer, address, branch_id)
SELECT DISTINCT ON (workshop) workshop, workshop_name, employer, address, left(workshop, 3)
FROM staged_list ORDER BY workshop, list ON CONFLICT DO NOTHING;

UPDATE staged_list SET workshop_id = workshop.id
FROM workshops_workshop AS workshop WHERE workshop.code = staged_list.workshop
"""


def lock_workshops(cursor: Any) -> None:
    """Makes the workshops known and holds them, so that one import at a time loads their lists.

    Without it two imports of the same list would both find it missing.
    """
    cursor.execute(_KNOW_WORKSHOPS)
    cursor.execute(
        "SELECT FROM workshops_workshop WHERE id IN (SELECT workshop_id FROM staged_list)"
        " ORDER BY id FOR NO KEY UPDATE"
    )


# A list that was accepted before and corrected since is the same list again, too.
_CURRENT = """
SELECT staged.list, current.id, EXISTS (
    SELECT FROM workshops_monthlylist AS earlier
    WHERE earlier.workshop_id = staged.workshop_id AND earlier.month = staged.month
      AND earlier.number = staged.number AND earlier.digest = staged.digest
)
FROM staged_list AS staged
LEFT JOIN workshops_monthlylist AS current
    ON current.current AND current.workshop_id = staged.workshop_id
   AND current.month = staged.month AND current.number = staged.number
"""


def _compare_with_current(cursor: Any) -> dict[int, Status]:
    cursor.execute(_CURRENT)
    return {
        place: "accepted" if known is None else "unchanged" if same else "replaced"
        for place, known, same in cursor.fetchall()
    }


def _forget_unchanged(cursor: Any, unchanged: list[int]) -> None:
    for table in ("staged_row", "staged_list") if unchanged else ():
        cursor.execute(f"DELETE FROM {table} WHERE list = ANY(%s)", [unchanged])


_SUPERSEDE = """
UPDATE staged_list SET replaces = current.id
FROM workshops_monthlylist AS current
WHERE current.current AND current.workshop_id = staged_list.workshop_id
  AND current.month = staged_list.month AND current.number = staged_list.number;

UPDATE workshops_monthlylist SET current = false
WHERE id IN (SELECT replaces FROM staged_list)
"""

_KEEP = """
INSERT INTO workshops_monthlylist (workshop_id, month, number, current, received_at, rows, days,
                                   insured_wages, premium, contract_row, digest)
SELECT workshop_id, month, number, true, %s, rows, days, insured_wages, premium, contract_row,
       digest
FROM staged_list ORDER BY list
"""

_KEEP_FILES = """
UPDATE staged_list SET list_id = kept.id
FROM workshops_monthlylist AS kept
WHERE kept.current AND kept.workshop_id = staged_list.workshop_id
  AND kept.month = staged_list.month AND kept.number = staged_list.number;

INSERT INTO workshops_listfiles (list_id, header_file, rows_file)
SELECT list_id, header_file, rows_file FROM staged_list
"""

_ENTER = """
INSERT INTO workshops_ledgerentry (workshop_id, entered_at, kind, month, list_id, debit, credit)
SELECT staged.workshop_id, %(at)s, %(reversal)s, staged.month, old.id, 0, old.premium
FROM staged_list AS staged JOIN workshops_monthlylist AS old ON old.id = staged.replaces
UNION ALL
SELECT workshop_id, %(at)s, %(premium)s, month, list_id, premium, 0 FROM staged_list
"""


def _keep_lists(cursor: Any, received_at: datetime) -> None:
    """Stores the lists and their files, marks what they replace, enters the premium due."""
    cursor.execute(_SUPERSEDE)
    cursor.execute(_KEEP, [received_at])
    cursor.execute(_KEEP_FILES)
    kinds = {"reversal": EntryKind.REVERSAL.value, "premium": EntryKind.PREMIUM.value}
    cursor.execute(_ENTER, {"at": received_at} | kinds)
