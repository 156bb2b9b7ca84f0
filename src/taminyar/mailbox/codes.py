"""Codes of documents: sixteen capital letters and digits that are hard to misread."""

import secrets
from typing import Final

from taminyar.persian import digits

ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH: Final = 16
GROUP: Final = 4

# What a code never holds, read as the sign it was most likely meant for; and signs between groups.
_MEANT = str.maketrans("0O1IL", "QQJJJ", " -\u2010\u2011\u2012\u2013\u2014\u2212_.\t\r\n\u200c\xa0")


def new(length: int = LENGTH) -> str:
    """A random code, about five bits a letter: 79 for a document's."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def grouped(code: str) -> str:
    """As it is shown: ABCD-EFGH-JKMN-PQRS."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def normalised(typed: str, length: int = LENGTH) -> str:
    """The code as it is kept, from what a person typed in whatever groups, case and digits.

    Raises ValueError when it cannot be a code.
    """
    code = digits.plain(typed).upper().translate(_MEANT)
    if len(code) != length or not set(code) <= set(ALPHABET):
        raise ValueError(f"This is not a code of {length} letters and digits.")
    return code
