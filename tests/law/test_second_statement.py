"""The rules and their second statements agree on 100,000 random people, to the rial."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from taminyar.law import harmonisation
from taminyar.law.rules import MODULES, answer
from taminyar.persian import jalali
from tests.law.second_statement import old_age, pensions, premiums, short_term
from tests.law.second_statement.stated import Line, Stated

type Question = dict[str, Any]
type Statement = tuple[Callable[[random.Random], Question], Callable[[Question], Stated], int]

STATEMENTS: dict[str, Statement] = {
    "sickness": (short_term.some_sickness, short_term.sickness, 7_000),
    "maternity": (short_term.some_maternity, short_term.maternity, 5_000),
    "marriage": (short_term.some_marriage, short_term.marriage, 7_000),
    "unemployment": (short_term.some_unemployment, short_term.unemployment, 7_000),
    "orthosis": (short_term.some_orthosis, short_term.orthosis, 4_000),
    "funeral": (short_term.some_funeral, short_term.funeral, 2_000),
    "old_age": (old_age.some_old_age, old_age.old_age, 2_500),
    "retirement_dates": (old_age.some_retirement_dates, old_age.retirement_dates, 500),
    "disability": (pensions.some_disability, pensions.disability, 5_000),
    "survivors": (pensions.some_survivors, pensions.survivors, 9_000),
    "pension_increase": (pensions.some_pension_increase, pensions.pension_increase, 9_000),
    "eidi": (pensions.some_eidi, pensions.eidi, 2_000),
    "military_service": (premiums.some_military_service, premiums.military_service, 6_000),
    "own_account": (premiums.some_own_account, premiums.own_account, 7_000),
    "employer_premium": (premiums.some_employer_premium, premiums.employer_premium, 6_000),
    "arrears": (premiums.some_arrears, premiums.arrears, 7_000),
    "contract": (premiums.some_contract, premiums.contract, 4_000),
    "combined_record": (premiums.some_combined_record, premiums.combined_record, 4_000),
    "wage_base": (premiums.some_wage_base, premiums.wage_base, 5_000),
}
HARMONISED = 1_000


def test_every_rule_has_a_second_statement_and_100_000_people_are_asked() -> None:
    assert set(STATEMENTS) == set(MODULES)
    assert sum(count for *_, count in STATEMENTS.values()) + HARMONISED == 100_000


@pytest.mark.parametrize("rule", STATEMENTS)
def test_the_rule_answers_what_the_second_statement_says(rule: str) -> None:
    some, second, count = STATEMENTS[rule]
    draw = random.Random(f"{rule} 1404")
    for _ in range(count):
        question = some(draw)
        stated = second(question)
        assert first(rule, question, stated.lines) == stated, question


def first(rule: str, question: Question, lines: tuple[Line, ...]) -> Stated:
    """What the rule answers, with the lines that the second statement names."""
    made = answer({"rule": rule, **question})
    told = [(str(step.label), step.value) for step in made.steps]
    wanted = Counter(lines)
    found = tuple(
        (label, value)
        for label, value in lines
        if _count(told, label, value) >= wanted[label, value]
    )
    return Stated(made.amount, made.eligible, found)


def _count(told: list[Line], label: str, value: int | str) -> int:
    return sum(name.startswith(label) and said == value for name, said in told)


def test_harmonisation_closes_the_gap_the_second_statement_says() -> None:
    draw = random.Random("harmonisation 1404")
    for _ in range(HARMONISED):
        asked = pensions.some_harmonisation(draw)
        began, day = jalali.date_of(*asked["began"]), jalali.date_of(asked["year"], 1, 1)
        gap = harmonisation.gap(asked["first"], began, asked["pension"], day)
        assert harmonisation.addition(gap, day) == pensions.harmonisation(asked).amount
