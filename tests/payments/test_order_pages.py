"""Payment orders list by list, and the one whose tracking code was typed."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.payments import bank_answer, order_list
from taminyar.payments.models import Batch
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.office.desks import desk_of
from tests.pages import words
from tests.payments.orders import account, ordered, payable, released, somebody, table

pytestmark = pytest.mark.django_db
LISTS = "/office/payments/orders/"
MOST_QUERIES = 8


@pytest.fixture
def finance() -> Client:
    return desk_of(Role.FINANCE_OFFICER)


def listed(client: Client, name: str) -> str:
    return words(client.get(LISTS, {"list": name}))


def answered(order: Any, status: str, reason: str = "") -> None:
    row = (order.end_to_end_id, status, jalali.iso(jalali.today()), reason)
    bank_answer.take(table(row), None)


def test_what_waits_is_told_from_what_is_held_and_why(finance: Client) -> None:
    payable(1)
    ordered(somebody(50), "NOACCOUNT9")
    cooling = somebody(51)
    account(cooling, 51, confirmed_at=timezone.now(), hold=timedelta(days=3))
    ordered(cooling, "COOLING999")
    ready = listed(finance, "ready")
    assert "KEY00-00000" in ready
    assert "NOACC" not in ready
    assert "NOACC-OUNT9 سارا نادری Waiting for the next batch Held: no account" in listed(
        finance, "no_account"
    )
    assert "Held: the account is new" in listed(finance, "account_cooling")


def test_what_the_bank_has_is_listed_with_its_age(
    finance: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    payable(2)
    batch = released()
    Batch.objects.update(released_at=timezone.now() - timedelta(days=9))
    with django_assert_max_num_queries(MOST_QUERIES):
        page = listed(finance, "sent")
    assert "KEY00-00001 مریم کریمی With the bank 9 days" in page
    assert batch.message_id in page


def test_what_came_back_is_listed_with_the_reason_of_the_bank(finance: Client) -> None:
    (order,) = payable(1)
    released()
    answered(order, "returned", "AC04")
    assert "Returned by the bank the account is closed (AC04)" in listed(finance, "returned")


def test_what_was_paid_this_month_is_listed_newest_first(
    finance: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_list, "ROWS", 1)
    first, second = payable(2)
    released()
    for order in (first, second):
        answered(order, "paid")
    page = finance.get(LISTS, {"list": "paid"})
    assert "KEY00-00001" in words(page)
    assert "KEY00-00000" not in words(page)
    further = order_list.page("paid", timezone.now(), jalali.today()).after
    assert further in page.content.decode()
    rest = words(finance.get(LISTS, {"list": "paid", "after": further}))
    assert "KEY00-00000" in rest
    assert "KEY00-00001" not in rest
    assert "Further" not in rest


def test_every_row_of_a_list_comes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_list, "ROWS", 2)
    made = payable(5)
    for number, order in enumerate(made):
        order.due_on = jalali.today() - timedelta(days=number // 2)
        order.save()
    seen, after = [], ""
    while True:
        page = order_list.page("ready", timezone.now(), jalali.today(), after)
        seen += [row.order.source_key for row in page.rows]
        if not (after := page.after):
            break
    assert seen == [made[at].source_key for at in (4, 2, 3, 0, 1)]


@pytest.mark.parametrize("query", ["after=x", "after=99999999999-1", "after=1-", "list=none"])
def test_an_address_that_names_no_place_shows_the_start(finance: Client, query: str) -> None:
    payable(1)
    assert "KEY00-00000" in words(finance.get(f"{LISTS}?{query}"))


def test_an_empty_list_says_so(finance: Client) -> None:
    assert "No payment here" in listed(finance, "sent")


@pytest.mark.parametrize("typed", ["ABCDE-23456", "abcde ۲۳۴۵۶", "ABCDE23456"])
def test_a_tracking_code_finds_its_payment(
    finance: Client,
    person: Person,
    typed: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    account(person)
    order = ordered(person)
    payable(1)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = words(finance.get(LISTS, {"code": typed}))
    assert "ABCDE-23456" in page
    assert "KEY00" not in page
    assert "ABCDE-23456" in words(finance.get(LISTS, {"code": order.end_to_end_id}))


@pytest.mark.parametrize("typed", ["ABCDE99999", "x", "%", "۱" * 60])
def test_a_code_that_is_nobodys_finds_nothing(finance: Client, typed: str) -> None:
    payable(1)
    assert "Nothing was found" in words(finance.get(LISTS, {"code": typed}))


@pytest.mark.parametrize("typed", ["", "\0", "A" * 61])
def test_what_cannot_be_a_code_is_told(finance: Client, typed: str) -> None:
    page = finance.get(LISTS, {"code": typed})
    assert page.status_code == 200
    assert "put one thing right" in words(page)


INDEXES = {
    "ready": "orders_unpaid",
    "no_account": "orders_unpaid",
    "returned": "orders_unpaid",
    "batched": "orders_in_hand",
    "sent": "orders_in_hand",
    "paid": "orders_paid",
}


@pytest.mark.parametrize("name", INDEXES)
def test_a_list_is_read_along_an_index(name: str) -> None:
    today = jalali.today()
    after = f"{today.toordinal()}-5"
    with CaptureQueriesContext(connection) as captured:
        order_list.page(name, timezone.now(), today, after)
    assert INDEXES[name] in plan(captured[0]["sql"])


def test_a_search_goes_by_two_indexes() -> None:
    with CaptureQueriesContext(connection) as captured:
        order_list.search("ABCDE-23456", timezone.now())
    found = plan(captured[0]["sql"])
    assert "ordered_once" in found
    assert "end_to_end_id_is_unique" in found


def plan(sql: str) -> str:
    """How the database goes about it when it may not read whole tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        return json.dumps(cursor.fetchone()[0])
