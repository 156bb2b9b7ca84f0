"""Typesets a document: data in, an unsigned PDF/A-4f with the same data attached out.

The data goes in as JSON and is never built into markup. The same data, addressee and moment give
the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import local
from typing import Any, Final, cast

import typst
from django.utils.translation import override

from taminyar.mailbox import qr
from taminyar.mailbox.document_words import WORDS
from taminyar.mailbox.kinds import Kind
from taminyar.mailbox.printable import printable
from taminyar.persian import jalali

TEMPLATES: Final = Path(__file__).with_name("typst")
# The level of PDF/A that takes an attachment and stays true when a signature is added.
STANDARD: Final = "a-4f"
ATTACHMENT: Final = "data.json"


class _Warm(local):
    compiler: typst.Compiler | None = None


_warm = _Warm()


@dataclass(frozen=True)
class About:
    """What a document is, beside its data: to whom, from when, until when, how it is verified.

    `code` has sixteen characters; `verify_address` is the page of the code, which the square
    leads to.
    """

    code: str
    issued_at: datetime
    institution: str
    receiving_branch: str
    purpose: str
    language: str
    valid_until: date | None
    verify_address: str
    demonstration: bool


def typeset(kind: Kind, data: Mapping[str, Any], about: About) -> bytes:
    """The PDF. `data` has the shape of the kind in `document_data`.

    Raises `typst.TypstError` when the data does not fit the template.
    """
    made = _compiler().compile(
        input=str(TEMPLATES / kind.template),
        sys_inputs=_inputs(kind, data, about),
        pdf_standards=STANDARD,
        timestamp=about.issued_at.astimezone(UTC),
    )
    return cast("bytes", made)


def attachment(kind: Kind, data: Mapping[str, Any], about: About) -> dict[str, Any]:
    """What the PDF carries for machines: the data as given, and what the page says around it."""
    return {
        "kind": kind.slug,
        "code": about.code,
        "issued_at": about.issued_at.isoformat(),
        "valid_until": about.valid_until.isoformat() if about.valid_until else None,
        "language": about.language,
        "institution": about.institution,
        "receiving_branch": about.receiving_branch,
        "purpose": about.purpose,
        "demonstration": about.demonstration,
        "data": data,
    }


def _compiler() -> typst.Compiler:
    """One for each thread, with its fonts read: it cannot be used by two at once."""
    if _warm.compiler is None:
        _warm.compiler = typst.Compiler(
            root=str(TEMPLATES), font_paths=[str(TEMPLATES / "fonts")], ignore_system_fonts=True
        )
    return _warm.compiler


def _inputs(kind: Kind, data: Mapping[str, Any], about: About) -> dict[str, str]:
    language = about.language
    with override(language):
        words = {name: str(word) for name, word in WORDS.items()}
        frame = _frame(kind, about)
    return {
        "data": _json(printable(data, language)),
        "about": _json(printable(frame, language) | _codes(about)),
        "words": _json(words),
        "qr": qr.svg(about.verify_address),
        "attachment": _json(attachment(kind, data, about)),
    }


def _frame(kind: Kind, about: About) -> dict[str, Any]:
    issued_on = about.issued_at.astimezone(jalali.TEHRAN).date()
    return {
        "title": str(kind.title),
        "issued_on": jalali.long_date(issued_on, about.language),
        "valid_until": _shown(about.valid_until, about.language),
        "institution": about.institution,
        "receiving_branch": about.receiving_branch,
        "purpose": about.purpose,
        "language": about.language,
        "demonstration": about.demonstration,
    }


def _shown(day: date | None, language: str) -> str:
    return jalali.long_date(day, language) if day else ""


def _codes(about: About) -> dict[str, str]:
    """What is typed as it is printed: never in Persian digits."""
    groups = "-".join(about.code[at : at + 4] for at in range(0, len(about.code), 4))
    address = about.verify_address
    return {
        "code": groups,
        "verify_address": address,
        "verify_at": address.removesuffix(f"{about.code}/"),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
