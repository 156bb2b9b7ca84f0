"""A synthetic population for benchmarks."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taminyar.demo.plan import last_month
from taminyar.demo.population import LONGEST, NoMoreNumbersError, Written, write_population
from taminyar.persian import jalali


class Command(BaseCommand):
    help = "Writes a synthetic population straight into the database, for benchmarks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1404)

    def handle(self, *_: Any, people: int, seed: int, **options: Any) -> None:
        if people < 1:
            raise CommandError("At least one person must be written.")
        start = time.monotonic()
        try:
            written = write_population(people, seed, last_month(jalali.today()))
        except NoMoreNumbersError as error:
            raise CommandError("There are no national IDs left for so many people.") from error
        self.stdout.write(_sentence(written, time.monotonic() - start))


def _sentence(written: Written, seconds: float) -> str:
    return (
        f"Wrote {written.contributions:,} contributions of {written.people:,} people in "
        f"{written.workshops:,} workshops, in {seconds:.1f} s. "
        f"The first person, {written.first_national_id}, has {LONGEST} months."
    )
