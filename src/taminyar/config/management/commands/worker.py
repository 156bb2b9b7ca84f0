"""`taminyar worker`: does the background jobs, on any number of machines."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Run the background jobs until stopped."

    def handle(self, **options: Any) -> None:
        # Jobs wait for others most of the time: a slow provider must not hold up the rest. Those
        # that succeeded are of no more use; there are thousands a day.
        kept = ("--delete-jobs", "successful")
        call_command("procrastinate", "worker", "--concurrency", "8", *kept)
