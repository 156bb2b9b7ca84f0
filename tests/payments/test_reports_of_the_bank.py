"""What a pain.002 may say of a payment, and where: status, day, reason and amount."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from taminyar.notices.models import Notice
from taminyar.payments import bank_answer, reasons, schemas
from taminyar.payments.bank_answer import Outcome, Refused
from taminyar.payments.models import BankAnswer, Batch, BatchLine, OrderState, PaymentOrder
from taminyar.people.models import Person
from tests.payments.orders import account, ordered, payable, released, state_of, status_report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def line_of(batch: Batch) -> BatchLine:
    line = batch.lines.select_related("order").order_by("pk").first()
    assert line is not None
    return line


def changed(content: bytes, old: str, new: str) -> bytes:
    """The report with one place written otherwise, valid still."""
    assert old.encode() in content
    written = content.replace(old.encode(), new.encode(), 1)
    schemas.of(schemas.STATUS).assertValid(etree.fromstring(written))
    return written


@pytest.fixture
def order(person: Person) -> PaymentOrder:
    account(person)
    order: PaymentOrder = ordered(person)
    batch = released()
    Batch.objects.filter(pk=batch.pk).update(released_at=timezone.now() - 5 * DAY)
    return order


def paid() -> bytes:
    batch = Batch.objects.get()
    return status_report(batch, [(line_of(batch), "ACSC", "")])


def rejected(why: str) -> bytes:
    batch = Batch.objects.get()
    content = status_report(batch, [(line_of(batch), "RJCT", "AC01")])
    return changed(content, "<Rsn><Cd>AC01</Cd></Rsn>", why)


# ---- a status of the payment information alone


def of_payments(status: str, group: str = "<GrpSts>PART</GrpSts>") -> bytes:
    batch = Batch.objects.get()
    said = (
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{batch.message_id}</OrgnlPmtInfId>"
        f"<PmtInfSts>{status}</PmtInfSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt>"
    )
    content = changed(status_report(batch), "</CstmrPmtStsRpt>", said)
    return changed(content, "<GrpSts>PART</GrpSts>", group)


@pytest.mark.parametrize("group", ["<GrpSts>PART</GrpSts>", ""])
@pytest.mark.parametrize(
    ("status", "outcome", "state"),
    [
        ("ACSC", Outcome(paid=2), OrderState.PAID),
        ("RJCT", Outcome(refused=2), OrderState.WAITING),
        ("ACSP", Outcome(), OrderState.SENT),
    ],
)
def test_a_status_of_the_payment_information_holds_for_all(
    status: str, outcome: Outcome, state: OrderState, group: str
) -> None:
    orders = payable(2)
    released()
    assert bank_answer.take(of_payments(status, group), None) == outcome
    assert {state_of(order) for order in orders} == {state}
    assert not Notice.objects.exists()


# ---- the day


def test_without_a_day_of_settlement_that_of_acceptance_counts(order: PaymentOrder) -> None:
    accepted = (timezone.localtime() - 2 * DAY).replace(microsecond=0)
    said = f"<AccptncDtTm>{accepted.isoformat()}</AccptncDtTm><OrgnlTxRef>"
    bank_answer.take(changed(paid(), "<OrgnlTxRef>", said), None)
    assert (state_of(order), order.paid_on) == (OrderState.PAID, accepted.date())


def test_the_day_of_settlement_goes_before_that_of_acceptance(order: PaymentOrder) -> None:
    accepted = (timezone.localtime() - 2 * DAY).replace(microsecond=0)
    settled = f"<IntrBkSttlmDt>{(accepted + DAY).date()}</IntrBkSttlmDt></OrgnlTxRef>"
    content = changed(paid(), "</OrgnlTxRef>", settled)
    said = f"<AccptncDtTm>{accepted.isoformat()}</AccptncDtTm><OrgnlTxRef>"
    bank_answer.take(changed(content, "<OrgnlTxRef>", said), None)
    assert (state_of(order), order.paid_on) == (OrderState.PAID, (accepted + DAY).date())


def test_with_neither_that_of_the_message_counts(order: PaymentOrder) -> None:
    created = timezone.localdate() - 3 * DAY
    content = changed(paid(), f"<CreDtTm>{timezone.localdate()}", f"<CreDtTm>{created}")
    bank_answer.take(content, None)
    assert (state_of(order), order.paid_on) == (OrderState.PAID, created)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # Tehran is three and a half hours ahead.
        ("2026-10-05T20:29:00Z", 5),
        ("2026-10-05T20:31:00Z", 6),
        ("2026-10-06T01:00:00+09:00", 5),
        ("2026-10-05T23:59:00", 5),
    ],
)
def test_a_moment_is_a_day_in_tehran(person: Person, moment: str, day: int) -> None:
    with time_machine.travel(datetime(2026, 10, 8, 12, tzinfo=UTC)):
        account(person)
        order = ordered(person)
        batch = released()
        Batch.objects.filter(pk=batch.pk).update(released_at=timezone.now() - 5 * DAY)
        said = f"<AccptncDtTm>{moment}</AccptncDtTm><OrgnlTxRef>"
        bank_answer.take(changed(paid(), "<OrgnlTxRef>", said), None)
    assert (state_of(order), order.paid_on) == (OrderState.PAID, date(2026, 10, day))


# ---- the reason


@pytest.mark.parametrize(
    ("why", "kept"),
    [
        ("<Rsn><Prtry>حساب راکد</Prtry></Rsn>", "حساب راکد"),
        ("<Rsn><Prtry>D12</Prtry></Rsn><AddtlInf>حساب راکد</AddtlInf>", "D12"),
        ("<AddtlInf>حساب راکد است</AddtlInf>", "حساب راکد است"),
        ("<Rsn><Cd>AC06</Cd></Rsn><AddtlInf>blocked</AddtlInf>", "AC06"),
        ("", "MS03"),
    ],
)
def test_the_reason_is_the_code_else_the_words_of_the_bank(
    order: PaymentOrder, why: str, kept: str
) -> None:
    bank_answer.take(rejected(why), None)
    assert (state_of(order), order.return_reason) == (OrderState.RETURNED, kept)


def test_the_person_reads_the_words_of_the_bank(order: PaymentOrder) -> None:
    bank_answer.take(rejected("<Rsn><Prtry>حساب راکد</Prtry></Rsn>"), None)
    assert Notice.objects.get(event="payment-returned").values["reason"] == "حساب راکد"


def test_an_unknown_code_is_told_in_words_with_the_code(order: PaymentOrder) -> None:
    bank_answer.take(rejected("<Rsn><Cd>ZZ99</Cd></Rsn>"), None)
    order.refresh_from_db()
    told = str(reasons.in_words(order.return_reason))
    assert told == "a reason that only your bank can explain (ZZ99)"
    kept = Notice.objects.get(event="payment-returned").values["reason"]
    assert kept == "a reason that only your bank can explain"


def test_a_reason_that_comes_later_is_kept(order: PaymentOrder) -> None:
    bank_answer.take(rejected(""), None)
    assert bank_answer.take(rejected("<Rsn><Cd>AC06</Cd></Rsn>"), None).unchanged == 1
    assert (state_of(order), order.return_reason) == (OrderState.RETURNED, "AC06")
    assert BankAnswer.objects.get().reason == "AC06"
    bank_answer.take(rejected("<Rsn><Cd>AC04</Cd></Rsn>"), None)
    assert (state_of(order), order.return_reason) == (OrderState.RETURNED, "AC06")


# ---- the amount


@pytest.mark.parametrize(
    "amount", ['Ccy="EUR">5000000<', 'Ccy="IRR">5000000.5<', 'Ccy="IRR">500000.0<']
)
def test_another_currency_or_part_of_a_rial_is_a_fault(order: PaymentOrder, amount: str) -> None:
    content = changed(paid(), 'Ccy="IRR">5000000<', amount)
    with pytest.raises(Refused) as refused:
        bank_answer.take(content, None)
    (fault,) = refused.value.faults
    assert fault.message == "The amount is not that of the payment."
    assert state_of(order) == OrderState.SENT


def test_noughts_behind_the_point_are_no_part_of_a_rial(order: PaymentOrder) -> None:
    content = changed(paid(), 'Ccy="IRR">5000000<', 'Ccy="IRR">5000000.00<')
    assert bank_answer.take(content, None) == Outcome(paid=1)
