"""National ID of a legal entity («شناسه ملی»): ten digits and a check digit."""

import re

from .identifiers import compact, validity
from .messages import N_

_SHAPE = re.compile(r"[0-9]{11}")
_WEIGHTS = (29, 27, 23, 19, 17) * 2


def check_digit(first10: str) -> str:
    """The eleventh digit that belongs to the first ten ASCII digits."""
    added = int(first10[9]) + 2
    total = sum((int(digit) + added) * w for digit, w in zip(first10, _WEIGHTS, strict=True))
    return str(total % 11 % 10)


def normalise(text: str) -> str:
    """Eleven ASCII digits; ``ValueError`` for another length or a number that was never issued."""
    digits = compact(text)
    if not _SHAPE.fullmatch(digits):
        raise ValueError(N_("A legal entity's national ID has 11 digits."))
    if digits[3:9] == "000000" or check_digit(digits[:10]) != digits[10]:
        raise ValueError(N_("This legal entity's national ID is not correct. Check its digits."))
    return digits


is_valid = validity(normalise)
