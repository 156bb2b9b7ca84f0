"""`taminyar sandbox [REGISTRY] [--delay S] [--refuse] [--wrong] [--outage] [--reset]`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from taminyar.registries import NAMES, faults
from taminyar.registries.faults import Fault


class Command(BaseCommand):
    help = "List the registries of the demonstration, or make one slow, refusing, wrong or silent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("registry", nargs="?", choices=NAMES, help="without it: list, or all")
        parser.add_argument("--delay", type=float, default=0, metavar="SECONDS")
        parser.add_argument("--refuse", action="store_true", help="it refuses to answer")
        parser.add_argument("--wrong", action="store_true", help="it answers, and wrongly")
        parser.add_argument("--outage", action="store_true", help="nobody is there")
        parser.add_argument("--reset", action="store_true", help="all is well again")

    def handle(self, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("There is a sandbox only where DEMONSTRATION is on.")
        fault = _wanted(options)
        if fault != Fault() or options["reset"]:
            for registry in [options["registry"]] if options["registry"] else NAMES:
                faults.switch(registry, fault)
        for registry in NAMES:
            self.stdout.write(f"{registry:13}{_words(faults.of(registry))}")


def _wanted(options: dict[str, Any]) -> Fault:
    fault = Fault(**{name: options[name] for name in ("delay", "refuse", "wrong", "outage")})
    if fault.delay < 0:
        raise CommandError("A delay is not negative.")
    if options["reset"] and fault != Fault():
        raise CommandError("--reset stands alone.")
    return fault


def _words(fault: Fault) -> str:
    words = [f"delay {fault.delay:g} s"] if fault.delay else []
    words += [name for name in ("refuse", "wrong", "outage") if getattr(fault, name)]
    return ", ".join(words) or "well"
