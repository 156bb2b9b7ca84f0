"""Mobile number: stored as ``09`` and nine digits, whatever country code it was typed with."""

import re

from .identifiers import compact, validity
from .messages import N_

# Prefixes of operators are not checked: new ones are given out.
_SHAPE = re.compile(r"(?:\+98|0098|98)?0?(9[0-9]{9})")


def normalise(text: str) -> str:
    """``09xxxxxxxxx`` from 09…, 9…, 98…, +98… or 0098…; ``ValueError`` for anything else."""
    match = _SHAPE.fullmatch(compact(text))
    if match is None:
        raise ValueError(N_("A mobile number has 11 digits and begins with 09."))
    return "0" + match[1]


is_valid = validity(normalise)
