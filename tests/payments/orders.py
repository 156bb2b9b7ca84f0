"""Orders, accounts and answers of a bank to test payments with."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from django.utils import timezone
from lxml import etree

from taminyar.accounts.models import Role, User
from taminyar.payments import batches, orders, schemas
from taminyar.payments.models import Batch, BatchLine, OrderState, PaymentOrder
from taminyar.people.models import AccountState, BankAccount, Person
from taminyar.persian import iban as ibans
from taminyar.persian.national_id import check_digit
from tests.access.looks import staff

LONG_AGO = timedelta(days=30)
NAMESPACE = schemas.namespace(schemas.PAYMENTS)


def iban(number: int, bank: str = "054") -> str:
    """A valid account number of that bank."""
    rest = f"{bank}{number:019}"
    return f"IR{ibans.check_digits(rest)}{rest}"


def somebody(number: int) -> Person:
    first9 = f"999{100_000 + number}"
    return Person.objects.create(
        national_id=first9 + check_digit(first9), first_name="سارا", last_name="نادری"
    )


def account(
    person: Person,
    number: int = 1,
    *,
    confirmed_at: datetime | None = None,
    hold: timedelta = timedelta(0),
    owner_name: str = "مریم کریمی",
) -> BankAccount:
    """The active account of the person; the one before is replaced."""
    at = confirmed_at or timezone.now() - LONG_AGO
    before = BankAccount.objects.of(person).active()
    before.update(state=AccountState.REPLACED, replaced_at=at)
    return BankAccount.objects.create(
        person=person,
        iban=iban(number),
        owner_name=owner_name,
        state=AccountState.ACTIVE,
        declared_at=at,
        confirmed_at=at,
        payable_from=at + hold,
    )


def ordered(person: Person, key: str = "ABCDE23456", amount: int = 5_000_000, **more: Any) -> Any:
    return orders.order(
        person, source="test", source_key=key, about="marriage", amount=amount, **more
    )


def payable(count: int, first: int = 0) -> list[PaymentOrder]:
    """Orders of that many people, each with an account."""
    made = []
    for number in range(first, first + count):
        person = somebody(number + 1)
        account(person, number + 1)
        made.append(ordered(person, f"KEY{number:07}", 1_000_000 + number))
    return made


def officer() -> User:
    return staff(Role.FINANCE_OFFICER)


def administrator() -> User:
    return staff(Role.ADMINISTRATOR)


def released(batch: Batch | None = None) -> Batch:
    """A batch of all that can be paid, prepared by one and released by another."""
    batch = batch or batches.prepare(officer())
    assert batch is not None
    batches.release(batch, administrator())
    return batch


def state_of(order: PaymentOrder) -> OrderState:
    order.refresh_from_db()
    return OrderState(order.state)


def transactions(content: bytes) -> list[dict[str, str]]:
    """What a file tells the bank to pay, after the schema was asked."""
    root = etree.fromstring(content)
    schemas.of(schemas.PAYMENTS).assertValid(root)
    paths = {
        "id": "PmtId/EndToEndId",
        "attempt": "PmtId/InstrId",
        "amount": "Amt/InstdAmt",
        "currency": "Amt/InstdAmt/@Ccy",
        "bank": "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId",
        "name": "Cdtr/Nm",
        "iban": "CdtrAcct/Id/IBAN",
        "about": "RmtInf/Ustrd",
    }
    return [
        {name: _at(found, path) for name, path in paths.items()}
        for found in root.iter(f"{{{NAMESPACE}}}CdtTrfTxInf")
    ]


def header(content: bytes) -> dict[str, str]:
    root = etree.fromstring(content)
    (found,) = root.iter(f"{{{NAMESPACE}}}GrpHdr")
    return {name: _at(found, name) for name in ("MsgId", "NbOfTxs", "CtrlSum")}


def _at(found: Any, path: str) -> str:
    prefixed = "/".join(part if part[0] == "@" else f"p:{part}" for part in path.split("/"))
    (value,) = found.xpath(prefixed, namespaces={"p": NAMESPACE})
    return str(getattr(value, "text", value))


# ---- the bank's side


def status_report(
    batch: Batch,
    said: Iterable[tuple[BatchLine, str, str]] = (),
    *,
    group: str = "PART",
    reason: str = "",
    amount: int | None = None,
    message_id: str = "",
    settled_on: str = "",
) -> bytes:
    """A pain.002.001.03 about a batch: each line with its status and reason."""
    rows = "".join(_transaction(line, *rest, amount, settled_on) for line, *rest in said)
    now = timezone.localtime().replace(microsecond=0).isoformat()
    message = escape(message_id or batch.message_id)
    payments = (
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{message}</OrgnlPmtInfId>{rows}</OrgnlPmtInfAndSts>"
        if rows
        else ""
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="{schemas.namespace(schemas.STATUS)}"><CstmrPmtStsRpt>'
        f"<GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>{now}</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId>"
        f"<OrgnlMsgNmId>{schemas.PAYMENTS}</OrgnlMsgNmId><GrpSts>{group}</GrpSts>{_why(reason)}"
        f"</OrgnlGrpInfAndSts>{payments}</CstmrPmtStsRpt></Document>"
    ).encode()
    schemas.of(schemas.STATUS).assertValid(etree.fromstring(content))
    return content


def _transaction(
    line: BatchLine, status: str, reason: str, amount: int | None, settled_on: str
) -> str:
    rials = line.amount if amount is None else amount
    settled = f"<IntrBkSttlmDt>{settled_on}</IntrBkSttlmDt>" if settled_on else ""
    return (
        f"<TxInfAndSts><OrgnlInstrId>{line.order.end_to_end_id}-{line.attempt}</OrgnlInstrId>"
        f"<OrgnlEndToEndId>{line.order.end_to_end_id}</OrgnlEndToEndId><TxSts>{status}</TxSts>"
        f'{_why(reason)}<OrgnlTxRef><Amt><InstdAmt Ccy="IRR">{rials}</InstdAmt></Amt>'
        f"{settled}</OrgnlTxRef></TxInfAndSts>"
    )


def _why(reason: str) -> str:
    return f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""


def table(*rows: tuple[str, str, str, str]) -> bytes:
    """A CSV of the bank."""
    lines = [",".join(row) for row in (("end_to_end_id", "status", "date", "reason"), *rows)]
    return "\n".join(lines).encode()
