"""A report of the bank speaks of the payments it names, in their order, and of nothing else."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from taminyar.notices.models import Notice
from taminyar.payments import answer_rows, bank_answer, batches, reconcile, schemas
from taminyar.payments.bank_answer import Outcome, Refused
from taminyar.payments.models import Batch, BatchLine, OrderState
from taminyar.people.models import Person
from taminyar.persian import jalali
from tests.payments.orders import (
    account,
    officer,
    ordered,
    payable,
    released,
    state_of,
    status_report,
    table,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def lines_of(batch: Batch) -> list[BatchLine]:
    return list(batch.lines.select_related("order").order_by("pk"))


def released_ago(days: int) -> Batch:
    batch = released()
    Batch.objects.filter(pk=batch.pk).update(released_at=timezone.now() - days * DAY)
    return batch


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        bank_answer.take(content, None)
    return [f"{fault.row}: {fault.message}" for fault in refused.value.faults]


def without(tag: str, content: bytes) -> bytes:
    """The same report without this element, which the schema does not ask for."""
    left = re.sub(f"<{tag}>[^<]*</{tag}>".encode(), b"", content)
    schemas.of(schemas.STATUS).assertValid(etree.fromstring(left))
    return left


def with_part(name: str, status: str, content: bytes) -> bytes:
    """The same report with one payment information more."""
    part = (
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{name}</OrgnlPmtInfId>"
        f"<PmtInfSts>{status}</PmtInfSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt>"
    )
    longer = content.replace(b"</CstmrPmtStsRpt>", part.encode())
    schemas.of(schemas.STATUS).assertValid(etree.fromstring(longer))
    return longer


def made_at(moment: datetime, content: bytes) -> bytes:
    said = timezone.localtime(moment).isoformat(timespec="seconds").encode()
    return re.sub(rb"<CreDtTm>[^<]*", b"<CreDtTm>" + said, content)


def accepted_at(moment: str, content: bytes) -> bytes:
    accepted = f"<AccptncDtTm>{moment}</AccptncDtTm><OrgnlTxRef>"
    return content.replace(b"<OrgnlTxRef>", accepted.encode())


# ---- one payment is one payment


@pytest.mark.parametrize(
    ("status", "reason", "becomes"),
    [("RJCT", "AC04", "returned"), ("RJCT", "AM04", "waiting"), ("ACSC", "", "paid")],
)
def test_a_payment_named_by_its_attempt_alone_is_the_only_one_that_changes(
    status: str, reason: str, becomes: str
) -> None:
    made = payable(3)
    batch = released()
    content = status_report(batch, [(lines_of(batch)[0], status, reason)])
    bank_answer.take(without("OrgnlEndToEndId", content), None)
    assert [state_of(order) for order in made] == [becomes, "sent", "sent"]
    assert Notice.objects.filter(event="payment-returned").count() == (becomes == "returned")


def test_a_payment_named_by_nothing_is_a_fault() -> None:
    made = payable(3)
    batch = released()
    content = status_report(batch, [(lines_of(batch)[1], "RJCT", "AC04")])
    nameless = without("OrgnlInstrId", without("OrgnlEndToEndId", content))
    assert faults_of(nameless) == ["1: The ID of the payment is missing."]
    foreign = re.sub(rb"(<OrgnlInstrId>)[^<]*", rb"\1BANK-7", content)
    assert faults_of(without("OrgnlEndToEndId", foreign)) == [
        "1: We ordered no payment with this ID."
    ]
    assert {state_of(order) for order in made} == {OrderState.SENT}


@pytest.mark.parametrize("status", ["RJCT", "ACSC"])
def test_a_part_of_another_name_says_nothing_of_our_payments(status: str) -> None:
    made = payable(3)
    batch = released()
    content = status_report(batch, [(lines_of(batch)[0], "ACSC", "")])
    assert bank_answer.take(with_part("OTHER", status, content), None) == Outcome(paid=1)
    assert [state_of(order) for order in made] == ["paid", "sent", "sent"]


def test_a_part_of_our_name_stands_for_the_whole_message() -> None:
    made = payable(2)
    batch = released()
    content = with_part(batch.message_id, "RJCT", status_report(batch))
    assert bank_answer.take(content, None) == Outcome(refused=2)
    assert {state_of(order) for order in made} == {OrderState.WAITING}


def test_a_message_that_was_both_paid_and_refused_is_a_fault() -> None:
    (order,) = payable(1)
    batch = released()
    content = with_part(batch.message_id, "RJCT", status_report(batch, group="ACSC"))
    assert faults_of(content) == ["0: The file says that all was paid, and that nothing was."]
    assert state_of(order) == OrderState.SENT


# ---- in their order


def test_an_older_report_does_not_undo_what_was_paid_since(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = released_ago(5)
    (line,) = lines_of(batch)
    older = made_at(timezone.now() - 3 * DAY, status_report(batch, [(line, "RJCT", "AM04")]))
    bank_answer.take(status_report(batch, [(line, "ACSC", "")]), None)
    assert faults_of(older) == ["1: The bank answered otherwise of a later day."]
    assert state_of(order) == OrderState.PAID
    before = jalali.iso(jalali.today() - DAY)
    assert faults_of(table((order.end_to_end_id, "returned", before, "AC04"))) == [
        "2: The bank answered otherwise of a later day."
    ]
    assert batches.prepare(officer()) is None


def test_what_comes_back_does_so_on_the_day_the_bank_says_it(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = released_ago(5)
    (line,) = lines_of(batch)
    settled = jalali.today() - DAY
    paid = status_report(batch, [(line, "ACSC", "")], settled_on=settled.isoformat())
    bank_answer.take(paid, None)
    back = status_report(batch, [(line, "RJCT", "AC04")])
    accepted = timezone.localtime(timezone.now() - 3 * DAY).isoformat(timespec="seconds")
    bank_answer.take(accepted_at(accepted, back), None)
    assert state_of(order) == OrderState.RETURNED
    assert line.answers.get(status="returned").on == jalali.today()
    assert reconcile.differences() == []


# ---- on a day that can be


@pytest.mark.parametrize("day", ["0001-01-01", "0600-01-01", "2020-01-01"])
def test_nothing_is_paid_before_the_bank_had_it(person: Person, day: str) -> None:
    account(person)
    order = ordered(person)
    batch = released_ago(1)
    said = [(lines_of(batch)[0], "ACSC", "")]
    too_early = ["1: The day is before the batch was released."]
    assert faults_of(status_report(batch, said, settled_on=day)) == too_early
    accepted = accepted_at(f"{day}T00:00:00", status_report(batch, said))
    assert faults_of(accepted) == too_early
    assert state_of(order) == OrderState.SENT


@pytest.mark.parametrize("group", ["ACSC", "RJCT"])
def test_neither_is_a_whole_message_answered_before(person: Person, group: str) -> None:
    account(person)
    order = ordered(person)
    content = status_report(released(), group=group)
    assert faults_of(made_at(timezone.now() - DAY, content)) == [
        "0: The day is before the batch was released."
    ]
    assert state_of(order) == OrderState.SENT


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_beyond_every_calendar_is_a_fault(person: Person, moment: str) -> None:
    account(person)
    ordered(person)
    batch = released()
    content = status_report(batch, [(lines_of(batch)[0], "ACSC", "")])
    assert "cannot be" in faults_of(accepted_at(moment, content))[0]


# ---- no more than can be read while somebody waits


def test_a_page_takes_no_more_rows_than_can_be_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank_answer, "MOST_ROWS", 2)
    made = payable(3)
    batch = released()
    today = jalali.iso(jalali.today())
    report = status_report(batch, [(line, "ACSC", "") for line in lines_of(batch)])
    rows = table(*((order.end_to_end_id, "paid", today, "") for order in made))
    for content in (report, rows):
        with pytest.raises(Refused) as refused:
            bank_answer.take(content, officer())
        (fault,) = refused.value.faults
        assert str(fault.message) == "This file has more than 2 rows. Use the command."
    assert bank_answer.take(rows, None) == Outcome(paid=3)


@pytest.mark.parametrize(
    "row", [("", "perhaps", "never", ""), ("UNKNOWN", "paid", "1405-01-01", "")]
)
def test_a_file_that_is_wrong_throughout_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch, row: tuple[str, str, str, str], db: None
) -> None:
    monkeypatch.setattr(answer_rows, "MOST_FAULTS", 3)
    assert len(faults_of(table(*[row] * 20))) == 3
