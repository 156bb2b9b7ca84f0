"""Columns of a chart, drawn on the server: where each part and each line of the scale stands."""

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


@dataclass(frozen=True)
class Line:
    """A line of the scale, and the number it stands for."""

    y: float
    number: int


def lines(numbers: Sequence[Sequence[int]]) -> list[Line]:
    """The highest column and half of it, rounded down; none where nothing stands."""
    highest = _highest(numbers)
    marked = sorted({highest // 2, highest} - {0})
    return [Line(round(HIGH - BOTTOM - number * _scale(numbers), 1), number) for number in marked]


def columns(numbers: Sequence[Sequence[int]], rtl: bool) -> list[Column]:
    """A stacked column for each row of numbers, as one reads; the highest fills the drawing."""
    place = WIDE / max(1, len(numbers))
    scale, drawn = _scale(numbers), []
    for at, row in enumerate(numbers):
        across = len(numbers) - 1 - at if rtl else at
        x, width = (across + _GAP / 2) * place, (1 - _GAP) * place
        drawn.append(Column(round(x, 1), round(width, 1), _stacked(row, scale)))
    return drawn


def _highest(numbers: Sequence[Sequence[int]]) -> int:
    return max((sum(row) for row in numbers), default=0)


def _scale(numbers: Sequence[Sequence[int]]) -> float:
    """How high one stands, in the units of the drawing."""
    return (HIGH - TOP - BOTTOM) / (_highest(numbers) or 1)


def _stacked(row: Sequence[int], scale: float) -> list[Part]:
    parts, y = [], float(HIGH - BOTTOM)
    for number in row:
        height = round(number * scale, 1)
        y = round(y - height, 1)
        parts.append(Part(y, height))
    return parts
