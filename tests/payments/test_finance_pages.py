"""The finance directorate: sums, batches with four eyes, the bank's answers, reconciliation."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taminyar.accounts.models import Role
from taminyar.payments import batches, office_forms, overview
from taminyar.payments.models import Batch, OrderState, PaymentOrder
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.office.desks import desk_of
from tests.pages import words
from tests.payments.orders import (
    account,
    administrator,
    officer,
    ordered,
    payable,
    released,
    state_of,
    status_report,
    table,
    transactions,
)

pytestmark = pytest.mark.django_db
START, ANSWER = "/office/payments/", "/office/payments/answer/"
MOST_QUERIES = 8


@pytest.fixture
def finance() -> Client:
    return desk_of(Role.FINANCE_OFFICER)


@pytest.fixture
def auditor() -> Client:
    return desk_of(Role.ADMINISTRATOR)


def address(batch: Batch, deed: str = "") -> str:
    return f"{START}batches/{batch.pk}/{deed}"


def prepared() -> Batch:
    batch = batches.prepare(officer())
    assert batch is not None
    return batch


def hand_in(client: Client, content: bytes) -> Any:
    return client.post(ANSWER, {"file": SimpleUploadedFile("answer", content)})


def test_the_start_says_where_the_payments_stand(
    finance: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    payable(2)
    released()
    ordered(person, amount=7_000_000)
    payable(1, first=10)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = words(finance.get(START))
    assert "Waiting, can go into a batch 1 1,000,010" in page
    assert "Held: no account registered 1 7,000,000" in page
    assert "With the bank 2 2,000,001" in page
    assert Batch.objects.get().message_id in page
    assert "ready for a batch 1 Batches to be released 0 Payments that came back 0" in page


def test_an_empty_start_says_so(finance: Client) -> None:
    page = words(finance.get(START))
    assert "No batch here" in page
    assert "Paid this month 0 0" in page


def test_a_payment_of_this_month_counts_once(finance: Client, person: Person) -> None:
    account(person)
    order = ordered(person)
    released()
    hand_in(finance, table((order.end_to_end_id, "paid", jalali.iso(jalali.today()), "")))
    assert "Paid this month 1 5,000,000" in words(finance.get(START))


def test_batches_are_paged_newest_first(finance: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "BATCHES", 2)
    made = []
    for number in range(3):
        payable(1, first=number)
        made.append(prepared())
    page = finance.get(START).content.decode()
    assert made[2].message_id in page
    assert made[0].message_id not in page
    older = f"{START}?before={made[1].pk}"
    assert older in page
    assert made[0].message_id in words(finance.get(older))
    assert finance.get(f"{START}?before=x").status_code == 200


def test_a_batch_is_prepared_and_shown_line_by_line(
    finance: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mine = account(person)
    ordered(person)
    response = finance.post(f"{START}prepare/")
    batch = Batch.objects.get()
    assert response["Location"] == address(batch)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = words(finance.get(address(batch)))
    assert f"ABCDE-23456 مریم کریمی …{mine.ending} In a batch that is not released" in page
    assert "Somebody else has to release it" in page
    assert "Check and release" not in page
    assert finance.get(address(batch, "release/"))["Location"] == address(batch)
    assert mine.iban not in page


def test_lines_are_paged_by_key(finance: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "LINES", 2)
    payable(3)
    batch = prepared()
    first = finance.get(address(batch)).content.decode()
    assert "KEY00-00001" in first
    assert "KEY00-00002" not in first
    last = batch.lines.order_by("pk")[1]
    page = words(finance.get(f"{address(batch)}?after={last.pk}"))
    assert "KEY00-00002" in page
    assert "From the start" in page


def test_nothing_due_is_said_in_words(finance: Client) -> None:
    response = finance.post(f"{START}prepare/", follow=True)
    assert "Nothing is due that can be paid now" in words(response)


def test_without_a_payer_the_officer_is_told(finance: Client, settings: Any) -> None:
    settings.PAYER_IBAN = ""
    response = finance.post(f"{START}prepare/", follow=True)
    assert "PAYER_IBAN" in words(response)


def test_another_person_releases_it_and_fetches_the_file(
    finance: Client, auditor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stays, changes = payable(2)
    batch = prepared()
    assert "Check and release" in words(auditor.get(address(batch)))
    refused = words(finance.post(address(batch, "release/"), follow=True))
    assert "You prepared this batch" in refused
    account(changes.person, 99, confirmed_at=timezone.now())
    page = words(auditor.post(address(batch, "release/"), follow=True))
    assert "The batch is released" in page
    assert "Left out, because the account was changed: 1" in page
    assert state_of(stays) == OrderState.SENT
    unfetched = words(finance.get(address(batch, "file.xml"), follow=True))
    assert "Fetch the file with the button" in unfetched
    response = finance.post(address(batch, "fetch/"), follow=True)
    assert response["Content-Disposition"] == f'attachment; filename="{batch.message_id}.xml"'
    assert len(transactions(b"".join(response.streaming_content))) == 1
    unnoted = words(auditor.get(address(batch, "file.xml"), follow=True))
    assert "Fetch the file with the button" in unnoted
    again: Any = auditor.post(address(batch, "fetch/"), follow=True)
    assert len(transactions(b"".join(again.streaming_content))) == 1
    batch.refresh_from_db()
    assert batch.fetched_by == officer()
    assert [fetch.by for fetch in batch.fetches.order_by("pk")] == [officer(), administrator()]
    with django_assert_max_num_queries(MOST_QUERIES):
        page = words(auditor.get(address(batch)))
    assert page.count("File fetched") == 2
    assert page.count("File fetched again") == 1
    assert batches.may_take_file(batch, administrator())
    batch.fetches.update(at=timezone.now() - batches.FETCHING)
    assert auditor.get(address(batch, "file.xml"))["Location"] == address(batch)


def test_two_answers_to_one_batch_are_told_apart(finance: Client, auditor: Client) -> None:
    payable(1)
    batch = prepared()
    assert "The batch is dissolved" in words(finance.post(address(batch, "dissolve/"), follow=True))
    for deed in ("release/", "dissolve/"):
        page = words(auditor.post(address(batch, deed), follow=True))
        assert "released or dissolved in the meantime" in page
    assert "Check and release" not in page
    for deed in ("release/", "dissolve/"):
        assert auditor.get(address(batch, deed))["Location"] == address(batch)
    assert auditor.get(address(batch, "file.xml")).status_code == 404
    assert auditor.post(address(batch, "fetch/")).status_code == 404


def test_before_the_release_its_number_sum_services_and_largest_are_looked_at(
    auditor: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(overview, "LARGEST", 2)
    payable(3)
    batch = prepared()
    with django_assert_max_num_queries(MOST_QUERIES):
        page = words(auditor.get(address(batch, "release/")))
    assert "3 payments 3,000,003 rials" in page
    assert "کمک‌هزینه ازدواج 3 3,000,003" in page
    assert "KEY00-00002" in page
    assert "KEY00-00000" not in page
    assert "Release the batch" in page
    assert Batch.objects.open().exists()


def test_before_a_batch_is_dissolved_one_is_asked(finance: Client) -> None:
    payable(1)
    batch = prepared()
    page = words(finance.get(address(batch, "dissolve/")))
    assert "Dissolve this batch?" in page
    assert "1 payment 1,000,000 rials" in page
    assert Batch.objects.open().exists()


def test_the_batch_tells_what_became_of_each_payment(finance: Client) -> None:
    again, came_back, _open = payable(3)
    batch = released()
    first, second, _third = batch.lines.select_related("order").order_by("pk")
    said = [(first, "RJCT", "AC04"), (second, "RJCT", "AC01")]
    hand_in(finance, status_report(batch, said))
    account(again.person, 99, confirmed_at=timezone.now())
    released()
    page = words(finance.get(address(batch)))
    assert "Returned by the bank 2 2,000,001" in page
    assert "With the bank 1 1,000,002" in page
    assert "the account is closed (AC04) With the bank 1,000,000" in page
    assert "the account number is not correct (AC01) Returned by the bank 1,000,001" in page
    assert state_of(came_back) == OrderState.RETURNED


def test_a_payment_to_oneself_is_released_by_somebody_else(auditor: Client) -> None:
    account(administrator().person)
    ordered(administrator().person)
    batch = prepared()
    assert "A payment in this batch is for you" in words(auditor.get(address(batch)))
    auditor.post(address(batch, "release/"))
    assert Batch.objects.open().exists()


def test_an_answer_of_the_bank_is_taken_over(
    finance: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    payable(2)
    batch = released()
    first, second = batch.lines.select_related("order").order_by("pk")
    content = status_report(batch, [(first, "ACSC", ""), (second, "RJCT", "AC04")])
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "taken over whole" in words(finance.get(ANSWER))
    response = hand_in(finance, content)
    page = words(response)
    assert "The answer is taken over" in page
    assert "/office/payments/orders/?list=returned" in response.content.decode()
    assert "Paid 1 Returned; the people are asked for another account 1" in page
    assert f"{batch.message_id} 2 2,000,001" in page
    assert "taken over before" in words(hand_in(finance, content))
    assert "Returned by the bank" in words(finance.get(address(batch)))


def test_the_faults_of_an_answer_are_shown_row_by_row(finance: Client) -> None:
    response = hand_in(finance, table(("NOBODY", "paid", "1405-01-01", "")))
    assert response.status_code == 422
    page = words(response)
    assert "Nothing was taken over" in page
    assert "2 NOBODY We ordered no payment with this ID." in page
    assert "the file" in words(hand_in(finance, b"x"))


@pytest.mark.parametrize(
    ("content", "said"), [(None, "Choose the file"), (b"", "This file is empty")]
)
def test_without_a_file_the_form_comes_back(
    finance: Client, content: bytes | None, said: str
) -> None:
    response = finance.post(ANSWER) if content is None else hand_in(finance, content)
    assert response.status_code == 422
    assert said in words(response)


def test_too_large_a_file_is_not_read(finance: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_forms, "MOST_BYTES", 10)
    response = hand_in(finance, b"x" * 11)
    assert response.status_code == 422
    assert "larger than 50 MB" in words(response)


def test_the_reconciliation_names_every_difference(
    auditor: Client, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    payable(2)
    batch = released()
    with django_assert_max_num_queries(MOST_QUERIES + 1):  # the batches without an answer
        page = words(auditor.get(f"{START}reconciliation/"))
    assert "Orders, batches and answers agree" in page
    assert f"{batch.message_id} 2 2,000,001" in page
    assert "With the bank 2,000,001 2,000,001 0 0" in page
    assert "Waiting for the next batch 0 0 0 0" in page
    order = PaymentOrder.objects.order_by("pk")[0]
    PaymentOrder.objects.filter(pk=order.pk).update(state=OrderState.PAID, paid_on=jalali.today())
    page = words(auditor.get(f"{START}reconciliation/"))
    assert "Something does not agree" in page
    assert f"{order.end_to_end_id} Paid, but the bank said nothing of it" in page
    assert "Paid 1,000,000 1,000,000 0 1,000,000" in page


def test_the_reconciliation_names_batches_without_an_answer_and_their_age(
    finance: Client,
) -> None:
    (paid, _open) = payable(2)
    batch = released()
    Batch.objects.update(released_at=timezone.now() - timedelta(days=12))
    hand_in(finance, table((paid.end_to_end_id, "paid", jalali.iso(jalali.today()), "")))
    page = words(finance.get(f"{START}reconciliation/"))
    assert "Without an answer of the bank" in page
    released_on = jalali.long_date(jalali.today() - timedelta(days=12), "en")
    assert f"{batch.message_id} {released_on} 12 days 1 1,000,001" in page


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FINANCE_OFFICER, Role.ADMINISTRATOR}))
def test_other_duties_stay_outside(role: Role) -> None:
    desk = desk_of(role)
    payable(1)
    batch = prepared()
    deeds = [f"batches/{batch.pk}/{deed}/" for deed in ("release", "dissolve")]
    for page in ("", "orders/", "answer/", "reconciliation/", *deeds, f"batches/{batch.pk}/"):
        assert desk.get(f"{START}{page}").status_code == 403
    for deed in ("prepare/", *deeds):
        assert desk.post(f"{START}{deed}").status_code == 403
    assert Batch.objects.open().count() == 1


def test_a_batch_that_is_not_there(finance: Client) -> None:
    assert finance.get(f"{START}batches/999/").status_code == 404
    assert finance.post(f"{START}batches/999/release/").status_code == 404
