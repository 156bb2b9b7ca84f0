"""The bank's answer as rows, from pain.002.001.03 or CSV: reading alone, no database."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
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
# A file with so many is wrong as a whole: it is not read further.
MOST_FAULTS: Final = 1000
_LONGEST: Final = 140
_NAMESPACES: Final = {"p": schemas.namespace(schemas.STATUS)}
# ISO 20022: settled is paid, rejected is not; all others are on their way.
_SETTLED: Final = "ACSC"
_REJECTED: Final = "RJCT"
_NO_ANSWER: Final = _("The file is neither pain.002 nor CSV in UTF-8.")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row of the file; row 0 is the file as a whole."""

    row: int
    end_to_end_id: str
    message: str | Promise


class Refused(Exception):
    """Nothing of the file was taken over; `faults` say why, `rows` are those without any."""

    def __init__(self, faults: list[Fault], rows: "Sequence[Row]" = ()) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults
        self.rows = rows


@dataclass(frozen=True)
class Row:
    """What the bank says of one payment; status None is still on its way.

    `whole` stands for every payment of the message that has no row of its own; a row of one
    payment always has its `end_to_end_id`. `amount` is in rials, None where the file does not tell
    it. `message_id` and `instruction_id` are "" where the file does not say which attempt it means.
    """

    row: int
    end_to_end_id: str
    status: AnswerStatus | None
    on: date
    reason: str = ""
    amount: int | None = None
    message_id: str = ""
    instruction_id: str = ""
    whole: bool = False


def read(content: bytes, most: int | None = None) -> list[Row]:
    """The rows of a file of either form, `most` of them at most.

    Raises `Refused` when it cannot be read, or has more.
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    try:
        return list(_of_message(content, most) if start == b"<" else _of_csv(content, most))
    # A year 10000, or half an amount: XML Schema knows more of them than any calendar.
    except (ValueError, OverflowError) as error:
        raise _whole(_("The file holds a day or an amount that cannot be.")) from error


def _check_rows(count: int, most: int | None) -> None:
    if most is not None and count > most:
        told = _("This file has more than %(number)s rows. Use the command.")
        raise _whole(told % {"number": f"{most:,}"})


def _against(reason: str) -> AnswerStatus:
    return AnswerStatus.REFUSED if reason in reasons.OURS else AnswerStatus.RETURNED


# ---- CSV


def _of_csv(content: bytes, most: int | None) -> Iterator[Row]:
    """The rows of a table. Raises `Refused` with the faults, and with the rows without one."""
    _check_rows(content.count(b"\n"), most)
    if b"\0" in content:  # which no database keeps in a text
        raise _whole(_NO_ANSWER)
    rows, faults = [], []
    try:
        for number, typed in _csv_lines(content.decode("utf-8-sig")):
            wrong = [Fault(number, typed["end_to_end_id"], said) for said in _csv_faults(typed)]
            faults += wrong
            rows += [] if wrong else [_csv_row(number, typed)]
            if len(faults) >= MOST_FAULTS:
                break
    except (UnicodeDecodeError, csv.Error) as error:
        raise _whole(_NO_ANSWER) from error
    if faults:
        raise Refused(faults, rows)
    if not rows:
        raise _whole(_("The file has the names of columns, and no row under them."))
    yield from rows


def _csv_lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that holds anything, by number. Raises `Refused` without the columns."""
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    table = csv.DictReader(io.StringIO(text), strict=True, delimiter=separator)
    names = [name.strip().lower() for name in table.fieldnames or ()]
    table.fieldnames = names
    if missing := [name for name in COLUMNS if name not in names]:
        raise _whole(_("The file lacks columns: %(names)s.") % {"names": ", ".join(missing)})
    for fields in table:
        typed = {name: digits.plain(value or "") for name, value in fields.items() if name}
        if any(typed.values()):
            yield table.line_num, typed


def _whole(message: str | Promise) -> Refused:
    return Refused([Fault(0, "", message)])


def _csv_faults(typed: dict[str, str]) -> Iterator[str | Promise]:
    """Everything that is wrong with one line."""
    status = typed["status"].lower()
    if not typed["end_to_end_id"]:
        yield _("The ID of the payment is missing.")
    if status not in ("paid", "returned"):
        yield _("The status is neither paid nor returned.")
    if status == "returned" and not typed["reason"]:
        yield _("A returned payment needs its reason.")
    if not _can(_day, typed["date"]):
        yield _("The date is neither Jalali nor Gregorian.")
    if typed.get("amount") and not _can(rials.parse_amount, typed["amount"]):
        yield _("The amount is no whole number of rials.")


def _can(read: Callable[[str], object], typed: str) -> bool:
    try:
        read(typed)
    except ValueError:
        return False
    return True


def _csv_row(number: int, typed: dict[str, str]) -> Row:
    """One line without a fault."""
    paid = typed["status"].lower() == "paid"
    reason = "" if paid else typed["reason"][:_LONGEST]
    amount = typed.get("amount")
    return Row(
        row=number,
        end_to_end_id=typed["end_to_end_id"],
        status=AnswerStatus.PAID if paid else _against(reason),
        on=_day(typed["date"]),
        reason=reason,
        amount=rials.parse_amount(amount) if amount else None,
    )


