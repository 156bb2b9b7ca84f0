"""National ID of a person («کد ملی»): nine digits and a check digit."""

import re

from .identifiers import compact, validity
from .messages import N_

_SHAPE = re.compile(r"[0-9]{8,10}")


def check_digit(first9: str) -> str:
    """The tenth digit that belongs to the first nine ASCII digits."""
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(first9)) % 11
    return str(remainder if remainder < 2 else 11 - remainder)


def normalise(text: str) -> str:
    """Ten ASCII digits: any digits taken, spaces and dashes dropped, lost leading zeros restored.

    Raises ``ValueError`` for another length, a repeated digit (the sum accepts 1111111111) or a
    wrong check digit. The check cannot see every slip: remainders 1 and 10 share check digit 1.
    """
    digits = _ten_digits(text)
    if len(set(digits)) == 1:
        raise ValueError(N_("A national ID cannot be one digit repeated."))
    if check_digit(digits[:9]) != digits[9]:
        raise ValueError(N_("This national ID is not correct. Check its digits."))
    return digits


def masked(text: str) -> str:
    """``001•••4567`` for shared screens, left to right; ``ValueError`` for another length."""
    digits = _ten_digits(text)
    return f"{digits[:3]}•••{digits[6:]}"


def _ten_digits(text: str) -> str:
    digits = compact(text)
    if not _SHAPE.fullmatch(digits):
        raise ValueError(N_("A national ID has 10 digits."))
    return digits.zfill(10)


is_valid = validity(normalise)
