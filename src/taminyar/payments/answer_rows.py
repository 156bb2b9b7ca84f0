"""The bank's answer as rows, from pain.002.001.03 or CSV: reading alone, no database."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import etree

from taminyar.payments import reasons, schemas
from taminyar.payments.models import AnswerStatus
from taminyar.persian import digits, jalali, rials

COLUMNS: Final = ("end_to_end_id", "status", "date", "reason")
_LONGEST: Final = 140
_NAMESPACES: Final = {"p": schemas.namespace(schemas.STATUS)}
# ISO 20022: settled is paid, rejected is not; all others are on their way.
_SETTLED: Final = frozenset({"ACSC", "ACCC"})
_REJECTED: Final = "RJCT"
_NO_ANSWER: Final = _("The file is neither pain.002 nor CSV in UTF-8.")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row of the file; row 0 is the file as a whole."""

    row: int
    end_to_end_id: str
    message: str | Promise


class Refused(Exception):
    """Nothing of the file was taken over; `faults` say why, row by row."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True)
class Row:
    """What the bank says of one payment; status None is still on its way.

    `end_to_end_id` "" stands for every payment of the message that has no row of its own.
    `amount` is in rials, None where the file does not tell it. `message_id` and `attempt` are ""
    where the file does not say which attempt it means.
    """

    row: int
    end_to_end_id: str
    status: AnswerStatus | None
    on: date
    reason: str = ""
    amount: int | None = None
    message_id: str = ""
    instruction_id: str = ""


def read(content: bytes) -> list[Row]:
    """The rows of a file of either form. Raises `Refused` when it cannot be read."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    try:
        return list(_of_message(content) if start == b"<" else _of_csv(content))
    # A year 10000, or half an amount: XML Schema knows more of them than any calendar.
    except ValueError as error:
        raise _whole(_("The file holds a day or an amount that cannot be.")) from error


def _against(reason: str) -> AnswerStatus:
    return AnswerStatus.REFUSED if reason in reasons.OURS else AnswerStatus.RETURNED


# ---- CSV


def _of_csv(content: bytes) -> Iterator[Row]:
    if b"\0" in content:  # which no database keeps in a text
        raise _whole(_NO_ANSWER)
    try:
        table = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
        if missing := set(COLUMNS) - set(table.fieldnames or ()):
            raise _whole(_("The file lacks columns: %(names)s.") % {"names": ", ".join(missing)})
        rows, faults = [], []
        for fields in table:
            try:
                rows.append(_csv_row(table.line_num, fields))
            except ValueError as wrong:
                key = digits.plain(fields["end_to_end_id"] or "")
                faults.append(Fault(table.line_num, key, wrong.args[0]))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _whole(_NO_ANSWER) from error
    if faults:
        raise Refused(faults)
    yield from rows


def _whole(message: str | Promise) -> Refused:
    return Refused([Fault(0, "", message)])


def _csv_row(number: int, fields: dict[str, str | None]) -> Row:
    """One line. Raises ValueError with what is wrong with it."""
    typed = {name: digits.plain(value or "") for name, value in fields.items() if name}
    status, reason = typed["status"].lower(), typed["reason"][:_LONGEST]
    if status not in ("paid", "returned"):
        raise ValueError(_("The status is neither paid nor returned."))
    if not typed["end_to_end_id"]:
        raise ValueError(_("The ID of the payment is missing."))
    if status == "returned" and not reason:
        raise ValueError(_("A returned payment needs its reason."))
    amount = typed.get("amount")
    return Row(
        row=number,
        end_to_end_id=typed["end_to_end_id"],
        status=AnswerStatus.PAID if status == "paid" else _against(reason),
        on=_day(typed["date"]),
        reason=reason if status == "returned" else "",
        amount=rials.parse_amount(amount) if amount else None,
    )


def _day(typed: str) -> date:
    """A Jalali or a Gregorian day; the years of the two are far apart."""
    try:
        return jalali.parse_date(typed)
    except ValueError:
        try:
            return date.fromisoformat(typed.replace("/", "-"))
        except ValueError:
            raise ValueError(_("The date is neither Jalali nor Gregorian.")) from None


