"""`taminyar export_lists --workshop CODE --month 1404-05 DIR`: writes lists back to files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taminyar.persian.jalali import JalaliMonth
from taminyar.workshops.models import MonthlyList
from taminyar.workshops.monthly_list.export import export


class Command(BaseCommand):
    help = "Write the current lists of a workshop and month as DSKKAR00.DBF and DSKWOR00.DBF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workshop", required=True, metavar="CODE")
        parser.add_argument("--month", required=True, metavar="1404-05", type=JalaliMonth.parse)
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, workshop: str, month: JalaliMonth, folder: Path, **options: Any) -> None:
        lists = MonthlyList.objects.select_related("files").filter(
            workshop__code=workshop, month=month, current=True
        )
        found = list(lists.order_by("number"))
        if not found:
            raise CommandError(f"Workshop {workshop} has no list of {month}.")
        for stored in found:
            # One list lies in the folder itself; several lie in a folder each, by number.
            export(stored, folder / stored.number if len(found) > 1 else folder)
        self.stdout.write(f"{len(found)} lists written to {folder}")
