"""`taminyar payment_answer FILE [--json]`: takes over what the bank answered."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from taminyar.payments import bank_answer


class Command(BaseCommand):
    help = "Take over the bank's answer, pain.002.001.03 or CSV: the whole file or nothing of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one object")

    @no_translations
    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            outcome = asdict(bank_answer.take(file.read_bytes(), None))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except bank_answer.Refused as refused:
            self._tell_faults(refused.faults, as_json=options["json"])
            raise CommandError("Nothing was taken over.", returncode=1) from refused
        said = ", ".join(f"{name} {count}" for name, count in outcome.items() if name != "known")
        before = " (taken over before)" if outcome["known"] else ""
        self.stdout.write(json.dumps(outcome) if options["json"] else said + before)

    def _tell_faults(self, faults: list[bank_answer.Fault], *, as_json: bool) -> None:
        if as_json:
            listed = [asdict(fault) | {"message": str(fault.message)} for fault in faults]
            self.stdout.write(json.dumps({"faults": listed}, ensure_ascii=False))
            return
        for fault in faults:
            self.stdout.write(f"row {fault.row}, {fault.end_to_end_id or '-'}: {fault.message}")