# ---- pain.002


def _of_message(content: bytes) -> Iterator[Row]:
    (report,) = _parsed(content)  # the schema knows of one child
    created = _moment(_text(report, "p:GrpHdr/p:CreDtTm"))
    group = report.find("p:OrgnlGrpInfAndSts", _NAMESPACES)
    message_id = _text(group, "p:OrgnlMsgId")
    transactions = report.findall("p:OrgnlPmtInfAndSts/p:TxInfAndSts", _NAMESPACES)
    for number, transaction in enumerate(transactions, 1):
        if _text(transaction, "p:TxSts"):
            yield _transaction(number, transaction, message_id, created)
    payments = report.findall("p:OrgnlPmtInfAndSts", _NAMESPACES)
    # One payment information a file of ours: its status and the group's mean the same lines.
    for part, tag in [(group, "p:GrpSts"), *((each, "p:PmtInfSts") for each in payments)]:
        if (status := _status(_text(part, tag))) is not None:
            against = status != AnswerStatus.PAID
            yield Row(
                row=0,
                end_to_end_id="",
                # The bank refused the file: no account is at fault.
                status=AnswerStatus.REFUSED if against else status,
                on=created,
                reason=_reason(part) if against else "",
                message_id=message_id,
            )
            return


def _parsed(content: bytes) -> etree._Element:
    """The message, valid. Nothing outside the file is read, and entities are not followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.doctype:
            raise _whole(_("The file holds a document type, which no such message has."))
        schemas.of(schemas.STATUS).assertValid(root)
    except (etree.XMLSyntaxError, etree.DocumentInvalid) as error:
        said = {"reason": str(error)[:300]}
        raise _whole(_("The file is no valid pain.002.001.03: %(reason)s") % said) from error
    return root


def _transaction(number: int, found: etree._Element, message_id: str, created: date) -> Row:
    status = _status(_text(found, "p:TxSts"))
    reason = _reason(found) if status == AnswerStatus.RETURNED else ""
    return Row(
        row=number,
        end_to_end_id=_text(found, "p:OrgnlEndToEndId"),
        status=_against(reason) if reason else status,
        on=_settled_on(found) or created,
        reason=reason,
        amount=_amount(found),
        message_id=message_id,
        instruction_id=_text(found, "p:OrgnlInstrId"),
    )


def _status(code: str) -> AnswerStatus | None:
    if code in _SETTLED:
        return AnswerStatus.PAID
    return AnswerStatus.RETURNED if code == _REJECTED else None


def _reason(found: etree._Element) -> str:
    """The code, else the words of the bank; a bank may give neither."""
    said = (
        _text(found, f"p:StsRsnInf/{path}")
        for path in ("p:Rsn/p:Cd", "p:Rsn/p:Prtry", "p:AddtlInf")
    )
    return next(filter(None, said), reasons.UNKNOWN)[:_LONGEST]


def _settled_on(found: etree._Element) -> date | None:
    if settled := _text(found, "p:OrgnlTxRef/p:IntrBkSttlmDt"):
        return date.fromisoformat(settled[:10])
    accepted = _text(found, "p:AccptncDtTm")
    return _moment(accepted) if accepted else None


def _amount(found: etree._Element) -> int | None:
    """Whole rials; anything else is an amount that no order has."""
    amount = found.find("p:OrgnlTxRef/p:Amt/p:InstdAmt", _NAMESPACES)
    if amount is None or amount.text is None:
        return None
    whole, _point, fraction = amount.text.strip().partition(".")
    return -1 if amount.get("Ccy") != "IRR" or fraction.strip("0") else int(whole)


def _moment(text: str) -> date:
    moment = datetime.fromisoformat(text)
    return timezone.localdate(moment) if moment.tzinfo else moment.date()


def _text(found: etree._Element, path: str) -> str:
    return (found.findtext(path, "", _NAMESPACES) or "").strip()
