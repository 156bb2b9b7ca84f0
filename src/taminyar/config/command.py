"""The `taminyar` command: Django's management commands under the project's own name."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taminyar.config.settings")
    from taminyar.config.catalogue import compile_catalogue

    compile_catalogue()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
