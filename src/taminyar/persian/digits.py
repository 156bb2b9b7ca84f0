"""Numerals: Persian and Arabic-Indic to ASCII for storing, ASCII to Persian for reading."""

ASCII_DIGITS = "0123456789"
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
# Direction marks travel unseen with numbers copied from right-to-left pages.
DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

_TO_ASCII = str.maketrans(PERSIAN_DIGITS + ARABIC_DIGITS, ASCII_DIGITS * 2)
_TO_PERSIAN = str.maketrans(ASCII_DIGITS + ARABIC_DIGITS, PERSIAN_DIGITS * 2)
_PLAIN = _TO_ASCII | str.maketrans("", "", DIRECTION_MARKS)


def to_ascii(text: str) -> str:
    """Persian and Arabic-Indic digits as ASCII digits; everything else untouched."""
    return text.translate(_TO_ASCII)


def to_persian(text: str | int) -> str:
    """ASCII and Arabic-Indic digits as Persian digits; everything else untouched."""
    return str(text).translate(_TO_PERSIAN)


def plain(text: str) -> str:
    """What a person typed as a number or date: ASCII digits, no direction marks, trimmed."""
    return text.translate(_PLAIN).strip()
