"""The demonstration town, made once."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from taminyar.demo.add_missing import add_missing
from taminyar.demo.build_town import RejectedListsError, Town, build_town, is_built
from taminyar.demo.plan import Plan, last_month
from taminyar.office import counting
from taminyar.persian import jalali


class Command(BaseCommand):
    help = "Makes the demonstration town from lists like those employers send; once."

    def handle(self, *_: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("The town's passphrase is public: only where DEMONSTRATION is on.")
        if is_built():
            add_missing()
            self.stdout.write("The demonstration town is there.")
            return
        start = time.monotonic()
        plan = Plan(last_month(jalali.today()))
        folder = settings.VAR / "demo-lists" / str(plan.last)
        try:
            town = build_town(plan, folder, _progress)
        except RejectedListsError as error:
            raise CommandError(str(error)) from error
        counting.count()
        self.stdout.write(_sentence(town, time.monotonic() - start))


def _progress(paths: list[Path]) -> Iterable[Path]:
    return tqdm(paths, "Demonstration town", unit=" months", disable=not sys.stderr.isatty())


def _sentence(town: Town, seconds: float) -> str:
    return (
        f"Made a town of {town.people:,} people in {town.workshops:,} workshops: "
        f"{town.lists.total():,} lists with {town.rows:,} rows, in {seconds:.0f} s."
    )
