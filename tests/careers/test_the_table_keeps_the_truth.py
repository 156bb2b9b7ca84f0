"""What the contributions table itself refuses, whoever writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from taminyar.careers.models import Contribution
from taminyar.people.models import Person
from tests.careers.records import paid, workshop

pytestmark = pytest.mark.django_db


def refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("month", "days"), [("1403-07", 31), ("1404-12", 30), ("1403-12", 31), ("1403-01", 32)]
)
def test_more_days_than_the_month_has(month: str, days: int, person: Person) -> None:
    assert refused(lambda: paid(person, workshop(), month, days=days))


@pytest.mark.parametrize("month", ["1403-12", "1399-12", "1408-12"])
def test_the_thirtieth_of_esfand_in_a_leap_year_is_kept(month: str, person: Person) -> None:
    paid(person, workshop(), month, days=30)
    assert Contribution.objects.get().days == 30


def test_the_same_line_twice(person: Person) -> None:
    paid(person, workshop(), "1403-01")
    assert refused(lambda: paid(person, workshop(), "1403-01"))


@pytest.mark.parametrize(
    "change",
    ["month = 140313", "insured_wage = -1", "total = insured_wage - 1", "days = 0", "kind = 99"],
)
def test_values_that_cannot_be(change: str, person: Person) -> None:
    paid(person, workshop(), "1403-01")

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE careers_contribution SET {change}")

    assert refused(write)


def test_a_record_is_read_from_one_partition_by_its_key_alone(person: Person) -> None:
    paid(person, workshop(), "1390-01", "1403-12")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        rows = Contribution.objects.of(person).order_by("month", "workshop_id")
        plan = rows.values_list("month", "days", "insured_wage", "recorded_on").explain()
    assert plan.count("Index Only Scan") == 1
    assert "careers_contribution_of_list" not in plan
