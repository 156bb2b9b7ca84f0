"""Names and other Persian text: one form for storing, another for finding."""

import re
import unicodedata

from .digits import DIRECTION_MARKS, to_ascii

_ZWNJ = "\u200c"
_HAMZA_ABOVE = "\u0654"
# Direction marks, tatweel, vowel signs, other unseen marks and control characters.
_DROPPED = re.compile(
    rf"[{DIRECTION_MARKS}\u0640\u064b-\u0652\u0670\u00ad\u200b\u200d\u2060"
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u06c0": "ه" + _HAMZA_ABOVE})
_SPACES = re.compile(rf"[\s{_ZWNJ}]*\s[\s{_ZWNJ}]*")
_ZWNJ_RUN = re.compile(rf"{_ZWNJ}{{2,}}")

_COMBINING = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670]")
_FOLDED = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ٱ": "ا", "ة": "ه", "ە": "ه", "ء": "", _ZWNJ: "", " ": ""}
)


def normalise(text: str) -> str:
    """The form to store: Persian letters, single spaces, no vowel signs or direction marks.

    The zero-width non-joiner stays inside words, and «ۀ» becomes «هٔ» (he and hamza above).
    """
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text)).translate(_LETTERS)
    # The hamza taken off «ۀ» may need its order again; ye and hamza compose only for Arabic ye.
    text = unicodedata.normalize("NFC", text).replace("ی" + _HAMZA_ABOVE, "ئ")
    return _ZWNJ_RUN.sub(_ZWNJ, _SPACES.sub(" ", text)).strip(" " + _ZWNJ)


def search_key(text: str) -> str:
    """The form to search by: spelling variants alike, no spaces, ASCII digits, lower case.

    Hamza and madda fall away by decomposition, so «آ أ إ» meet «ا», «ؤ» meets «و», «ئ» meets «ی».
    """
    decomposed = unicodedata.normalize("NFKD", normalise(text).lower())
    return to_ascii(_COMBINING.sub("", decomposed).translate(_FOLDED))
