"""`taminyar payment_batch [--due DATE] FILE.xml`: everything due as a file for the bank."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from taminyar.payments import bank_file, batches
from taminyar.payments.models import Batch
from taminyar.persian import jalali


def _day(text: str) -> date:
    try:
        return jalali.parse_date(text)
    except ValueError as wrong:
        raise ArgumentTypeError(str(wrong)) from wrong


def _check_room(file: Path) -> None:
    """Never over another file: an old one would look like the new one when nothing is due."""
    if not file.parent.is_dir():
        raise CommandError(f"The folder {file.parent} does not exist. Nothing was released.")
    if file.exists():
        raise CommandError(f"{file} exists already. Name another file. Nothing was released.")


class Command(BaseCommand):
    help = (
        "Release every payment that is due, and can be made, as a batch of the command line, and "
        "write it for the bank as ISO 20022 pain.001.001.03. Nothing due: no file is written. "
        "A FILE.xml that exists already is never written over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.xml")
        parser.add_argument("--due", type=_day, metavar="1405-09-01", help="due by then; today")
        parser.add_argument(
            "--again", metavar="MESSAGE_ID", help="write the file of a released batch once more"
        )

    def handle(self, *, file: Path, due: date | None, again: str | None, **options: Any) -> None:
        _check_room(file)
        try:
            batch = self._again(again, file) if again else self._new(due, file)
        except (OSError, bank_file.NotValid, batches.NotPossible) as error:
            raise CommandError(str(error)) from error
        if batch is None:
            self.stdout.write("Nothing is due that can be paid; no file was written.")
        else:
            Batch.objects.filter(pk=batch.pk, fetched_at=None).update(fetched_at=timezone.now())
            self.stdout.write(
                f"{file}: {batch.lines_count} payments, {batch.amount} rials, {batch.message_id}"
            )
        self._tell_of_others()

    def _again(self, message_id: str, file: Path) -> Batch:
        released = Batch.objects.filter(message_id=message_id, released_at__isnull=False)
        if (batch := released.first()) is None:
            raise CommandError(f"No batch {message_id} was released.")
        with bank_file.place_for(file) as place:
            place.write(batch)
            place.take_name()
        return batch

    def _new(self, due: date | None, file: Path) -> Batch | None:
        """The file is written and checked before anything is released for good."""
        with bank_file.place_for(file) as place:
            with transaction.atomic():
                batch = batches.prepare_and_release(due=due)
                if batch is not None:
                    place.write(batch)
            if batch is not None:
                place.take_name()
        return batch

    def _tell_of_others(self) -> None:
        """Of batches whose command died between the release and the file."""
        for batch in Batch.objects.without_file().newest_first():
            self.stderr.write(
                f"{batch.message_id} was released and its file never written: "
                f"payment_batch --again {batch.message_id} FILE.xml"
            )
