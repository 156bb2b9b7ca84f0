"""Texts as a document can print them: letters the fonts have, and room to break long words.

The attachment keeps every text as it came.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

from taminyar.persian.digits import to_persian
from taminyar.persian.rials import separated

REPLACEMENT: Final = "\ufffd"
# What turns the order of letters round, whoever wrote it: embeddings and overrides.
_TURNING = range(0x202A, 0x202F)
_SPACES = {ord("\t"): " ", ord("\r"): ""}
# Marks without a glyph, and the end of a line; Typst obeys them and prints nothing.
_UNSEEN = {*b"\n", 0x200B, *range(0x2066, 0x206A)}
# A word nobody writes may break; marks above and below stay on their letter.
_ENDLESS = re.compile(r"\S{21,}")
_PIECE = re.compile(r"(.{8})(?=.)(?![\u064b-\u065f\u0670])")
_WITH_DIGIT = re.compile(r"\S*[0-9]\S*")
_LATIN = re.compile(r"[A-Za-z]")


def printable(value: Any, language: str) -> Any:
    """The same JSON with every text made printable and every number written in threes.

    In Persian with Persian digits; those of words with Latin letters stay: codes are typed as they
    are printed.
    """
    match value:
        case str():
            return _text(value, language)
        case dict():
            return {name: printable(part, language) for name, part in value.items()}
        case list():
            return [printable(part, language) for part in value]
        case bool() | None:
            return value
    return separated(value, language)


def _text(text: str, language: str) -> str:
    known = unicodedata.normalize("NFC", text).translate(_letters())
    if language == "fa":
        known = _WITH_DIGIT.sub(_in_persian, known)
    return _ENDLESS.sub(_breakable, known) if len(known) > 20 else known


def _in_persian(word: re.Match[str]) -> str:
    return word[0] if _LATIN.search(word[0]) else to_persian(word[0])


def _breakable(word: re.Match[str]) -> str:
    return _PIECE.sub("\\1\u200b", word[0])


class _Letters(dict[int, str | None]):
    """For `str.translate`: what is not listed has no glyph."""

    def __missing__(self, letter: int) -> str:
        return REPLACEMENT


@cache
def _letters() -> _Letters:
    """Code point to what is printed; made once from the ranges of `letters.txt`."""
    ranges = files("taminyar.mailbox").joinpath("typst/fonts/letters.txt").read_text().split()
    known = _Letters(_SPACES)
    for first, last in (written.split("-") for written in ranges):
        known.update((code, chr(code)) for code in range(int(first, 16), int(last, 16) + 1))
    known.update((code, chr(code)) for code in _UNSEEN)
    known.update(dict.fromkeys(_TURNING))
    return known
