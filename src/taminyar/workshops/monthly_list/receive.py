"""Receives lists from where they lie: finds, decodes, checks and loads them, batch by batch."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from os import PathLike
from typing import NamedTuple

import polars as pl
from django.conf import settings
from django.utils import timezone

from taminyar.law import values
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.monthly_list import sources
from taminyar.workshops.monthly_list.check import check
from taminyar.workshops.monthly_list.decode import Batch, decode
from taminyar.workshops.monthly_list.faults import Fault
from taminyar.workshops.monthly_list.load import Answers, Status, load
from taminyar.workshops.monthly_list.sources import ListFiles


@dataclass(frozen=True)
class Outcome:
    """What became of one list; month as 1403-05, empty where it could not be read."""

    file: str
    workshop: str
    month: str
    list_number: str
    status: Status
    rows: int
    faults: list[Fault] = field(default_factory=list)


class _Checked(NamedTuple):
    batch: Batch
    faults: dict[int, list[Fault]]


def receive(path: str | PathLike[str], received_at: datetime | None = None) -> Iterator[Outcome]:
    """Imports every list of a folder, a zip or a pair; yields what became of each, in order.

    Each list is all or nothing. The next lists are read while the database loads.
    """
    at = received_at or timezone.now()
    groups = sources.batches(sources.find(path), settings.MONTHLY_LIST_BATCH_LISTS)
    newest = JalaliMonth.of(timezone.localdate(at)).number
    with ThreadPoolExecutor(max_workers=1) as reader:
        ahead = reader.submit(_next_checked, groups, newest)
        while checked := ahead.result():
            ahead = reader.submit(_next_checked, groups, newest)
            yield from _load_all(checked, at)


def _next_checked(groups: Iterator[list[ListFiles]], newest: int) -> _Checked | None:
    files = next(groups, None)
    if files is None:
        return None
    batch = decode(
        files,
        encoding=settings.MONTHLY_LIST_ENCODING,
        reverse_digits=settings.MONTHLY_LIST_REVERSE_DIGITS,
    )
    by_list: dict[int, list[Fault]] = {}
    for fault in check(batch, daily_floor, daily_ceiling, newest):
        by_list.setdefault(fault.list, []).append(fault)
    return _Checked(batch, by_list)


def _known(value: Callable[[int], int], month: int) -> int | None:
    try:
        return value(month)
    except values.MissingValue:
        return None


def daily_floor(month: int) -> int | None:
    """Minimum daily wage in rials of a month as 140305; None where none is known."""
    return _known(values.minimum_daily_wage, month)


def daily_ceiling(month: int) -> int | None:
    """Ceiling of the insured daily wage in rials; None where none is known."""
    return _known(values.insured_daily_ceiling, month)


def _load_all(checked: _Checked, at: datetime) -> Iterator[Outcome]:
    batch, faults = checked
    answers: Answers = dict(faults)
    for wave in _waves(batch.lists.filter(~pl.col("list").is_in(list(faults)))):
        answers |= load(batch, wave, at)
    known = {row["list"]: row for row in batch.lists.iter_rows(named=True)}
    for place, files in enumerate(batch.files):
        yield _outcome(files.label, known.get(place), answers[place])


def _waves(lists: pl.DataFrame) -> Iterator[list[int]]:
    """Lists of one workshop, month and number must be loaded one after another."""
    turn = pl.col("list").cum_count().over("workshop", "month", "number").alias("turn")
    numbered = lists.select("list", turn)
    for _turn, wave in numbered.group_by("turn", maintain_order=True):
        yield wave["list"].to_list()


def _outcome(label: str, known: dict[str, object] | None, answer: Status | list[Fault]) -> Outcome:
    faults = answer if isinstance(answer, list) else []
    month = known["month"] if known else None
    return Outcome(
        file=label,
        workshop=str(known["workshop"]) if known else "",
        month=str(JalaliMonth.from_number(int(str(month)))) if month else "",
        list_number=str(known["number"]) if known else "",
        status="rejected" if isinstance(answer, list) else answer,
        rows=int(str(known["rows"])) if known else 0,
        faults=faults,
    )
