"""`taminyar verify_access_log`: whether anybody changed the access log, and where."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taminyar.access import chain
from taminyar.access.chain import Fault
from taminyar.access.models import AccessEntry, AccessSeal
from taminyar.people.models import Person
from taminyar.persian import national_id

_SAID = {
    "missing": "entry {number} of {who} is missing",
    "changed": "entry {number} of {who} was changed",
    "unlinked": "entry {number} of {who} does not follow the one before it",
    "seal missing": "the seal of {day} is missing",
    "day changed": "the entries of {day} are not those that were sealed",
}


class Command(BaseCommand):
    help = (
        "Check the chains and the daily seals of the access log. Exit 0 when all is as it was "
        "written, 1 otherwise. With --person one chain alone, without the seals."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--person", metavar="NATIONAL_ID")
        parser.add_argument("--json", action="store_true", help="one object for each fault")

    def handle(self, **options: Any) -> None:
        found = list(_faults(options["person"]))
        names = _national_ids(found)
        for fault in found:
            self.stdout.write(_line(fault, names, as_json=options["json"]))
        if found:
            raise SystemExit(1)
        if not options["json"]:
            self.stdout.write(_all_well(options["person"]))


def _faults(person: str | None) -> Iterator[Fault]:
    entries = AccessEntry.objects.order_by("person_id", "number")
    if person is None:
        return chain.faults(entries.iterator(), AccessSeal.objects.order_by("day"))
    return chain.faults(entries.of(_person(person)).iterator())


def _person(typed: str) -> Person:
    try:
        return Person.objects.get(national_id=national_id.normalise(typed))
    except ValueError as wrong:
        raise CommandError(str(wrong)) from wrong
    except Person.DoesNotExist as unknown:
        raise CommandError(f"Nobody with national ID {typed} is on file.") from unknown


def _national_ids(found: list[Fault]) -> dict[int, str | None]:
    people = Person.objects.filter(pk__in=[fault.person for fault in found if fault.person])
    return dict(people.values_list("pk", "national_id"))


def _line(fault: Fault, names: dict[int, str | None], *, as_json: bool) -> str:
    who = names.get(fault.person or 0)
    day = fault.day.isoformat() if fault.day else None
    if as_json:
        told = {"fault": fault.reason, "national_id": who, "person": fault.person}
        return json.dumps(told | {"number": fault.number, "day": day})
    return _SAID[fault.reason].format(number=fault.number, who=who or fault.person, day=day)


def _all_well(person: str | None) -> str:
    if person:
        return "The chain is whole."
    last = AccessSeal.objects.order_by("day").last()
    sealed = f"sealed through {last.day}: {bytes(last.digest).hex()}" if last else "no day sealed"
    return f"The access log is whole; {sealed}."
