"""What the bank answers is taken over once and whole: paid, returned with the reason, pending."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from taminyar.notices.models import Notice
from taminyar.payments import bank_answer, batches
from taminyar.payments.bank_answer import Outcome, Refused
from taminyar.payments.models import (
    AnswerFile,
    BankAnswer,
    Batch,
    BatchLine,
    LineState,
    OrderState,
    PaymentOrder,
)
from taminyar.people.models import Person
from taminyar.persian import jalali
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
)

pytestmark = pytest.mark.django_db


def lines_of(batch: Batch) -> list[BatchLine]:
    return list(batch.lines.select_related("order").order_by("pk"))


def today() -> str:
    return jalali.iso(jalali.today())


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        bank_answer.take(content, None)
    return [f"{fault.row}: {fault.message}" for fault in refused.value.faults]


def test_a_report_marks_paid_returned_and_leaves_what_is_on_its_way() -> None:
    paid, returned, pending = payable(3)
    batch = released()
    Batch.objects.update(released_at=timezone.now() - timedelta(days=2))
    first, second, third = lines_of(batch)
    yesterday = (jalali.today() - timedelta(days=1)).isoformat()
    content = status_report(
        batch,
        [(first, "ACSC", ""), (second, "RJCT", "AC04"), (third, "ACSP", "")],
        settled_on=yesterday,
    )
    assert bank_answer.take(content, officer()) == Outcome(paid=1, returned=1, pending=1)
    assert state_of(paid) == OrderState.PAID
    assert paid.paid_on == date.fromisoformat(yesterday)
    assert (state_of(returned), returned.return_reason) == (OrderState.RETURNED, "AC04")
    assert state_of(pending) == OrderState.SENT
    assert AnswerFile.objects.get().received_by == officer()


def test_the_same_file_twice_changes_nothing(told: list[tuple[str, str]]) -> None:
    payable(2)
    batch = released()
    first, second = lines_of(batch)
    content = status_report(batch, [(first, "ACSC", ""), (second, "RJCT", "AC01")])
    bank_answer.take(content, None)
    assert bank_answer.take(content, None) == Outcome(known=True)
    # Other bytes, the same answers.
    assert bank_answer.take(content + b"\n", None) == Outcome(unchanged=2)
    assert BankAnswer.objects.count() == 2
    assert Notice.objects.filter(event="payment-returned").count() == 1


def test_a_returned_payment_asks_for_another_account_and_goes_there(person: Person) -> None:
    account(person, 1)
    order = ordered(person)
    batch = released()
    (line,) = lines_of(batch)
    bank_answer.take(status_report(batch, [(line, "RJCT", "AC04")]), None)
    notice = Notice.objects.of(person).get(event="payment-returned")
    assert notice.values["reason"] == "the account is closed"
    assert notice.values["ending"] == line.ending
    assert batches.prepare(officer()) is None
    fresh = account(person, 2, confirmed_at=timezone.now())
    again = released()
    (second,) = lines_of(again)
    assert (second.iban, second.attempt, second.order) == (fresh.iban, 2, order)
    bank_answer.take(status_report(again, [(second, "ACSC", "")]), None)
    assert state_of(order) == OrderState.PAID


def test_a_payment_that_was_paid_may_be_returned_later(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = released()
    (line,) = lines_of(batch)
    bank_answer.take(table((order.end_to_end_id, "paid", today(), "")), None)
    assert state_of(order) == OrderState.PAID
    bank_answer.take(table((order.end_to_end_id, "returned", today(), "BE01")), None)
    assert (state_of(order), order.paid_on) == (OrderState.RETURNED, None)
    line.refresh_from_db()
    assert line.state == LineState.RETURNED
    # The first answer once more, in a file of other bytes.
    repeated = table((order.end_to_end_id, "paid", today(), "")) + b"\n"
    assert bank_answer.take(repeated, None) == Outcome(unchanged=1)
    assert state_of(order) == OrderState.RETURNED


def test_a_payment_that_was_returned_is_not_paid_by_the_same_attempt(person: Person) -> None:
    account(person)
    order = ordered(person)
    released()
    bank_answer.take(table((order.end_to_end_id, "returned", today(), "BE01")), None)
    assert faults_of(table((order.end_to_end_id, "paid", today(), ""))) == [
        "2: The bank answered otherwise before."
    ]


def test_a_payment_refused_for_our_own_mistake_waits_and_nobody_is_asked(person: Person) -> None:
    account(person)
    order = ordered(person)
    batch = released()
    bank_answer.take(status_report(batch, [(lines_of(batch)[0], "RJCT", "AM04")]), None)
    assert state_of(order) == OrderState.WAITING
    assert not Notice.objects.filter(event="payment-returned").exists()
    assert released().lines.get().attempt == 2


def test_a_table_of_the_whole_day_does_not_have_the_next_attempt_paid_twice(
    person: Person,
) -> None:
    account(person)
    order = ordered(person)
    released()
    refused = (order.end_to_end_id, "returned", today(), "AM04")
    bank_answer.take(table(refused), None)
    released()
    # The second attempt of the day; the bank's table tells of the first one again.
    assert bank_answer.take(table(refused) + b"\n", None) == Outcome(unchanged=1)
    assert state_of(order) == OrderState.SENT
    assert batches.prepare(officer()) is None
    bank_answer.take(table((order.end_to_end_id, "paid", today(), "")), None)
    assert state_of(order) == OrderState.PAID


def test_nobody_says_of_a_payment_to_themselves_that_it_came_back() -> None:
    mine = officer()
    account(mine.person)
    order = ordered(mine.person)
    batch = batches.prepare_and_release()
    assert batch
    content = status_report(batch, [(lines_of(batch)[0], "RJCT", "AC04")])
    for answer in (content, status_report(batch, group="ACSC")):
        with pytest.raises(Refused) as refused:
            bank_answer.take(answer, mine)
        assert "This payment is for you" in str(refused.value.faults[0].message)
    assert state_of(order) == OrderState.SENT
    bank_answer.take(content, administrator())
    assert state_of(order) == OrderState.RETURNED


def test_a_whole_file_is_not_settled_on_a_day_to_come() -> None:
    (order,) = payable(1)
    batch = released()
    content = status_report(batch, group="ACSC")
    later = content.replace(f"{timezone.localdate():%Y-%m-%d}".encode(), b"2099-01-01")
    assert faults_of(later) == ["0: The day is still to come."]
    assert state_of(order) == OrderState.SENT


def test_a_file_that_was_refused_whole_sends_every_payment_back_to_wait() -> None:
    orders = payable(3)
    batch = released()
    first = lines_of(batch)[0]
    bank_answer.take(status_report(batch, [(first, "ACSC", "")]), None)
    outcome = bank_answer.take(status_report(batch, group="RJCT", reason="FF01"), None)
    assert outcome == Outcome(refused=2, unchanged=1)
    assert [state_of(order) for order in orders] == ["paid", "waiting", "waiting"]


def test_a_file_that_was_settled_whole_pays_every_payment_not_named() -> None:
    orders = payable(3)
    batch = released()
    first = lines_of(batch)[0]
    outcome = bank_answer.take(status_report(batch, [(first, "PDNG", "")], group="ACSC"), None)
    assert outcome == Outcome(paid=2, pending=1)
    assert [state_of(order) for order in orders] == ["sent", "paid", "paid"]


@pytest.mark.parametrize("day", ["jalali", "gregorian", "persian digits"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_table_in_any_digits_and_either_calendar(person: Person, day: str, mark: bytes) -> None:
    account(person)
    order = ordered(person)
    released()
    now = jalali.today()
    written = {
        "jalali": jalali.iso(now),
        "gregorian": now.isoformat(),
        "persian digits": jalali.iso(now).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    }[day]
    content = mark + table((order.end_to_end_id, "Paid", written, ""))
    assert bank_answer.take(content, None) == Outcome(paid=1)
    assert (state_of(order), order.paid_on) == (OrderState.PAID, now)


def test_every_fault_is_named_and_nothing_is_taken_over() -> None:
    good, twice, *_rest = payable(3)
    released()
    waiting = ordered(good.person, "NOT-YET")
    before = jalali.iso(jalali.today() - timedelta(days=1))
    tomorrow = jalali.iso(jalali.today() + timedelta(days=1))
    content = table(
        (good.end_to_end_id, "paid", today(), ""),
        ("UNKNOWN", "paid", today(), ""),
        (waiting.end_to_end_id, "paid", today(), ""),
        (twice.end_to_end_id, "paid", tomorrow, ""),
        (twice.end_to_end_id, "paid", before, ""),
    )
    assert faults_of(content) == [
        "3: We ordered no payment with this ID.",
        "4: This payment stands in no batch that was released.",
        "5: The day is still to come.",
        "6: This payment does not stand in the batch, or came to the bank later.",
    ]
    assert set(PaymentOrder.objects.values_list("state", flat=True)) == {"sent", "waiting"}
    assert not AnswerFile.objects.exists()


def test_one_payment_answered_in_two_ways_is_a_fault(person: Person) -> None:
    account(person)
    order = ordered(person)
    released()
    content = table(
        (order.end_to_end_id, "paid", today(), ""),
        (order.end_to_end_id, "paid", today(), ""),
        (order.end_to_end_id, "returned", today(), "AC01"),
    )
    assert faults_of(content) == [
        "4: This payment stands twice in the file, with different answers."
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("X", "perhaps", "1405-01-01", ""), "2: The status is neither paid nor returned."),
        (("", "paid", "1405-01-01", ""), "2: The ID of the payment is missing."),
        (("X", "returned", "1405-01-01", ""), "2: A returned payment needs its reason."),
        (("X", "paid", "1405-13-01", ""), "2: The date is neither Jalali nor Gregorian."),
        (("X", "paid", "", ""), "2: The date is neither Jalali nor Gregorian."),
    ],
)
def test_a_row_that_cannot_be(row: tuple[str, str, str, str], said: str, db: None) -> None:
    assert faults_of(table(row)) == [said]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "lacks columns"),
        (b"", "lacks columns"),
        ("شماره".encode("cp1256"), "neither pain.002 nor CSV"),
        (table(("X\0", "paid", "1405-01-01", "")), "neither pain.002 nor CSV"),
        (table(("X", "returned", "1405-01-01", "A\0")), "neither pain.002 nor CSV"),
        (b"<x/>", "no pain.002"),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "document type"),
    ],
)
def test_a_file_that_is_no_answer(content: bytes, said: str, db: None) -> None:
    (fault,) = faults_of(content)
    assert fault.startswith("0: ")
    assert said in fault


def test_a_report_of_another_amount_batch_or_attempt_is_refused(person: Person) -> None:
    account(person)
    ordered(person)
    batch = released()
    (line,) = lines_of(batch)
    assert faults_of(status_report(batch, [(line, "ACSC", "")], amount=1)) == [
        "1: The amount is not that of the payment."
    ]
    assert faults_of(status_report(batch, [(line, "ACSC", "")], message_id="TAM-OTHER")) == [
        "1: This payment does not stand in the batch, or came to the bank later."
    ]
    assert faults_of(status_report(batch, group="ACSC", message_id="TAM-OTHER")) == [
        "0: We released no such message to the bank."
    ]
    line.attempt = 2
    assert faults_of(status_report(batch, [(line, "ACSC", "")])) == [
        "1: The file speaks of another attempt to make this payment."
    ]


def test_a_day_no_calendar_has_is_refused(person: Person) -> None:
    account(person)
    ordered(person)
    batch = released()
    content = status_report(batch, [(lines_of(batch)[0], "ACSC", "")], settled_on="12026-01-01")
    assert "cannot be" in faults_of(content)[0]


def test_the_command_takes_over_a_file(person: Person, tmp_path: Path) -> None:
    account(person)
    order = ordered(person)
    released()
    path = tmp_path / "answer.csv"
    path.write_bytes(table((order.end_to_end_id, "paid", today(), "")))
    out = StringIO()
    call_command("payment_answer", str(path), stdout=out)
    call_command("payment_answer", str(path), "--json", stdout=out)
    first, second = out.getvalue().splitlines()
    assert first.startswith("paid 1,")
    assert json.loads(second)["known"] is True


def test_the_command_names_the_faults(tmp_path: Path, db: None) -> None:
    path, out = tmp_path / "answer.csv", StringIO()
    path.write_bytes(table(("NOBODY", "paid", today(), "")))
    for option in ([], ["--json"]):
        with pytest.raises(CommandError, match="Nothing was taken over"):
            call_command("payment_answer", str(path), *option, stdout=out)
    plain, as_json = out.getvalue().splitlines()
    assert "NOBODY" in plain
    assert json.loads(as_json)["faults"][0]["row"] == 2
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("payment_answer", str(tmp_path / "none"))
