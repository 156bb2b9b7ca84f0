"""Insurance number («شماره بیمه»): eight digits, the first never zero; it has no check digit."""

import re

from .identifiers import compact, validity
from .messages import N_

_SHAPE = re.compile(r"0*([1-9][0-9]{7})")


def normalise(text: str) -> str:
    """Eight ASCII digits, the padding zeros dropped; ``ValueError`` for anything else."""
    match = _SHAPE.fullmatch(compact(text))
    if match is None:
        raise ValueError(N_("An insurance number has 8 digits and does not begin with zero."))
    return match[1]


def padded(text: str) -> str:
    """Ten digits with leading zeros, as web services exchange it."""
    return normalise(text).zfill(10)


is_valid = validity(normalise)
