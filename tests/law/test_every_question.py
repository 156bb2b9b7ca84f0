"""Whatever is asked, of any rule, is answered or told what is wrong: never anything else.

Questions are made from the facts each rule declares, with the edges of the calendar and of the
known values, and now and then something that is no fact at all.
"""

import json
from dataclasses import fields
from datetime import date
from fractions import Fraction
from random import Random
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from taminyar.law import assessment, rules
from taminyar.law.assessment import Assessment
from taminyar.law.facts import BadInput
from taminyar.law.shown import shown
from taminyar.law.values import MissingValue
from taminyar.persian.jalali import JalaliMonth

WRONG: list[Any] = [
    *(None, True, -1, 2**70, 1.5, float("nan"), "", "۱۴۰۳", "1403-12-31", "1e999999999", "1/0"),
    *([], {}, [1], {"a": 1}, 10**15, "1500-13-01"),
]
RIGHT: dict[Any, list[Any]] = {
    int: [0, 1, 5, 30, 66, 100, 1399, 1402, 1404, 10**9, 10**15 - 1],
    Fraction: [1, 1.1, "1.3", 2, "4/3", 999_999_999_999_999],
    bool: [True, False],
    date: [
        *("1200-01-01", "1300-01-01", "1353-12-29", "1380-01-01", "1399-03-31", "1399-04-01"),
        *("1403-12-30", "1404-01-01", "1405-06-31", "1406-01-01", "1499-12-29", "1500-12-29"),
    ],
    JalaliMonth: ["1300-01", "1380-01", "1399-04", "1403-12", "1405-12", "1500-12"],
    str: ["x"],
}


def fact(random: Random, hint: Any) -> Any:
    if random.random() < 0.02:
        return random.choice(WRONG)
    origin, parts = get_origin(hint), get_args(hint)
    if hint in RIGHT:
        return random.choice(RIGHT[hint])
    if origin is Literal:
        return random.choice(parts)
    if origin is tuple:
        return [fact(random, parts[0]) for _ in range(random.randrange(4))]
    if origin is not None:
        return fact(random, random.choice([part for part in parts if part is not NoneType]))
    return facts_of(random, hint)


def facts_of(random: Random, kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    asked = [field.name for field in fields(kind) if random.random() < 0.97]
    return {name: fact(random, hints[name]) for name in asked}


def career(random: Random) -> list[dict[str, Any]]:
    """A few months anywhere, or many of the years up to 1403."""
    long = [f"{year}-{month:02}" for year in range(1376, 1404) for month in (1, 7)]
    months = random.choice([RIGHT[JalaliMonth], long])
    days, wages = [1, 28, 29], [0, 10**8, 10**14]
    return [
        {"month": month, "days": random.choice(days), "wage": random.choice(wages)}
        for month in random.sample(months, random.randrange(len(months)))
    ]


def ask(question: dict[str, Any]) -> Assessment | None:
    try:
        return rules.answer(question)
    except (BadInput, MissingValue):
        return None


@pytest.mark.parametrize("name", sorted(rules.MODULES))
def test_a_question_is_answered_or_told_what_is_wrong(name: str) -> None:
    random = Random(name)
    kind = rules.find(name).facts
    answered = 0
    for _ in range(300):
        question = {"rule": name, "career": career(random), "facts": facts_of(random, kind)}
        if made := ask(question):
            answered += 1
            assert made.eligible or made.amount is None
            kept = json.loads(json.dumps(assessment.to_json(made)))
            assert assessment.from_json(kept) == made
            assert rules.replay(assessment.from_json(kept)) == made
            assert json.dumps(shown(made, str))
    assert answered
