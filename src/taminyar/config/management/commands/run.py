"""`taminyar run`: everything on one machine, for `make run`."""

import os
import signal
import subprocess
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from taminyar.demo.fixed_people import MEMBERS, PASSPHRASE
from taminyar.demo.fixed_staff import STAFF, TOTP_SECRET


class Command(BaseCommand):
    help = "Migrate, load the demonstration town once, then run the web server and the worker."

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("demo")
        # Also where a shell started us in the background and left Ctrl-C without effect.
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, lambda *_: sys.exit(0))
        self._greet()
        parts = [subprocess.Popen([sys.argv[0], part]) for part in ("serve", "worker")]
        try:
            # Neither part can do without the other: when one ends, both do.
            os.wait()
        finally:
            self._stop(parts)

    def _greet(self) -> None:
        port = os.environ.get("PORT", "8000")
        self.stdout.write(f"\nTaminyar: http://127.0.0.1:{port}/   (Ctrl-C stops it)")
        self.stdout.write(f"Demonstration sign-ins, passphrase {PASSPHRASE}:")
        for member in MEMBERS:
            self.stdout.write(f"  {member.national_id}  {member.about}")
        self.stdout.write(f"Staff, with codes of an authenticator app, secret {TOTP_SECRET}:")
        for staff in STAFF:
            self.stdout.write(f"  {staff.national_id}  {staff.role.label}")
        self.stdout.flush()

    def _stop(self, parts: list["subprocess.Popen[bytes]"]) -> None:
        for part in parts:
            part.terminate()
        for part in parts:
            try:
                part.wait(10)
            except subprocess.TimeoutExpired:
                part.kill()
