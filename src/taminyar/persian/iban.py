"""Bank account number («شبا»): IR, two check digits, three of the bank, nineteen of the account."""

import re

from stdnum.iso7064 import mod_97_10

from .identifiers import compact, validity
from .messages import N_

_SHAPE = re.compile(r"(?:IR)?([0-9]{24})", re.IGNORECASE)


def check_digits(account: str) -> str:
    """The two check digits (ISO 7064 mod 97-10) of 22 digits of bank and account."""
    return mod_97_10.calc_check_digits(account + "IR")


def normalise(text: str) -> str:
    """``IR`` and 24 ASCII digits, with or without IR and spaces; ``ValueError`` otherwise."""
    match = _SHAPE.fullmatch(compact(text))
    if match is None:
        raise ValueError(N_("An IBAN has 24 digits after IR."))
    digits = match[1]
    if check_digits(digits[2:]) != digits[:2]:
        raise ValueError(N_("This IBAN is not correct. Check its digits."))
    return "IR" + digits


def bank_code(text: str) -> str:
    """The three digits that name the bank."""
    return normalise(text)[4:7]


is_valid = validity(normalise)
