"""`taminyar verify`: whether a document is authentic, from its code or its file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taminyar.mailbox import looks, signing_key, verify
from taminyar.mailbox.sign import is_signed_by
from taminyar.mailbox.verify import Finding, State


class Command(BaseCommand):
    help = (
        "Say whether a document is authentic, from its code or its PDF file. Exit 0 when it is, 1 "
        "otherwise. With --certificate only the signature of a file is looked at, without a "
        "database: whether the document was taken back is not known then."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("document", metavar="CODE|FILE.pdf")
        parser.add_argument("--certificate", metavar="PEM", help="the published certificates")
        parser.add_argument("--json", action="store_true", help="one object")

    def handle(self, *, document: str, certificate: str | None, **options: Any) -> None:
        if certificate is not None:
            said = _signature(_read(document), _read(certificate))
        else:
            said = _said(_found(document))
        self.stdout.write(json.dumps(said, ensure_ascii=False) if options["json"] else _lines(said))
        if said["state"] != State.AUTHENTIC:
            raise SystemExit(1)


def _found(document: str) -> Finding:
    if Path(document).is_file():
        try:
            finding = verify.of_file(_read(document))
        except signing_key.NoKey as error:
            raise CommandError(str(error)) from error
    elif document.lower().endswith(".pdf"):
        raise CommandError(f"There is no file {document}.")
    else:
        finding = verify.of_code(document)
    looks.note(finding, address="command line")
    return finding


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _signature(content: bytes, pem: bytes) -> dict[str, Any]:
    """What can be known of a file without us: the signature, and that nothing was changed since."""
    certificates = signing_key.certificates_in(pem)
    if not certificates:
        raise CommandError("There is no certificate in that file.")
    try:
        ours = is_signed_by(content, certificates)
    # The library meets files of any kind here, and has an error for each way of being broken.
    except Exception:
        ours = False
    told = "signed with this certificate, and not changed since; not asked: whether it is revoked"
    if ours:
        return {"state": State.AUTHENTIC.value, "note": told}
    return {"state": State.UNKNOWN.value, "note": "not signed with this certificate, or changed"}


def _said(finding: Finding) -> dict[str, Any]:
    said = {
        "state": finding.state.value,
        "code": finding.code,
        "document": str(finding.title),
        "issued_at": finding.issued_at and finding.issued_at.isoformat(),
        "institution": finding.institution,
        "receiving_branch": finding.receiving_branch,
        "valid_until": finding.valid_until and finding.valid_until.isoformat(),
        "revoked_at": finding.revoked_at and finding.revoked_at.isoformat(),
        "shown": dict(finding.shown),
    }
    return {name: value for name, value in said.items() if value}


def _lines(said: dict[str, Any]) -> str:
    shown = said.get("shown", {})
    facts = {name: value for name, value in said.items() if name != "shown"} | shown
    return "\n".join(f"{name}: {value}" for name, value in facts.items())
