"""A member's record as the law sees it."""

from typing import Any

from taminyar.careers.history import History
from taminyar.careers.models import Kind
from taminyar.law.career import Career, Row


def of(history: History) -> Career:
    """Days and insured wages (rials) of every line of the record."""
    return Career(
        Row(line.month, line.days, line.insured_wage, line.workshop.code, _kind(line.kind))
        for line in history.lines
    )


def _kind(kind: int) -> str:
    return Kind(kind).name.lower()


def as_asked(career: Career) -> list[dict[str, Any]]:
    """The rows as `calculate` reads them, to be kept beside an answer."""
    return [
        {
            "month": str(row.month),
            "days": row.days,
            "wage": row.wage,
            "workshop": row.workshop,
            "kind": row.kind,
        }
        for row in career.rows
    ]
