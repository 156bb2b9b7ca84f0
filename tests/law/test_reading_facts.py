"""Facts are read as they are written; the first wrong one is named with the way to it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import pytest

from taminyar.law import facts
from taminyar.law.facts import BadInput
from taminyar.persian.jalali import JalaliMonth, date_of

FARVARDIN = JalaliMonth(1404, 1)


@dataclass(frozen=True)
class Piece:
    days: int
    kind: Literal["whole", "half"] = "whole"

    def __post_init__(self) -> None:
        if self.days > 31:
            raise BadInput("days", "must not be more than a month has")


@dataclass(frozen=True)
class Asked:
    day: date
    month: JalaliMonth = FARVARDIN
    factor: Fraction = Fraction(1)
    last: date | None = None
    pieces: tuple[Piece, ...] = ()
    sure: bool = True


def test_each_kind_of_fact_is_read() -> None:
    given = {
        "day": "1404-01-01",
        "month": "۱۴۰۳-۱۲",
        "factor": 1.1,
        "last": "1403-12-30",
        "pieces": [{"days": 3}, {"days": 4, "kind": "half"}],
        "sure": False,
    }
    assert facts.read(Asked, given) == Asked(
        date_of(1404, 1, 1),
        JalaliMonth(1403, 12),
        Fraction(11, 10),
        date_of(1403, 12, 30),
        (Piece(3), Piece(4, "half")),
        sure=False,
    )


def test_what_may_be_left_out_takes_its_default() -> None:
    assert facts.read(Asked, {"day": "1404-01-01"}) == Asked(date_of(1404, 1, 1))


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({}, "facts.day", "is missing"),
        ([], "facts", "must be an object"),
        ({"wage": 1}, "facts.wage", "is not a fact of this rule"),
        ({"day": 14040101}, "facts.day", "must be text"),
        ({"day": "1403-12-31"}, "facts.day", "This date is not in the Jalali calendar."),
        ({"month": "1403-13"}, "facts.month", "This month is not in the Jalali calendar"),
        ({"sure": 1}, "facts.sure", "must be true or false"),
        ({"factor": "1e999999999"}, "facts.factor", "must be a number"),
        ({"factor": float("nan")}, "facts.factor", "must be a number"),
        ({"factor": -1}, "facts.factor", "must be a number"),
        ({"factor": "1/0"}, "facts.factor", "must be a number"),
        ({"pieces": {}}, "facts.pieces", "must be a list"),
        ({"pieces": [{"days": 1}, {}]}, "facts.pieces[1].days", "is missing"),
        ({"pieces": [{"days": True}]}, "facts.pieces[0].days", "must be a whole number"),
        ({"pieces": [{"days": 10**15}]}, "facts.pieces[0].days", "must be from 0 to below 10^15"),
        ({"pieces": [{"days": 32}]}, "facts.pieces[0].days", "not be more than a month has"),
        ({"pieces": [{"days": 1, "kind": 2}]}, "facts.pieces[0].kind", "one of whole, half"),
    ],
)
def test_the_wrong_fact_is_named(given: Any, field: str, message: str) -> None:
    with pytest.raises(BadInput) as told:
        facts.read(Asked, given)
    assert told.value.field == field
    assert message in told.value.message
