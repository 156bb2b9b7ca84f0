"""`taminyar reconcile_payments [--json]`: whether orders, batches and answers agree."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from taminyar.payments import reconcile


class Command(BaseCommand):
    help = "Compare orders, batches and the bank's answers to the rial. Exit 1 on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object")

    @no_translations
    def handle(self, **options: Any) -> None:
        found = reconcile.report()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found), ensure_ascii=False, default=str))
        else:
            for part in (*found.states, found.lines, found.answers, *found.batches):
                self.stdout.write(f"{part.label}: {part.count} payments, {part.amount} rials")
            for difference in found.differences:
                self.stdout.write(
                    f"difference: {difference.label}: {difference.key}, {difference.amount} rials"
                )
        if found.differences:
            raise SystemExit(1)
