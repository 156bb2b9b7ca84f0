"""What all identifiers share: how typed text is reduced to its characters, and how it is judged."""

import re
from collections.abc import Callable

from .digits import plain

# Hyphen-minus, the Unicode hyphens and dashes, underscore, zero-width (non-)joiners.
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212_\u200b-\u200d]+")


def compact(text: str) -> str:
    """ASCII digits and letters with the spaces, dashes and unseen marks dropped."""
    return _SEPARATORS.sub("", plain(text))


def validity(normalise: Callable[[str], str]) -> Callable[[str], bool]:
    """The yes-or-no form of a ``normalise`` that raises ``ValueError``."""

    def is_valid(text: str) -> bool:
        try:
            normalise(text)
        except ValueError:
            return False
        return True

    return is_valid
