"""The log refuses changes; a change made all the same is found, with its place."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from taminyar.access import seal
from taminyar.access.chain import expected_hash
from taminyar.access.jobs import seal_access_log
from taminyar.access.models import AccessEntry, AccessSeal
from taminyar.accounts.models import Role
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.access.looks import entries_of, look, staff, without_the_trigger

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def verify(*arguments: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = StringIO()
    try:
        call_command("verify_access_log", *arguments, stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue().strip()
    return 0, out.getvalue().strip()


def sealed() -> None:
    """The day is over and sealed."""
    seal.seal_days_before(jalali.today() + TOMORROW)


@pytest.fixture
def chains(person: Person, other_person: Person) -> Person:
    """Four looks at Maryam's file and two at Reza's; returns Maryam."""
    for looked_at in (person, other_person, person, person, other_person, person):
        look(looked_at, detail="1403")
    return person


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE access_accessentry SET purpose = 'x'",
        "UPDATE access_accessentry SET purpose = 'x' WHERE false",
        "DELETE FROM access_accessentry",
        "TRUNCATE access_accessentry CASCADE",
        "UPDATE access_accessseal SET entries = 0",
        "DELETE FROM access_accessseal",
        "TRUNCATE access_accessseal",
    ],
)
def test_the_database_refuses_every_change(change: str, chains: Person) -> None:
    sealed()
    with connection.cursor() as cursor:
        # What waits for the end of a transaction would be in the way of TRUNCATE here alone.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            cursor.execute(change)
    assert AccessEntry.objects.count() == 6
    assert AccessSeal.objects.count() == 1


def test_an_untouched_log_is_whole(chains: Person) -> None:
    sealed()
    code, said = verify()
    assert code == 0
    assert "whole" in said
    assert bytes(AccessSeal.objects.get().digest).hex() in said
    assert verify("--json") == (0, "")


def test_an_empty_log_is_whole() -> None:
    assert verify() == (0, "The access log is whole; no day sealed.")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "at + interval '1 second'"),
        ("actor_id", "(SELECT id FROM accounts_user WHERE national_id = '9990000123')"),
        ("actor_name", "'دیگری'"),
        ("role", "'finance_officer'"),
        ("what", "'access-log'"),
        ("purpose", "'asked'"),
        ("detail", "'1402'"),
        ("previous", "sha256('x')"),
        ("hash", "sha256('x')"),
    ],
)
def test_each_changed_column_is_found(column: str, value: str, chains: Person) -> None:
    staff(Role.ADMINISTRATOR)
    with without_the_trigger() as cursor:
        cursor.execute(
            f"UPDATE access_accessentry SET {column} = {value} WHERE person_id = %s AND number = 2",
            [chains.pk],
        )
    assert verify() == (1, "entry 2 of 9990000018 was changed")


def test_an_entry_moved_to_somebody_else_is_missed_and_found(
    chains: Person, other_person: Person
) -> None:
    with without_the_trigger() as cursor:
        cursor.execute(
            "UPDATE access_accessentry SET person_id = %s, number = 3 "
            "WHERE person_id = %s AND number = 2",
            [other_person.pk, chains.pk],
        )
    code, said = verify()
    assert code == 1
    assert said.splitlines() == [
        "entry 2 of 9990000018 is missing",
        "entry 3 of 9990000026 was changed",
    ]


def test_a_row_rewritten_with_a_fitting_hash_breaks_the_chain_behind_it(chains: Person) -> None:
    entry = entries_of(chains)[1]
    entry.purpose = "audit"
    with without_the_trigger() as cursor:
        cursor.execute(
            "UPDATE access_accessentry SET purpose = 'audit', hash = %s "
            "WHERE person_id = %s AND number = 2",
            [expected_hash(entry), chains.pk],
        )
    assert verify() == (1, "entry 3 of 9990000018 does not follow the one before it")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_row_taken_out_is_missed(number: int, chains: Person) -> None:
    with without_the_trigger() as cursor:
        cursor.execute(
            "DELETE FROM access_accessentry WHERE person_id = %s AND number = %s",
            [chains.pk, number],
        )
    assert verify("--person", "9990000018") == (1, f"entry {number} of 9990000018 is missing")
    assert verify("--person", "9990000026") == (0, "The chain is whole.")


def test_a_cut_tail_shows_by_the_seal_of_its_day(chains: Person) -> None:
    sealed()
    with without_the_trigger() as cursor:
        cursor.execute(
            "DELETE FROM access_accessentry WHERE person_id = %s AND number = 4", [chains.pk]
        )
    today = jalali.today()
    assert verify() == (1, f"the entries of {today} are not those that were sealed")
    told = json.loads(verify("--json")[1])
    assert told == {
        "fault": "day changed",
        "national_id": None,
        "person": None,
        "number": None,
        "day": today.isoformat(),
    }


def test_a_fault_is_told_as_json(chains: Person) -> None:
    with without_the_trigger() as cursor:
        cursor.execute("UPDATE access_accessentry SET detail = '' WHERE number = 4")
    told = json.loads(verify("--json")[1])
    assert (told["fault"], told["national_id"], told["number"]) == ("changed", "9990000018", 4)


@pytest.mark.parametrize("national_id", ["9990000019", "9990000131"])
def test_a_person_who_is_not_there_is_an_error(national_id: str, chains: Person) -> None:
    with pytest.raises(CommandError):
        verify("--person", national_id)


def test_every_finished_day_is_sealed_once_and_in_order(person: Person) -> None:
    look(person)
    today = jalali.today()
    assert seal.seal_days_before(today) == 0
    assert seal.seal_days_before(today + 3 * TOMORROW) == 3
    assert seal.seal_days_before(today + 3 * TOMORROW) == 0
    days = AccessSeal.objects.order_by("day").values_list("day", "entries")
    assert list(days) == [(today, 1), (today + TOMORROW, 0), (today + 2 * TOMORROW, 0)]
    assert verify()[0] == 0


@pytest.mark.parametrize(
    ("day", "said"),
    [(0, "the entries of {next} are not those"), (1, "the seal of {day} is missing")],
)
def test_a_seal_taken_away_is_missed(day: int, said: str, chains: Person) -> None:
    today = jalali.today()
    seal.seal_days_before(today + 3 * TOMORROW)
    gone: date = today + day * TOMORROW
    with without_the_trigger("access_accessseal") as cursor:
        cursor.execute("DELETE FROM access_accessseal WHERE day = %s", [gone])
    code, told = verify()
    assert code == 1
    assert said.format(day=gone, next=gone + TOMORROW) in told


def test_the_job_of_the_night_seals_what_is_finished(chains: Person) -> None:
    with time_machine.travel(jalali.today() + 2 * TOMORROW):
        seal_access_log(0)
        today = jalali.today()
    assert AccessSeal.objects.order_by("day").last() == AccessSeal(day=today - TOMORROW)
