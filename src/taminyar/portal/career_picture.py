"""The picture of a career: a square a month, years down and months across."""

from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup

from taminyar.persian.digits import to_persian

STEP, TOP, SIDE = 21, 24, 49  # in the units of the drawing: one square with its gap, the margins
_RIGHTMOST = 236
# Every number of days a month can have, written once.
_LATIN: dict[int | None, str] = {None: "–"} | {days: str(days) for days in range(32)}
_PERSIAN = {days: to_persian(text) for days, text in _LATIN.items()}
_SQUARE, _DOT = "h15v15h-15z", "m7.5 7.5h.01"


class Month(Protocol):
    @property
    def days(self) -> int | None: ...
    @property
    def state(self) -> str: ...


class Year(Protocol):
    @property
    def year(self) -> int: ...
    @property
    def months(self) -> Sequence[Month]: ...


def paths(years: Sequence[Year], rtl: bool) -> dict[str, str]:
    """For each state (full, part, none, outside) the one path that draws all its months."""
    drawn: dict[str, list[str]] = {"full": [], "part": [], "none": [], "outside": []}
    for down, year in enumerate(years):
        for across, month in enumerate(year.months):
            x = _RIGHTMOST - across * STEP if rtl else SIDE + across * STEP
            shape = _DOT if month.state == "outside" else _SQUARE
            drawn[month.state].append(f"M{x} {TOP + down * STEP}{shape}")
    return {state: "".join(parts) for state, parts in drawn.items()}


def day_cells(year: Year, persian: bool) -> Markup:
    """The cells of a year in the table that stands for the picture; a dash where none can be."""
    written = _PERSIAN if persian else _LATIN
    cells = "</td><td>".join([written[month.days] for month in year.months])
    return Markup(f"<td>{cells}</td>")  # noqa: S704 - numbers
