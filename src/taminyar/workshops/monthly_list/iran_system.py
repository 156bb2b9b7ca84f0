"""The Iran System code page: one byte for each *form* of a letter, stored in visual order.

Source: the bytes of lists written by the Organization's own program and by two others. Their
header names cp1256 or nothing, but the text is Iran System, reversed as a whole, padded with
spaces on the right. Runs of Latin letters stay left to right. Whether runs of digits inside a
text are reversed with it differs between programs, hence ``reverse_digits``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from taminyar.workshops.monthly_list.byte_matrix import SPACE, ByteMatrix, Mask, texts

# letter: isolated, final, initial, medial
_FORMS: Final = """
ا 90 91 90 91  آ 8D 8D 8D 8D  ئ 8E 8E 8E 8E  ء 8F 8F 8F 8F
ب 92 92 93 93  پ 94 94 95 95  ت 96 96 97 97  ث 98 98 99 99
ج 9A 9A 9B 9B  چ 9C 9C 9D 9D  ح 9E 9E 9F 9F  خ A0 A0 A1 A1
د A2 A2 A2 A2  ذ A3 A3 A3 A3  ر A4 A4 A4 A4  ز A5 A5 A5 A5  ژ A6 A6 A6 A6
س A7 A7 A8 A8  ش A9 A9 AA AA  ص AB AB AC AC  ض AD AD AE AE
ط AF AF AF AF  ظ E0 E0 E0 E0  ع E1 E2 E4 E3  غ E5 E6 E8 E7
ف E9 E9 EA EA  ق EB EB EC EC  ک ED ED EE EE  گ EF EF F0 F0
ل F1 F1 F3 F3  م F4 F4 F5 F5  ن F6 F6 F7 F7  و F8 F8 F8 F8
ه F9 F9 FB FA  ی FD FC FE FE  ـ 8B 8B 8B 8B
"""
# the column above for a letter that joins: to neither side, onward, back, to both
_FORM_OF: Final = (0, 2, 1, 3)
_LAM_ALEF: Final = 0xF2
_BREAK: Final = "\u200c"  # the zero-width non-joiner: ends a join and is not written
_NOT_ONWARD: Final = frozenset("اآدذرزژوء")
_RUN_OF_LATIN: Final = re.compile(r"[A-Za-z]+")
_RUN_OF_DIGITS: Final = re.compile(r"[0-9۰-۹]+")


def _letters() -> dict[str, tuple[int, ...]]:
    words = _FORMS.split()
    return {
        words[at]: tuple(int(form, 16) for form in words[at + 1 : at + 5])
        for at in range(0, len(words), 5)
    }


def _single_bytes() -> dict[str, int]:
    """The characters of one form: ASCII, digits, box drawing, the two marks, the hard space."""
    plain = {chr(code): code for code in range(0x20, 0x7F)}
    digits = {digit: 0x80 + value for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}
    boxes = {bytes([code]).decode("cp437"): code for code in range(0xB0, 0xE0)}
    return plain | digits | boxes | {"،": 0x8A, "؟": 0x8C, "\u00a0": 0xFF}


_LETTERS: Final = _letters()
_SINGLE: Final = _single_bytes()
_ALIKE: Final = str.maketrans(
    dict(zip("يىئكةۀأإٱؤ٠١٢٣٤٥٦٧٨٩", "ییئکههاااو۰۱۲۳۴۵۶۷۸۹", strict=True))
    | dict.fromkeys(map(chr, [*range(0x64B, 0x660), 0x670]))
    | dict.fromkeys("\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


def _decoding_table() -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    table = np.zeros((256, 2), dtype=np.uint16)
    table[:, 0] = np.arange(256)
    table[0, 0] = 0x20
    for character, code in _SINGLE.items():
        table[code, 0] = ord(character)
    for letter, forms in _LETTERS.items():
        table[list(forms), 0] = ord(letter)
    table[_LAM_ALEF] = ord("ل"), ord("ا")
    return table


_TABLE: Final = _decoding_table()


class UnencodableText(ValueError):
    """A character that the code page of the list cannot hold."""

    def __init__(self, text: str, character: str) -> None:
        super().__init__(f"{character!r} in {text!r} cannot be written in a monthly list")
        self.text, self.character = text, character


@lru_cache(maxsize=65_536)
def encode(text: str, reverse_digits: bool = True) -> bytes:
    """The bytes of a text as they stand in the file, without padding.

    Letters of the Arabic keyboard are written as their Persian equals, vowel signs are left out.
    Raises ``UnencodableText``.
    """
    shaped = _shape(text.translate(_ALIKE))
    return bytes(reversed(_kept_runs(shaped, reverse_digits)))


def _kept_runs(shaped: list[int], reverse_digits: bool) -> bytes:
    """Turn round the runs that stay left to right, so that the whole can be reversed."""
    line = bytes(shaped).decode("latin-1")
    line = _RUN_OF_LATIN.sub(_turned, line)
    if not reverse_digits:
        line = re.sub(r"[0-9\x80-\x89]+", _turned, line)
    return line.encode("latin-1")


def _shape(text: str) -> list[int]:
    codes: list[int] = []
    at = 0
    while at < len(text):
        if text[at] != _BREAK:
            codes.append(_code(text, at))
        at += 2 if codes and codes[-1] == _LAM_ALEF and text[at] == "ل" else 1
    return codes


def _code(text: str, at: int) -> int:
    letter = text[at]
    if letter not in _LETTERS:
        return _single(text, letter)
    if text[at : at + 2] == "لا":
        return _LAM_ALEF
    before = at > 0 and _joins(text[at - 1], letter)
    after = at + 1 < len(text) and _joins(letter, text[at + 1])
    return _LETTERS[letter][_FORM_OF[2 * before + after]]


def _single(text: str, character: str) -> int:
    if character not in _SINGLE:
        raise UnencodableText(text, character)
    return _SINGLE[character]


def _joins(first: str, second: str) -> bool:
    if first not in _LETTERS or second not in _LETTERS:
        return False
    return first not in _NOT_ONWARD and second != "ء"


def decode(data: bytes, reverse_digits: bool = True) -> str:
    """The text of the bytes of one field; never fails. Forms are not judged, only letters."""
    cell = np.frombuffer(data or b" ", dtype=np.uint8).reshape(1, -1)
    return decode_rows(cell, reverse_digits)[0]


def decode_rows(cells: ByteMatrix, reverse_digits: bool = True) -> list[str]:
    """The text of each row of a matrix (one field of many records)."""
    lines = [line.strip(" ") for line in texts(cells[:, ::-1], _TABLE)]
    if _IS_LATIN[cells].any():
        lines = [_RUN_OF_LATIN.sub(_turned, line) for line in lines]
    return lines if reverse_digits else [_RUN_OF_DIGITS.sub(_turned, line) for line in lines]


def _turned(run: re.Match[str]) -> str:
    return run[0][::-1]


def written_alike(cells: ByteMatrix) -> Mask:
    """Where we would write the decoded text with the very bytes of the row.

    Cautious: false also where it would take more than letters and their forms to tell.
    """
    blank = np.full((len(cells), 1), SPACE, dtype=np.uint8)
    logical = np.hstack([blank, cells[:, ::-1], blank])
    joins = _ONWARD[logical[:, :-1]] & _JOINABLE[logical[:, 1:]]
    own = logical[:, 1:-1]
    form = 2 * joins[:, :-1].astype(np.uint8) + joins[:, 1:]
    alike: Mask = (_AS_WRITTEN[own, form] == own).all(axis=1)
    unligated = _IS_LAM[own[:, :-1]] & _IS_ALEF[own[:, 1:]]
    gaps = (cells[:, :-1] == SPACE) & (cells[:, 1:] != SPACE)
    single = ~(gaps[:, 1:] & (cells[:, :-2] == SPACE)).any(axis=1) & (cells[:, 0] != SPACE)
    alike &= ~unligated.any(axis=1) & single
    return alike


def _set_of(codes: Iterable[int]) -> Mask:
    member = np.zeros(256, dtype=np.bool_)
    member[list(codes)] = True
    return member


def _codes(letters: Iterable[str]) -> Mask:
    return _set_of(code for letter in letters for code in _LETTERS[letter])


def _as_written() -> ByteMatrix:
    """For a byte and its joins the byte we write; some other byte where that does not tell."""
    table = np.repeat(np.arange(1, 257).astype(np.uint8)[:, np.newaxis], 4, axis=1)
    for code in {*_SINGLE.values(), _LAM_ALEF} - {_SINGLE["\u00a0"]}:
        table[code] = code
    for letter, forms in _LETTERS.items():
        for code in forms if letter != "ـ" else ():
            table[code] = [forms[_FORM_OF[index]] for index in range(4)]
    return table


_IS_LATIN: Final = _set_of([*range(0x41, 0x5B), *range(0x61, 0x7B)])
_IS_LAM: Final = _codes("ل")
_IS_ALEF: Final = _codes("ا")
_ONWARD: Final = _codes(_LETTERS.keys() - _NOT_ONWARD)
_JOINABLE: Final = _codes(_LETTERS.keys() - {"ء"}) | _set_of([_LAM_ALEF])
_AS_WRITTEN: Final = _as_written()


@dataclass(frozen=True, slots=True)
class IranSystem:
    """The code page with its one setting, as reading and writing of lists take it."""

    reverse_digits: bool = True

    def encode(self, text: str) -> bytes:
        """The bytes of a text, without padding. Raises ``UnencodableText``."""
        return encode(text, self.reverse_digits)

    def decode_rows(self, cells: ByteMatrix) -> list[str]:
        """The text of each row of a matrix."""
        return decode_rows(cells, self.reverse_digits)

    def written_alike(self, cells: ByteMatrix) -> Mask:
        """Where we would surely write the text of a row with the same bytes."""
        return written_alike(cells)