def _day(typed: str) -> date:
    """A Jalali or a Gregorian day; their years are far apart. Raises ValueError for neither."""
    try:
        return jalali.parse_date(typed)
    except ValueError:
        return date.fromisoformat(typed.replace("/", "-"))


# ---- pain.002


def _of_message(content: bytes, most: int | None) -> Iterator[Row]:
    (report,) = _parsed(content)  # the schema knows of one child
    created = _moment(_text(report, "p:GrpHdr/p:CreDtTm"))
    group = report.find("p:OrgnlGrpInfAndSts", _NAMESPACES)
    message_id = _text(group, "p:OrgnlMsgId")
    transactions = report.findall("p:OrgnlPmtInfAndSts/p:TxInfAndSts", _NAMESPACES)
    _check_rows(len(transactions), most)
    rows = [
        _transaction(number, transaction, message_id, created)
        for number, transaction in enumerate(transactions, 1)
        if _text(transaction, "p:TxSts")
    ]
    nameless = _("The ID of the payment is missing.")
    if faults := [Fault(row.row, "", nameless) for row in rows if not row.end_to_end_id]:
        raise Refused(faults[:MOST_FAULTS])
    yield from rows
    yield from _of_whole(_said_of_whole(report, message_id), message_id, created)


def _said_of_whole(report: etree._Element, message_id: str) -> list[etree._Element]:
    """Statuses of the whole message that mean something: the group's first.

    A file of ours has one payment information, named like the message: its status and the
    group's mean the same lines. One of another name is not ours, and says nothing of them.
    """
    payments = report.findall("p:OrgnlPmtInfAndSts", _NAMESPACES)
    ours = [each for each in payments if _text(each, "p:OrgnlPmtInfId") == message_id]
    found = report.findall("p:OrgnlGrpInfAndSts/p:GrpSts", _NAMESPACES)
    found += [status for each in ours for status in each.findall("p:PmtInfSts", _NAMESPACES)]
    return [status for status in found if _status(_text(status, "."))]


def _of_whole(said: list[etree._Element], message_id: str, created: date) -> Iterator[Row]:
    """None or one row. Raises `Refused` when the file says one thing and its opposite."""
    if len({_status(_text(status, ".")) for status in said}) > 1:
        raise _whole(_("The file says that all was paid, and that nothing was."))
    for status in said[:1]:
        paid = _status(_text(status, ".")) == AnswerStatus.PAID
        yield Row(
            row=0,
            end_to_end_id="",
            # The bank refused the file: no account is at fault.
            status=AnswerStatus.PAID if paid else AnswerStatus.REFUSED,
            on=created,
            reason="" if paid else _reason(status.getparent()),
            message_id=message_id,
            whole=True,
        )


def _parsed(content: bytes) -> etree._Element:
    """The message, valid. Nothing outside the file is read, and entities are not followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        said = _("Here the XML of the file breaks off, or is damaged.")
        raise Refused([Fault(error.lineno or 0, "", said)]) from error
    if root.getroottree().docinfo.doctype:
        raise _whole(_("The file holds a document type, which no such message has."))
    kind = etree.QName(root).namespace
    if kind == schemas.namespace(schemas.PAYMENTS):
        raise _whole(_("This is our own file, the one that goes to the bank."))
    if kind != schemas.namespace(schemas.STATUS):
        raise _whole(_("The file is no pain.002.001.03: it is another message."))
    schema = schemas.of(schemas.STATUS)
    if not schema.validate(root):
        raise Refused(_against_schema(schema.error_log))
    return root


def _against_schema(log: etree._ListErrorLog) -> list[Fault]:
    """Where the message does not keep to the schema: one fault for each element, by line."""
    found = {(entry.line, entry.message.partition("'")[2].partition("'")[0]) for entry in log}
    said = _("The element %(name)s is not as the standard pain.002.001.03 has it.")
    return [
        Fault(line, "", said % {"name": name.rpartition("}")[2]}) for line, name in sorted(found)
    ]


def _transaction(number: int, found: etree._Element, message_id: str, created: date) -> Row:
    """One payment; the day of one that was not made is that of the message."""
    status = _status(_text(found, "p:TxSts"))
    reason = _reason(found) if status == AnswerStatus.RETURNED else ""
    attempt = _text(found, "p:OrgnlInstrId")
    return Row(
        row=number,
        # Both are optional; the second holds the first, see `bank_file.instruction_id`.
        end_to_end_id=_text(found, "p:OrgnlEndToEndId") or attempt.rpartition("-")[0],
        status=_against(reason) if reason else status,
        on=(_settled_on(found) or created) if status == AnswerStatus.PAID else created,
        reason=reason,
        amount=_amount(found),
        message_id=message_id,
        instruction_id=attempt,
    )


def _status(code: str) -> AnswerStatus | None:
    if code == _SETTLED:
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
