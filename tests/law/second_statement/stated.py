"""What a second statement says of a question."""

from dataclasses import dataclass

type Line = tuple[str, int | str]


@dataclass(frozen=True)
class Stated:
    """Amount in rials, and the lines that matter: how the label begins, and the value."""

    amount: int | None
    eligible: bool = True
    lines: tuple[Line, ...] = ()


REFUSED = Stated(None, eligible=False)
