"""`make bench`: every benchmark, or those named; fails when one does not keep its limit."""

import importlib
import os
import sys

NAMES = (
    "law_import",
    "law_speed",
    "list_decoding",
    "list_import",
    "mailbox_page",
    "record_page",
    "sign_in",
    "first_load",
    "documents",
    "payment_file",
    "staff_queue",
    "sending",
)


def main(chosen: list[str]) -> int:
    from taminyar.config import embedded_database

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taminyar.config.settings")
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = embedded_database.start("bench-database", "taminyar_bench")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    broken = 0
    for name in chosen or NAMES:
        for ratio in importlib.import_module(f"benchmarks.{name}").measure():
            print(ratio, flush=True)
            broken += not ratio.kept
    return broken


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
