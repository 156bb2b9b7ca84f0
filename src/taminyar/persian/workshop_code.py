"""Workshop code («کد کارگاه»): three digits of branch, three of activity, four of file serial.

It has no check digit and is kept as text. A missing leading zero is not guessed: nothing in the
code would show a wrong guess.
"""

import re

from .identifiers import compact, validity
from .messages import N_

_SHAPE = re.compile(r"[0-9]{10}")


def normalise(text: str) -> str:
    """Ten ASCII digits, leading zeros kept; ``ValueError`` for another length."""
    digits = compact(text)
    if not _SHAPE.fullmatch(digits):
        raise ValueError(N_("A workshop code has 10 digits."))
    return digits


def branch(code: str) -> str:
    """The three digits of the branch that opened the file."""
    return normalise(code)[:3]


def activity(code: str) -> str:
    """The three digits of the workshop's activity."""
    return normalise(code)[3:6]


is_valid = validity(normalise)
