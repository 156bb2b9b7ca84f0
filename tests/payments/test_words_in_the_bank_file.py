"""Names and days in the file for the bank: escaped, cut to what it takes, days of Tehran."""

import io
from datetime import UTC, datetime

import pytest
import time_machine
from lxml import etree
from pytest_django import Settings

from taminyar.payments import bank_file, batches, sources
from taminyar.people.models import Person
from tests.payments.orders import NAMESPACE, account, ordered, transactions

pytestmark = pytest.mark.django_db


def written() -> bytes:
    batch = batches.prepare_and_release()
    assert batch is not None
    file = io.BytesIO()
    bank_file.write(batch, file)
    return file.getvalue()


def said(content: bytes, tag: str) -> list[str | None]:
    found = etree.fromstring(content).iter(f"{{{NAMESPACE}}}{tag}")
    return [element.text for element in found]


def payer(content: bytes) -> set[str]:
    root, names = etree.fromstring(content), {"p": NAMESPACE}
    return {
        found.text for found in root.xpath("//p:InitgPty/p:Nm | //p:Dbtr/p:Nm", namespaces=names)
    }


@pytest.fixture
def order(person: Person) -> None:
    account(person)
    ordered(person)


def test_the_name_of_a_service_may_hold_any_sign(order: None) -> None:
    sources.register("test", lambda orders: None, name=lambda about: f'{about} <&> "مادر"')
    (payment,) = transactions(written())
    assert payment["about"] == 'marriage <&> "مادر" ABCDE23456'


def test_so_may_the_tracking_code_and_the_owner(person: Person) -> None:
    account(person, owner_name="مریم & رضا <کریمی>")
    ordered(person, "A&B<C>")
    (payment,) = transactions(written())
    assert payment["name"] == "مریم & رضا <کریمی>"
    assert payment["about"] == "کمک‌هزینه ازدواج A&B<C>"


def test_so_may_the_payer(order: None, settings: Settings) -> None:
    settings.PAYER_NAME = "بیمه & درمان <نمونه>"
    assert payer(written()) == {"بیمه & درمان <نمونه>"}


def test_a_payer_of_a_long_name_is_cut(order: None, settings: Settings) -> None:
    settings.PAYER_NAME = "x" * 141
    assert payer(written()) == {"x" * 140}


@pytest.mark.parametrize(
    ("moment", "day", "hour"),
    [
        (datetime(2026, 10, 5, 20, 29, tzinfo=UTC), "2026-10-05", "23:59"),
        (datetime(2026, 10, 5, 20, 31, tzinfo=UTC), "2026-10-06", "00:01"),
    ],
)
def test_the_day_in_the_file_is_that_of_tehran(
    person: Person, moment: datetime, day: str, hour: str
) -> None:
    with time_machine.travel(moment, tick=False):
        account(person)
        ordered(person)
        content = written()
    assert said(content, "ReqdExctnDt") == [day]
    assert said(content, "CreDtTm") == [f"{day}T{hour}:00+03:30"]
