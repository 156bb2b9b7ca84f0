"""`calculate`: answers questions to the law, one JSON object or many, a line each."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from taminyar.law.facts import BadInput
from taminyar.law.rules import MODULES, answer
from taminyar.law.shown import fault, shown
from taminyar.law.values import MissingValue


class Command(BaseCommand):
    help = "Answers questions read from standard input: one JSON object, or JSON Lines."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "rule", nargs="?", help="for questions that name none: " + ", ".join(sorted(MODULES))
        )
        parser.add_argument("--pretty", action="store_true", help="spread each answer over lines")
        parser.add_argument(
            "--language", choices=("fa", "en"), default="fa", help="of the explanations"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes an answer a question as it comes; exits with 2 when one could not be read."""
        broken = False
        spread = 2 if options["pretty"] else None
        with translation.override(options["language"]):
            for written in _questions(sys.stdin.buffer):
                answered = _answer(written, options["rule"])
                broken |= "error" in answered
                self.stdout.write(_line(answered, spread))
        if broken:
            sys.exit(2)


def _questions(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The questions as they are written: the lines, or all of them as the one object they are."""
    written = filter(bytes.strip, lines)
    first = next(written, None)
    if first is None:
        return
    if first.rstrip().endswith(b"}") or first.lstrip()[:1] != b"{":
        yield from chain([first], written)
        return
    rest = [first, *written]
    whole = b"".join(rest)
    yield from [whole] if _is_json(whole) else rest


def _is_json(written: bytes) -> bool:
    try:
        _read(written)
    except BadInput:
        return False
    return True


def _answer(written: bytes, rule: str | None) -> dict[str, Any]:
    try:
        return shown(answer(_read(written), rule), translation.gettext)
    except (BadInput, MissingValue) as wrong:
        return fault(wrong, translation.gettext)


def _line(answered: dict[str, Any], spread: int | None) -> str:
    line = json.dumps(answered, ensure_ascii=False, indent=spread)
    # Half a surrogate pair in a wrong field's name goes back as it came, escaped.
    return line.encode(errors="backslashreplace").decode()


def _read(written: bytes) -> dict[str, Any]:
    """Raises BadInput when the text is no JSON object."""
    try:
        question = json.loads(written)
    except (ValueError, RecursionError):
        raise BadInput("question", "must be written in JSON") from None
    if not isinstance(question, dict):
        raise BadInput("question", "must be an object")
    return question
