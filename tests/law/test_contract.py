"""The premium of contracts: article 38 and its published coefficients."""

from typing import Any

import pytest

from taminyar.law.facts import BadInput
from tests.law.questions import ask, step


@pytest.mark.parametrize(
    ("kind", "rials"),
    [
        pytest.param("with_materials", 77_777_778, id="D27 derived: 7 % and 1/9"),
        pytest.param("labour_only", 166_666_667, id="D27 derived: 15 % and 1/9"),
        pytest.param("development", 66_000_000, id="1.6 % and 5 %"),
        pytest.param("development_labour_only", 150_000_000, id="3.6 % and 11.4 %"),
        pytest.param("consultant", 156_000_000, id="3.6 % and 12 %"),
    ],
)
def test_the_premium_of_a_contract_of_a_billion(kind: str, rials: int) -> None:
    made = ask("contract", amount=10**9, kind=kind)
    assert made.amount == rials
    assert step(made, "Held back") == 50_000_000
    assert sum(int(each.value) for each in made.steps[:2]) == rials


@pytest.mark.parametrize(
    ("amount", "premium"), [(0, 0), (6, 0), (7, 1), (10**14, 7_777_777_777_778)]
)
def test_one_rounding_at_the_end(amount: int, premium: int) -> None:
    assert ask("contract", amount=amount, kind="with_materials").amount == premium


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "gift"}, "facts.kind"),
        ({"amount": "1"}, "facts.amount"),
        ({"amount": 10**15}, "facts.amount"),
    ],
)
def test_bad_input_names_its_field(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as wrong:
        ask("contract", **{"amount": 1, "kind": "consultant"} | facts)
    assert wrong.value.field == field
