"""`taminyar correct_insurance_number NATIONAL_ID NUMBER`: what a branch settles by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from taminyar.access import log
from taminyar.office import purposes
from taminyar.people.models import Person
from taminyar.persian import insurance_number, national_id


class Command(BaseCommand):
    help = "Give a person the right insurance number, when lists have named a wrong one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("national_id", metavar="NATIONAL_ID")
        parser.add_argument("number", metavar="NUMBER")

    def handle(self, **options: Any) -> None:
        try:
            wanted = national_id.normalise(options["national_id"])
            number = insurance_number.normalise(options["number"])
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        person = Person.objects.filter(national_id=wanted).first()
        if person is None:
            raise CommandError(f"Nobody with national ID {wanted} is on file.")
        # Written first: an attempt that fails is a touch of the file as well.
        log.record(
            person,
            actor=None,
            role=purposes.COMMAND_LINE,
            what="number-corrected",
            purpose=purposes.CORRECTION,
        )
        _correct(person, number)
        self.stdout.write(f"{wanted} has insurance number {number}.")


def _correct(person: Person, number: str) -> None:
    person.insurance_number, person.insurance_number_confirmed = number, True
    try:
        with transaction.atomic():
            person.save(update_fields=["insurance_number", "insurance_number_confirmed"])
    except IntegrityError as taken:
        raise CommandError(f"{number} is the number of somebody else.") from taken
