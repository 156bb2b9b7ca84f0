"""Bank card number: sixteen digits, the last by the Luhn formula."""

import re

from stdnum import luhn

from . import banks
from .identifiers import compact, validity
from .messages import N_

# No bank's cards begin with zero, and sixteen zeros would pass the formula.
_SHAPE = re.compile(r"[1-9][0-9]{15}")


def normalise(text: str) -> str:
    """Sixteen ASCII digits; ``ValueError`` for another length or a wrong last digit."""
    digits = compact(text)
    if not _SHAPE.fullmatch(digits):
        raise ValueError(N_("A card number has 16 digits."))
    if not luhn.is_valid(digits):
        raise ValueError(N_("This card number is not correct. Check its digits."))
    return digits


def bank(text: str) -> banks.Bank | None:
    """The bank that issued the card, or ``None`` for a prefix not in the table."""
    return banks.of_card(normalise(text))


is_valid = validity(normalise)
