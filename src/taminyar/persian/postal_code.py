"""Postal code: ten digits, the first five without 0 and 2."""

import re

from .identifiers import compact, validity
from .messages import N_

_SHAPE = re.compile(r"[0-9]{10}")
_ISSUED = re.compile(r"[13-9]{5}")


def normalise(text: str) -> str:
    """Ten ASCII digits; ``ValueError`` for another length or a code that is never issued.

    The rule of the first five digits is as the post office's pages tell it.
    """
    digits = compact(text)
    if not _SHAPE.fullmatch(digits):
        raise ValueError(N_("A postal code has 10 digits."))
    if not _ISSUED.match(digits):
        raise ValueError(N_("The first five digits of a postal code are never 0 or 2."))
    return digits


is_valid = validity(normalise)
