"""`taminyar import_lists PATH… [--json]`: loads employers' monthly lists."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from taminyar.workshops.monthly_list.receive import Outcome, receive


class Command(BaseCommand):
    help = "Import monthly lists: a folder, a zip, or one .DBF of a pair. Each is all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--json", action="store_true", help="one JSON line a list")

    def handle(self, *, paths: list[str], **options: Any) -> None:
        counted: Counter[str] = Counter()
        quiet = options["json"] or not sys.stderr.isatty()
        with tqdm(unit=" lists", disable=quiet, file=sys.stderr) as bar:
            for path in paths:
                for outcome in receive(path):
                    self._tell(outcome, as_json=options["json"])
                    counted[outcome.status] += 1
                    bar.update()
        if not options["json"]:
            self.stdout.write(", ".join(f"{n} {status}" for status, n in counted.items()))
        if counted["rejected"]:
            raise CommandError("", returncode=1)

    def _tell(self, outcome: Outcome, *, as_json: bool) -> None:
        if as_json:
            answer = asdict(outcome) | {"faults": [fault.as_json() for fault in outcome.faults]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        elif outcome.faults:
            self.stdout.write(f"{outcome.file}: rejected, {len(outcome.faults)} faults")
            for fault in outcome.faults:
                place = f"row {fault.row}" if fault.row else "list"
                field = fault.field or "-"
                for language in ("fa", "en"):
                    self.stdout.write(f"  {place}, {field}: {fault.message_in(language)}")
