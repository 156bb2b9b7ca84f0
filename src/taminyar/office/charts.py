"""Columns of a chart, drawn on the server: where each part of each column stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDE, HIGH, TOP, BOTTOM = 300, 170, 22, 24  # in the units of the drawing
_GAP: Final = 0.25  # of a column's place


@dataclass(frozen=True)
class Part:
    """A rectangle; y counts from the top."""

    y: float
    height: float


@dataclass(frozen=True)
class Column:
    """One column: its parts from the bottom up, one for each number given."""

    x: float
    width: float
    parts: list[Part]

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def top(self) -> float:
        return min((part.y for part in self.parts), default=float(HIGH - BOTTOM))


def columns(numbers: Sequence[Sequence[int]], rtl: bool) -> list[Column]:
    """A stacked column for each row of numbers, as one reads; the highest fills the drawing."""
    place = WIDE / max(1, len(numbers))
    highest = max((sum(row) for row in numbers), default=0) or 1
    scale = (HIGH - TOP - BOTTOM) / highest
    drawn = []
    for at, row in enumerate(numbers):
        across = len(numbers) - 1 - at if rtl else at
        x, width = (across + _GAP / 2) * place, (1 - _GAP) * place
        drawn.append(Column(round(x, 1), round(width, 1), _stacked(row, scale)))
    return drawn


def _stacked(row: Sequence[int], scale: float) -> list[Part]:
    parts, y = [], float(HIGH - BOTTOM)
    for number in row:
        height = round(number * scale, 1)
        y = round(y - height, 1)
        parts.append(Part(y, height))
    return parts
