"""Codes that stand in a file of any kind: a PDF is not parsed, only its streams are unpacked."""

import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Final

from taminyar.mailbox import codes

_CODE: Final = re.compile(
    rb"(?<![A-Za-z0-9])[A-HJKMNP-Z2-9]{4}(?:-?[A-HJKMNP-Z2-9]{4}){3}(?![A-Za-z0-9])"
)
_STREAM: Final = re.compile(rb"stream\r?\n")
# Limits that a hostile file meets and a document of ours never comes near; lengths in bytes.
_MOST_STREAMS: Final = 2_000
_LONGEST_STREAM: Final = 256 * 1024
_LONGEST_TEXT: Final = 1024 * 1024
_LONGEST_OF_ALL: Final = 32 * 1024 * 1024
_MOST_CODES: Final = 10


def codes_inside(content: bytes) -> set[str]:
    """What looks like a code in the file or in its packed streams; the first ten."""
    found: set[str] = set()
    for text in chain([content], _texts(content)):
        for code in _CODE.findall(text):
            found.add(codes.normalised(code.decode()))
            if len(found) == _MOST_CODES:
                return found
    return found


def _texts(content: bytes) -> Iterator[bytes]:
    whole, left = memoryview(content), _LONGEST_OF_ALL
    for number, start in enumerate(_STREAM.finditer(content)):
        if number == _MOST_STREAMS or left <= 0:
            return
        text = _unpacked(whole[start.end() : start.end() + _LONGEST_STREAM])
        left -= len(text)
        yield text


def _unpacked(packed: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST_TEXT)
    except zlib.error:
        return b""
