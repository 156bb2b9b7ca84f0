"""Amounts of money: whole rials, written in digits and in Persian words. A toman is ten rials."""

import re

from persiantools.digits import to_word

from .digits import plain, to_persian
from .messages import N_

# A bare minus before digits is drawn on the wrong side in right-to-left text; after a
# left-to-right mark it stays on the left.
_MINUS = "\u200e\u2212"
_PERSIAN_SEPARATOR = "٬"
# The comma of Persian keyboards («،») stands for the separator as well.
_WRITTEN = re.compile(r"([-\u2212]?)([0-9]+|[0-9]{1,3}(?:(?:[,٬،]|\s+)[0-9]{3})+)")
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_RIALS_IN_A_TOMAN = 10
_TRILLION = 10**12
_WORDS_END = 10**15


def separated(amount: int, language: str) -> str:
    """The digits of an amount in threes: «۱۲۳٬۴۵۶٬۷۸۰» for Persian, 123,456,780 otherwise."""
    written = f"{abs(amount):,}"
    if language.startswith("fa"):
        written = to_persian(written).replace(",", _PERSIAN_SEPARATOR)
    return _MINUS + written if amount < 0 else written


def in_words(amount: int) -> str:
    """An amount of rials in Persian words: «دوازده هزار ریال»."""
    return f"{_signed_words(amount)} ریال"


def toman_words(amount: int) -> str:
    """An amount of rials in Persian words of toman; rials left over are spoken after it."""
    toman, rials = divmod(abs(amount), _RIALS_IN_A_TOMAN)
    parts = [f"{_words(toman)} تومان"] if toman or not rials else []
    if rials:
        parts.append(f"{_words(rials)} ریال")
    return ("منفی " if amount < 0 else "") + " و ".join(parts)


def parse_amount(text: str) -> int:
    """Rials from digits of any set, bare or in threes with «٬», comma or space.

    A leading minus is read too. Raises ``ValueError`` for anything else, fractions included.
    """
    match = _WRITTEN.fullmatch(plain(text))
    if match is None:
        raise ValueError(N_("Write the amount as a whole number of rials."))
    amount = int(_NOT_A_DIGIT.sub("", match[2]))
    return -amount if match[1] else amount


def _signed_words(number: int) -> str:
    return ("منفی " if number < 0 else "") + _words(abs(number))


def _words(number: int) -> str:
    # The library stops below 10^15; a year's payroll of the whole country is above it.
    if number < _WORDS_END:
        return to_word(number)
    trillions, rest = divmod(number, _TRILLION)
    return f"{_words(trillions)} تریلیون" + (f" و {to_word(rest)}" if rest else "")
