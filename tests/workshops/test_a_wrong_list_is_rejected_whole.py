"""One wrong row rejects its list: nothing of it stays, and every fault is told at once."""

from pathlib import Path

import pytest

from taminyar.careers.models import Contribution, Job
from taminyar.people.models import Person
from taminyar.workshops.models import LedgerEntry, MonthlyList
from taminyar.workshops.monthly_list.receive import receive
from tests.workshops.lists import codes, imported, put, stated
from tests.workshops.monthly_list.build import worker

pytestmark = pytest.mark.django_db


def nothing_is_stored() -> bool:
    tables = (Contribution, Job, Person, LedgerEntry, MonthlyList)
    return not any(table.objects.exists() for table in tables)


def test_nothing_of_a_rejected_list_is_loaded(tmp_path: Path) -> None:
    outcome = imported(put(tmp_path, [worker(1), stated(2, PER_NATCOD="9990000019")]))
    assert outcome.status == "rejected"
    assert nothing_is_stored()


def test_every_fault_is_reported_not_the_first(tmp_path: Path) -> None:
    rows = [stated(1, PER_NATCOD="9990000019"), stated(2, DSW_SEX="مر"), worker(3, DSW_DD=40)]
    outcome = imported(put(tmp_path, rows))
    found = {(fault.row, fault.field, fault.code) for fault in outcome.faults}
    assert {
        (1, "PER_NATCOD", "national_id_invalid"),
        (2, "DSW_SEX", "sex_invalid"),
        (3, "DSW_DD", "days_too_many"),
    } <= found


def test_a_wrong_list_does_not_hold_up_the_others(tmp_path: Path) -> None:
    put(tmp_path, [worker(1)], name="a")
    put(tmp_path, [stated(2, DSW_LISTNO="02", DSW_DD=45)], name="b", DSK_LISTNO="02")
    put(tmp_path, [worker(3, DSW_LISTNO="03")], name="c", DSK_LISTNO="03")
    assert [o.status for o in receive(tmp_path)] == ["accepted", "rejected", "accepted"]
    assert Contribution.objects.count() == 2


def test_the_numbers_of_two_persons_in_one_row_are_refused(
    tmp_path: Path, person: Person, other_person: Person
) -> None:
    row = worker(1, PER_NATCOD=person.national_id, DSW_ID1=other_person.insurance_number)
    outcome = imported(put(tmp_path, [row]))
    assert codes(outcome) == ["numbers_of_two_persons"]
    assert not Contribution.objects.exists()


def test_another_insurance_number_than_the_one_on_file_is_refused(
    tmp_path: Path, person: Person
) -> None:
    outcome = imported(put(tmp_path, [worker(9, PER_NATCOD=person.national_id), worker(2)]))
    assert codes(outcome) == ["numbers_of_two_persons"]
    assert Person.objects.count() == 1


def test_days_are_not_written_into_the_file_of_somebody_with_another_name(
    tmp_path: Path, person: Person
) -> None:
    row = worker(1, PER_NATCOD=person.national_id)
    assert codes(imported(put(tmp_path, [row]))) == ["name_of_another"]
    assert not Contribution.objects.of(person).exists()


def test_two_lists_that_give_one_insurance_number_to_two_new_persons(tmp_path: Path) -> None:
    put(tmp_path, [worker(1)], name="a")
    put(tmp_path, [worker(2, DSW_ID1="10000001", DSW_LISTNO="02")], name="b", DSK_LISTNO="02")
    first, second = receive(tmp_path)
    assert (first.status, second.status) == ("accepted", "rejected")
    assert codes(second) == ["numbers_of_two_persons"]
    assert Person.objects.count() == 1


def test_a_wage_below_the_legal_minimum_is_refused(tmp_path: Path) -> None:
    outcome = imported(put(tmp_path, [worker(1, DSW_ROOZ=3_000_000)]))
    assert codes(outcome) == ["wage_below_minimum"]
    assert outcome.faults[0].values["limit"] == 3_463_656


def test_a_file_that_is_no_list_is_told_not_raised(tmp_path: Path) -> None:
    place = put(tmp_path, 1)
    (place / "DSKWOR00.DBF").write_bytes(b"\x03 no dbf at all")
    outcome = imported(place)
    assert (outcome.status, outcome.month, outcome.rows) == ("rejected", "", 0)
