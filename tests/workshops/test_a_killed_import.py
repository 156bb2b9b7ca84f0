"""An import that is killed leaves each list whole or absent, and its second run finishes it."""

import random
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count

from taminyar.careers.models import Contribution
from taminyar.workshops.models import LedgerEntry, ListFiles, MonthlyList
from tests.workshops import importing_process
from tests.workshops.lists import put
from tests.workshops.monthly_list.build import worker

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 40
LISTS = 12


def many_lists(folder: Path) -> None:
    for number in range(1, LISTS + 1):
        rows = [worker(number * 100 + serial, DSW_LISTNO=f"{number:02}") for serial in range(ROWS)]
        put(folder, rows, name=f"{number:02}", DSK_LISTNO=f"{number:02}")


def start_import(folder: Path) -> BaseProcess:
    return importing_process.start(str(folder), str(connection.settings_dict["NAME"]))


def every_list_is_whole() -> bool:
    """Whether each list there has all its rows, its files and its ledger entry."""
    lists = MonthlyList.objects.count()
    rows = Contribution.objects.values("list_number").annotate(rows=Count("person_id"))
    return ListFiles.objects.count() == LedgerEntry.objects.count() == lists == len(rows) and {
        row["rows"] for row in rows
    } <= {ROWS}


def test_killing_an_import_twenty_times_leaves_all_or_nothing(tmp_path: Path) -> None:
    many_lists(tmp_path)
    chance = random.Random(1404)
    for _ in range(20):
        importing = start_import(tmp_path)
        time.sleep(chance.uniform(0.02, 0.4))
        importing.kill()
        importing.join()
        assert every_list_is_whole()
    finishing = start_import(tmp_path)
    finishing.join(60)
    assert finishing.exitcode == 0
    assert every_list_is_whole()
    assert MonthlyList.objects.count() == LISTS
