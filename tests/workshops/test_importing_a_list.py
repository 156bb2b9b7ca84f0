"""A monthly list becomes contributions, a ledger entry and, where needed, new persons."""

from pathlib import Path

import pytest

from taminyar.careers.models import Contribution
from taminyar.people.models import Person
from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.models import EntryKind, LedgerEntry, MonthlyList, Workshop
from tests.workshops.lists import imported, put
from tests.workshops.monthly_list.build import WORKSHOP, synthetic_national_id, worker

pytestmark = pytest.mark.django_db


def test_an_accepted_list_writes_every_row_into_the_records(tmp_path: Path) -> None:
    outcome = imported(put(tmp_path, 3))
    assert (outcome.status, outcome.workshop, outcome.month) == ("accepted", WORKSHOP, "1404-03")
    assert (outcome.list_number, outcome.rows, outcome.faults) == ("01", 3, [])
    first = Contribution.objects.select_related("person", "job", "workshop").get(
        person__national_id=synthetic_national_id(1)
    )
    assert first.month == JalaliMonth(1404, 3)
    assert (first.days, first.daily_wage, first.benefits) == (30, 4_000_001, 20_000_000)
    assert first.monthly_wage == (4_000_001 + 100_000) * 30
    assert first.insured_wage == first.monthly_wage + 20_000_000
    assert (first.job.code, first.job.title) == ("035242", "مدیر عامل")
    assert first.workshop.branch_id == WORKSHOP[:3]


def test_unknown_people_are_created_from_the_list(tmp_path: Path) -> None:
    imported(put(tmp_path, 2))
    person = Person.objects.get(national_id=synthetic_national_id(1))
    assert person.insurance_number == "10000001"
    assert (person.first_name, person.last_name, person.sex) == ("غلامعلی", "مسئول", "m")
    assert person.search_key == "غلامعلیمسیول"


def test_a_known_person_keeps_the_details_on_file(tmp_path: Path, person: Person) -> None:
    imported(put(tmp_path, [worker(1, PER_NATCOD=person.national_id, DSW_FNAME="مریم")]))
    person.refresh_from_db()
    assert person.last_name == "کریمی"
    assert Contribution.objects.of(person).count() == 1


def test_the_premium_is_entered_in_the_ledger(tmp_path: Path) -> None:
    imported(put(tmp_path, 3))
    kept = MonthlyList.objects.get()
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.debit, entry.credit) == (EntryKind.PREMIUM, kept.premium, 0)
    rows = Contribution.objects.all()
    wages = sum(row.insured_wage for row in rows)
    assert kept.insured_wages == wages
    assert kept.premium == sum(row.premium for row in rows) + wages // 5 + wages * 3 // 100


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    place = put(tmp_path, 3)
    imported(place)
    before = list(Contribution.objects.order_by("person_id").values())
    assert imported(place).status == "unchanged"
    assert list(Contribution.objects.order_by("person_id").values()) == before
    assert (MonthlyList.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_a_corrected_list_takes_the_place_of_the_old_which_stays_as_history(
    tmp_path: Path,
) -> None:
    imported(put(tmp_path, [worker(1), worker(2)], name="first"))
    outcome = imported(put(tmp_path, [worker(1, DSW_DD=20), worker(3)], name="corrected"))
    assert outcome.status == "replaced"
    people = {row.person.insurance_number: row.days for row in Contribution.objects.all()}
    assert people == {"10000001": 20, "10000003": 30}
    old, new = MonthlyList.objects.order_by("pk")
    assert (old.current, new.current) == (False, True)
    assert old.files.rows_file != new.files.rows_file
    entries = LedgerEntry.objects.values_list("kind", "debit", "credit").order_by("pk")
    assert set(entries) == {
        ("premium", old.premium, 0),
        ("reversal", 0, old.premium),
        ("premium", new.premium, 0),
    }


def test_lists_with_other_numbers_of_the_same_month_stand_side_by_side(tmp_path: Path) -> None:
    imported(put(tmp_path, 2, name="01"))
    second = [worker(9, DSW_LISTNO="02")]
    assert imported(put(tmp_path, second, name="02", DSK_LISTNO="02")).status == "accepted"
    assert Contribution.objects.count() == 3
    assert MonthlyList.objects.filter(current=True).count() == 2


def test_two_versions_in_one_folder_are_taken_one_after_the_other(tmp_path: Path) -> None:
    from taminyar.workshops.monthly_list.receive import receive

    put(tmp_path, [worker(1)], name="a")
    put(tmp_path, [worker(1, DSW_DD=10)], name="b")
    assert [outcome.status for outcome in receive(tmp_path)] == ["accepted", "replaced"]
    assert Contribution.objects.get().days == 10


def test_a_foreigner_without_national_id_is_known_by_insurance_number(tmp_path: Path) -> None:
    row = worker(5, PER_NATCOD="", DSW_NAT="افغان")
    assert imported(put(tmp_path, [row])).status == "accepted"
    person = Person.objects.get()
    assert (person.national_id, person.insurance_number) == (None, "10000005")


def test_the_first_list_gives_a_person_on_file_the_insurance_number(
    tmp_path: Path, person: Person
) -> None:
    Person.objects.filter(pk=person.pk).update(insurance_number=None)
    row = worker(7, PER_NATCOD=person.national_id, DSW_FNAME="مریم", DSW_LNAME="کریمی")
    assert imported(put(tmp_path, [row])).status == "accepted"
    person.refresh_from_db()
    assert person.insurance_number == "10000007"


def test_the_workshop_is_known_from_its_first_list(tmp_path: Path) -> None:
    imported(put(tmp_path, 1))
    workshop = Workshop.objects.get()
    assert (workshop.code, workshop.name, workshop.employer) == (
        WORKSHOP,
        "کارگاه لاله",
        "جعفر سمیعی",
    )
