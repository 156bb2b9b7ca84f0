"""What the access log takes down, and what it refuses to."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from taminyar.access import deeds, log
from taminyar.access.models import DELEGATE, AccessEntry
from taminyar.accounts.models import Role, User
from taminyar.people.models import Person
from taminyar.portal.middleware import _refuse_writes
from tests.access.looks import entries_of, look, staff, without_the_trigger

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_as_what_for_what_and_when(person: Person) -> None:
    officer = staff()
    look(person, officer, purpose="asked: یک ماه کم است", detail="1403")
    entry = AccessEntry.objects.get()
    assert (entry.actor, entry.actor_name, entry.role) == (officer, "نرگس صادقی", "branch_officer")
    assert (entry.what, entry.purpose, entry.detail) == ("file", "asked: یک ماه کم است", "1403")
    assert timezone.now() - entry.at < timedelta(minutes=1)


def test_each_person_has_numbers_of_their_own(person: Person, other_person: Person) -> None:
    assert [look(person), look(other_person), look(person)] == [1, 1, 2]


def test_name_and_role_stay_those_of_the_moment(person: Person) -> None:
    officer = staff()
    look(person, officer)
    Person.objects.filter(pk=officer.person_id).update(last_name="دیگری")
    officer.duties.all().delete()
    assert AccessEntry.objects.get().actor_name == "نرگس صادقی"
    assert AccessEntry.objects.get().role == Role.BRANCH_OFFICER


def test_a_look_costs_one_statement(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer = staff()
    with django_assert_num_queries(1):
        look(person, officer)


def test_a_look_is_written_while_a_page_is_only_looked_at(person: Person) -> None:
    officer = staff()
    with connection.execute_wrapper(_refuse_writes):
        assert look(person, officer) == 1


def test_ones_own_file_is_not_logged(person: Person, user: User) -> None:
    assert log.record(person, actor=user, role="insured", what="file", purpose="") is None
    assert not entries_of(person)


def test_staff_never_open_their_own_file() -> None:
    officer = staff()
    with pytest.raises(log.OwnFile):
        look(officer.person, officer)
    assert not entries_of(officer.person)


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "nothing-known"},
        {"purpose": ""},
        {"purpose": " "},
        {"purpose": "\u202e\x00"},
        {"role": "insured"},
    ],
    ids=str,
)
def test_what_is_not_known_or_has_no_purpose_is_refused(
    wrong: dict[str, Any], person: Person
) -> None:
    with pytest.raises(ValueError, match=r"No deed|purpose|Nobody acts"):
        look(person, **wrong)
    assert not entries_of(person)


def test_a_program_is_named_by_its_registered_slug(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(deeds.PROGRAMS, "payroll", "Payroll")
    program = {"actor": None, "what": "file", "purpose": "request"}
    assert log.record(person, role="payroll", **program) == 1
    with pytest.raises(ValueError, match="Nobody acts"):
        log.record(person, role="branch_officer", **program)
    assert AccessEntry.objects.get().actor_name == ""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("برای همسر ۹۹۹۰۰۰۰۰۱۸", "برای همسر •••"),
        ("spouse 999 000 0018, mobile 0912-000-0001", "spouse •••, mobile •••"),
        (
            "month 1403-05, day 1403-05-12 and ۱۴۰۳-۵-۱۲",
            "month 1403-05, day 1403-05-12 and ۱۴۰۳-۵-۱۲",
        ),
        ("6037991234567893", "•••"),
        ("workshop 12345", "workshop 12345"),
        ("999\u200b0000018 and 9990\u200d000018", "••• and •••"),
    ],
)
def test_numbers_that_tell_who_somebody_is_are_left_out(
    written: str, kept: str, person: Person
) -> None:
    look(person, detail=written, purpose=written)
    entry = AccessEntry.objects.get()
    assert (entry.detail, entry.purpose) == (kept, kept)


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f"])
def test_signs_that_turn_a_text_round_are_left_out(sign: str, person: Person) -> None:
    look(person, detail=f"{sign}a{sign}", purpose=f"asked: {sign}b")
    entry = AccessEntry.objects.get()
    assert (entry.detail, entry.purpose) == ("a", "asked: b")


@pytest.mark.parametrize("sign", ["\x00", "\n", "\x1b", "\x85", "\x9f", "\u2028"])
def test_what_is_written_is_one_line(sign: str, person: Person) -> None:
    look(person, detail=f"a{sign}b", purpose=f"asked: {sign}می\u200cشود{sign}")
    entry = AccessEntry.objects.get()
    assert (entry.detail, entry.purpose) == ("a b", "asked: می\u200cشود")


def test_the_same_look_of_a_delegate_is_one_entry_in_ten_minutes(
    person: Person, other_person: Person
) -> None:
    delegate = User.objects.create_user(other_person, "a passphrase for tests")
    first = {"role": DELEGATE, "what": "delegate-record", "purpose": "delegation"}
    assert [look(person, delegate, **first) for _ in range(3)] == [1, 1, 1]
    others = [{"what": "delegate-health"}, {"detail": "1403"}, {"purpose": "request"}]
    assert [look(person, delegate, **(first | other)) for other in others] == [2, 3, 4]
    assert look(person, staff(Role.CONTACT_AGENT), **first) == 5
    assert look(person, delegate, **first) == 1
    look_at = AccessEntry.objects.get(number=1).at
    with without_the_trigger() as cursor:
        earlier = look_at - timedelta(minutes=10)
        cursor.execute("UPDATE access_accessentry SET at = %s", [earlier])
    assert [look(person, delegate, **first) for _ in range(2)] == [6, 6]


def test_each_look_of_staff_is_an_entry(person: Person) -> None:
    assert [look(person) for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_a_look_inside_another_transaction_is_refused(person: Person) -> None:
    officer = staff()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        look(person, officer)
    assert not entries_of(person)


@pytest.mark.django_db(transaction=True)
def test_a_look_stays_when_what_follows_fails(person: Person) -> None:
    look(person)
    with pytest.raises(IntegrityError):
        Person.objects.filter(pk=person.pk).update(national_id="1111111111")
    assert len(entries_of(person)) == 1
