"""Days go into the file of the person they belong to, or nowhere."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from taminyar.access.models import AccessEntry
from taminyar.careers.models import Contribution
from taminyar.people.models import Person
from tests.workshops.lists import codes, imported, put
from tests.workshops.monthly_list.build import synthetic_national_id, worker

pytestmark = pytest.mark.django_db


def numbered(number: str, *rows: dict[str, object], name: str = "") -> dict[str, object]:
    """Arguments of `put` for a list with its own number."""
    changed = [row | {"DSW_LISTNO": number} for row in rows]
    return {"workers": changed, "name": name or number, "DSK_LISTNO": number}


def test_a_number_that_one_list_mistyped_is_put_right_by_the_next(tmp_path: Path) -> None:
    imported(put(tmp_path, [worker(1, DSW_ID1="19999999")], name="a"))
    outcome = imported(put(tmp_path, [worker(1, DSW_DD=20)], name="b"))
    assert outcome.status == "replaced"
    person = Person.objects.get(national_id=synthetic_national_id(1))
    assert person.insurance_number == "10000001"
    assert Contribution.objects.of(person).count() == 1


def test_a_number_two_lists_agree_on_stays(tmp_path: Path) -> None:
    imported(put(tmp_path, **numbered("01", worker(1))))
    imported(put(tmp_path, **numbered("02", worker(1))))
    outcome = imported(put(tmp_path, **numbered("03", worker(1, DSW_ID1="19999999"))))
    assert codes(outcome) == ["numbers_of_two_persons"]
    assert Person.objects.get().insurance_number == "10000001"


def test_a_branch_settles_a_number_by_hand(tmp_path: Path) -> None:
    for number in ("01", "02"):
        imported(put(tmp_path, **numbered(number, worker(1, DSW_ID1="19999999"))))
    call_command("correct_insurance_number", synthetic_national_id(1), "0010000001")
    [looked] = AccessEntry.objects.all()
    assert (looked.role, looked.what) == ("command-line", "number-corrected")
    assert imported(put(tmp_path, **numbered("03", worker(1)))).status == "accepted"
    assert Contribution.objects.count() == 3


@pytest.mark.parametrize(
    ("national_id", "number"),
    [("9990000019", "10000001"), ("9990000018", "1"), ("9990000026", "10000001")],
)
def test_a_wrong_correction_is_refused(national_id: str, number: str, person: Person) -> None:
    with pytest.raises(CommandError):
        call_command("correct_insurance_number", national_id, number)


def test_a_correction_does_not_take_the_number_of_another(
    person: Person, other_person: Person
) -> None:
    with pytest.raises(CommandError, match="somebody else"):
        call_command(
            "correct_insurance_number", str(person.national_id), str(other_person.insurance_number)
        )


def test_an_insurance_number_alone_needs_the_whole_name(tmp_path: Path) -> None:
    imported(put(tmp_path, **numbered("01", worker(1))))
    mistyped = worker(1, PER_NATCOD="", DSW_NAT="افغان", DSW_FNAME="لاله")
    outcome = imported(put(tmp_path, **numbered("02", mistyped)))
    assert codes(outcome) == ["name_of_another"]
    assert Contribution.objects.count() == 1


def test_an_insurance_number_alone_needs_the_same_birth_date(tmp_path: Path) -> None:
    imported(put(tmp_path, **numbered("01", worker(1))))
    mistyped = worker(1, PER_NATCOD="", DSW_NAT="افغان", DSW_BDATE="13500101")
    assert codes(imported(put(tmp_path, **numbered("02", mistyped)))) == ["name_of_another"]


def test_a_national_id_of_a_relative_gets_no_number_of_another(
    tmp_path: Path, person: Person
) -> None:
    Person.objects.update(insurance_number=None)
    row = worker(7, PER_NATCOD=person.national_id, DSW_FNAME="رضا", DSW_LNAME=person.last_name)
    assert codes(imported(put(tmp_path, [row]))) == ["name_of_another"]
    person.refresh_from_db()
    assert person.insurance_number is None


def test_what_shares_a_batch_does_not_matter(tmp_path: Path) -> None:
    from taminyar.workshops.monthly_list.receive import receive

    put(tmp_path, **numbered("01", worker(5, PER_NATCOD="", DSW_NAT="افغان")))
    put(tmp_path, **numbered("02", worker(5)))
    assert [outcome.status for outcome in receive(tmp_path)] == ["accepted", "accepted"]
    assert Person.objects.get().national_id == synthetic_national_id(5)


def test_text_that_looks_like_a_mark_of_the_database_is_only_text(tmp_path: Path) -> None:
    strange = {"DSW_DNAME": b"\\N", "DSW_OCP": b"\\N"}
    assert imported(put(tmp_path, [worker(1) | strange])).status == "accepted"
    assert Person.objects.get().father_name != ""


def test_a_list_number_is_the_same_with_and_without_zeros(tmp_path: Path) -> None:
    imported(put(tmp_path, **numbered("01", worker(1))))
    again = imported(put(tmp_path, **numbered("1", worker(1, DSW_DD=20))))
    assert (again.status, again.list_number) == ("replaced", "1")
    assert Contribution.objects.get().days == 20


def test_a_list_that_was_corrected_since_changes_nothing_when_it_comes_again(
    tmp_path: Path,
) -> None:
    first = put(tmp_path, [worker(1)], name="first")
    imported(first)
    imported(put(tmp_path, [worker(1, DSW_DD=20)], name="corrected"))
    assert imported(first).status == "unchanged"
    assert Contribution.objects.get().days == 20


def test_a_list_of_a_month_to_come_is_refused(tmp_path: Path) -> None:
    row = worker(1, DSW_YY=50)
    assert "month_in_future" in codes(imported(put(tmp_path, [row], DSK_YY=50)))


def test_signs_a_terminal_would_obey_are_not_repeated(tmp_path: Path) -> None:
    outcome = imported(put(tmp_path, [worker(1) | {"DSW_OCP": b"\x1b[2J"}]))
    assert outcome.faults
    assert all("\x1b" not in fault.message for fault in outcome.faults)
