"""Tracking codes of requests: ten capital letters and digits that are hard to misread.

About 49 bits, and useful only to who is signed in.
"""

from typing import Final

from taminyar.mailbox import codes

LENGTH: Final = 10
_GROUP: Final = 5


def new() -> str:
    return codes.new(LENGTH)


def grouped(code: str) -> str:
    """As it is shown: ABCDE-FGHJK."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def normalised(typed: str) -> str:
    """The code as it is kept, from what somebody typed. Raises ValueError when it is none."""
    return codes.normalised(typed, LENGTH)
