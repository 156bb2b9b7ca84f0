"""The file of a batch for the bank: ISO 20022 pain.001.001.03, line by line and checked.

One payment information a batch, whole rials, one transaction an order. The same batch gives the
same bytes however often it is written. Neither writing nor checking holds the whole file.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from xml.sax.saxutils import escape

from django.utils import timezone
from lxml import etree

from taminyar.payments import schemas
from taminyar.payments.models import Batch
from taminyar.persian import names

CURRENCY: Final = "IRR"
_NAMESPACE: Final = schemas.namespace(schemas.PAYMENTS)
_LONGEST: Final = 140
# What XML 1.0 has no way to write.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS: Final = (
    *("amount", "iban", "owner_name", "attempt"),
    *("order__end_to_end_id", "order__source", "order__source_key", "order__about"),
)

# Written as text: a tree of each payment would cost more than everything else together.
_START: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{_NAMESPACE}"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>{{message_id}}</MsgId><CreDtTm>{{released_at}}</CreDtTm>\
<NbOfTxs>{{count}}</NbOfTxs><CtrlSum>{{amount}}</CtrlSum>\
<InitgPty><Nm>{{payer}}</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>{{message_id}}</PmtInfId><PmtMtd>TRF</PmtMtd>\
<NbOfTxs>{{count}}</NbOfTxs><CtrlSum>{{amount}}</CtrlSum>\
<ReqdExctnDt>{{released_on}}</ReqdExctnDt><Dbtr><Nm>{{payer}}</Nm></Dbtr>\
<DbtrAcct><Id><IBAN>{{iban}}</IBAN></Id><Ccy>{CURRENCY}</Ccy></DbtrAcct>\
<DbtrAgt><FinInstnId>{{agent}}</FinInstnId></DbtrAgt><ChrgBr>DEBT</ChrgBr>
"""
_PAYMENT: Final = f"""<CdtTrfTxInf>\
<PmtId><InstrId>{{attempt}}</InstrId><EndToEndId>{{key}}</EndToEndId></PmtId>\
<Amt><InstdAmt Ccy="{CURRENCY}">{{amount}}</InstdAmt></Amt>\
<CdtrAgt><FinInstnId>{{agent}}</FinInstnId></CdtrAgt><Cdtr><Nm>{{owner}}</Nm></Cdtr>\
<CdtrAcct><Id><IBAN>{{iban}}</IBAN></Id></CdtrAcct>\
<RmtInf><Ustrd>{{about}}</Ustrd></RmtInf></CdtTrfTxInf>
"""
_END: Final = "</PmtInf></CstmrCdtTrfInitn></Document>\n"


class NotValid(Exception):
    """The file that was written does not keep to the schema; nobody has seen it."""


class Place:
    """A file beside its later name, so that nobody meets one that is half written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        self._file, self._written = os.fdopen(handle, "w+b"), Path(name)

    def write(self, batch: Batch) -> None:
        """Writes the file of a released batch, checks it, and waits for the disk."""
        write(batch, self._file)
        os.fsync(self._file.fileno())

    def take_name(self) -> None:
        """From now on it is there, also after a power cut. Raises OSError over another file."""
        if self._path.exists():
            raise FileExistsError(f"{self._path} came into being meanwhile: run it again.")
        self._written.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close(self) -> None:
        self._file.close()
        self._written.unlink(missing_ok=True)


@contextmanager
def place_for(path: Path) -> Iterator[Place]:
    """Room for a file of that name; only its owner may read it. Raises OSError without it.

    What has not taken its name at the end is gone.
    """
    place = Place(path)
    try:
        yield place
    finally:
        place.close()


def write(batch: Batch, file: IO[bytes]) -> None:
    """Writes the message into a file that can be read again, and checks it there.

    Raises ValueError for a batch that is not released, `NotValid`.
    """
    file.write(_start(batch).encode())
    for payment in _payments(batch):
        file.write(payment.encode())
    file.write(_END.encode())
    file.flush()
    file.seek(0)
    check(file)


def check(file: IO[bytes]) -> None:
    """Reads the file to its end against the schema. Raises `NotValid`."""
    tag = f"{{{_NAMESPACE}}}CdtTrfTxInf"
    read = etree.iterparse(file, tag=tag, schema=schemas.of(schemas.PAYMENTS), no_network=True)
    try:
        for _event, element in read:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise NotValid(str(error)) from error


def _start(batch: Batch) -> str:
    released = _released(batch)
    bic = f"<BIC>{escape(batch.payer_bic)}</BIC>"
    return _START.format(
        message_id=batch.message_id,
        released_at=released.isoformat(),
        released_on=released.date(),
        count=batch.lines_count,
        amount=batch.amount,
        payer=escape(text(batch.payer_name)),
        iban=batch.payer_iban,
        agent=bic if batch.payer_bic else _bank(batch.payer_iban),
    )


def _released(batch: Batch) -> datetime:
    """In Tehran, whole seconds."""
    if batch.released_at is None:
        raise ValueError(f"{batch} is not released.")
    return timezone.localtime(batch.released_at).replace(microsecond=0)


def _bank(iban: str) -> str:
    """Most Iranian accounts are reached by no BIC: the bank is named by its digits in the IBAN."""
    return f"<ClrSysMmbId><MmbId>{iban[4:7]}</MmbId></ClrSysMmbId>"


def _payments(batch: Batch) -> Iterator[str]:
    lines = batch.lines.in_file().values_list(*_COLUMNS)
    for amount, iban, owner, attempt, key, source, source_key, about in lines.iterator(2000):
        title = batch.titles[f"{source}:{about}"]
        yield _PAYMENT.format(
            attempt=instruction_id(key, attempt),
            key=key,
            amount=amount,
            agent=_bank(iban),
            owner=escape(text(owner)),
            iban=iban,
            about=escape(text(f"{title} {source_key}")),
        )


def instruction_id(end_to_end_id: str, attempt: int) -> str:
    """Names one attempt to pay an order."""
    return f"{end_to_end_id}-{attempt}"


def text(words: str) -> str:
    """Words as the bank takes them: at most 140 characters, cut behind a word, never none."""
    clean = names.normalise(_NOT_XML.sub("", words)) or "-"
    if len(clean) <= _LONGEST:
        return clean
    whole, _space, _rest = clean[: _LONGEST + 1].rpartition(" ")
    return whole or clean[:_LONGEST]
