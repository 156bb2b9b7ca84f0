"""The same list sent twice at once is taken once; without the guard it is taken twice."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from taminyar.careers.models import Contribution
from taminyar.workshops.models import LedgerEntry, MonthlyList
from taminyar.workshops.monthly_list import load
from tests.workshops.lists import imported, put
from tests.workshops.monthly_list.build import worker

pytestmark = pytest.mark.django_db(transaction=True)


def import_at_once(place: Path, monkeypatch: pytest.MonkeyPatch, guarded: bool) -> list[str]:
    """Imports the same list from two connections that meet just before the guard."""
    meeting = Barrier(2, timeout=10)
    real_lock, real_compare = load.lock_workshops, load._compare_with_current

    def lock(cursor: Any) -> None:
        meeting.wait()
        if guarded:
            real_lock(cursor)
        else:
            cursor.execute(load._KNOW_WORKSHOPS)

    def compare(cursor: Any) -> Any:
        found = real_compare(cursor)
        if not guarded:
            meeting.wait()
        return found

    monkeypatch.setattr(load, "lock_workshops", lock)
    monkeypatch.setattr(load, "_compare_with_current", compare)
    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(_import_in_own_connection, [place, place]))


def _import_in_own_connection(place: Path) -> str:
    try:
        return imported(place).status
    finally:
        connection.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A list whose workshop is known, so that only the list itself is raced for."""
    imported(put(tmp_path, [worker(1, DSW_LISTNO="02")], name="other", DSK_LISTNO="02"))
    return put(tmp_path, 3)


def test_without_the_guard_the_list_is_taken_twice(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert import_at_once(place, monkeypatch, guarded=False) == ["accepted", "accepted"]
    assert MonthlyList.objects.filter(number="01").count() == 2


def test_with_the_guard_one_import_is_taken_and_the_other_finds_it_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert import_at_once(place, monkeypatch, guarded=True) == ["accepted", "unchanged"]
    assert MonthlyList.objects.filter(number="01").count() == 1
    assert Contribution.objects.filter(list_number="01").count() == 3
    assert LedgerEntry.objects.count() == 2
