"""The population for benchmarks is what it says, and keeps every rule of the tables."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count

from taminyar.careers.models import Contribution
from taminyar.people.models import Person
from taminyar.workshops.models import Workshop
from tests import left_behind

pytestmark = pytest.mark.django_db

PEOPLE = 60


def run_population(*arguments: str) -> str:
    output = io.StringIO()
    call_command("population", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module", autouse=True)
def runs(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """Two runs, the second on top of the first; what they printed."""
    with django_db_blocker.unblock():
        yield [run_population("--people", str(PEOPLE), "--seed", seed) for seed in ("7", "8")]
        left_behind.empty()


def months_of_people() -> list[int]:
    counted = Contribution.objects.values("person").annotate(months=Count("month"))
    return [row["months"] for row in counted.order_by("person")]


def orphans(table: str, column: str) -> int:
    """Contributions whose person, workshop or job does not exist."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM careers_contribution AS row WHERE row.{column} IS NOT NULL"
            f" AND NOT EXISTS (SELECT FROM {table} WHERE id = row.{column})"
        )
        return int(cursor.fetchone()[0])


def test_each_run_adds_its_people_and_says_how_many_rows(runs: list[str]) -> None:
    months = months_of_people()
    assert len(months) == Person.objects.count() == 2 * PEOPLE
    for place, said in enumerate(runs):
        rows = sum(months[place * PEOPLE : (place + 1) * PEOPLE])
        assert f"Wrote {rows:,} contributions of {PEOPLE} people" in said


def test_the_average_is_about_a_hundred_months() -> None:
    months = months_of_people()
    assert 85 < sum(months) / len(months) < 120


def test_the_first_person_of_each_run_has_360_months_in_four_workshops(runs: list[str]) -> None:
    for said in runs:
        number = said.split("The first person, ")[1][:10]
        record = Contribution.objects.filter(person__national_id=number)
        assert record.values("month").distinct().count() == record.count() == 360
        assert record.values("workshop").distinct().count() == 4


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("people_person", "person_id"),
        ("workshops_workshop", "workshop_id"),
        ("careers_job", "job_id"),
    ],
)
def test_rows_point_to_what_is_there_though_nothing_checked_it(table: str, column: str) -> None:
    assert orphans(table, column) == 0


def test_workshops_belong_to_branches_that_are_there() -> None:
    with_branch = Workshop.objects.filter(branch__name__gt="")
    assert with_branch.count() == Workshop.objects.count() > 0


def test_new_people_and_workshops_after_it_get_ids_of_their_own() -> None:
    person = Person.objects.create(insurance_number="60000001", first_name="نو", last_name="آمده")
    assert person.pk > max(Contribution.objects.values_list("person_id", flat=True))


def test_a_population_that_the_numbers_cannot_hold_is_refused() -> None:
    with pytest.raises(CommandError, match="no national IDs left"):
        run_population("--people", "800000")


def test_nobody_is_no_population() -> None:
    with pytest.raises(CommandError, match="At least one"):
        run_population("--people", "0")
