"""The New Year's payment of pensioners, by the decrees of 1402 and 1403."""

import pytest

from taminyar.law.facts import BadInput
from taminyar.law.rules import replay
from taminyar.law.values import MissingValue
from tests.law.questions import ask, step


@pytest.mark.parametrize(
    ("year", "spouse", "children", "rials"),
    [
        (1402, False, 0, 25_000_000),
        (1402, True, 0, 32_000_000),
        (1402, True, 2, 38_000_000),
        (1403, False, 0, 30_000_000),
        (1403, False, 3, 40_800_000),
        (1403, True, 1, 42_200_000),
    ],
)
def test_base_spouse_and_children(year: int, spouse: bool, children: int, rials: int) -> None:
    made = ask("eidi", year=year, spouse=spouse, children=children)
    assert made.amount == rials
    assert not made.assumptions


def test_each_part_is_a_line() -> None:
    made = ask("eidi", year=1403, spouse=True, children=2)
    assert step(made, "For the pensioner") == 30_000_000
    assert step(made, "For the spouse") == 8_600_000
    assert step(made, "For the children") == 7_200_000
    assert replay(made) == made


@pytest.mark.parametrize(("year", "rials"), [(1399, 12), (1400, 15), (1401, 20)])
def test_an_amount_without_its_decree_says_so(year: int, rials: int) -> None:
    made = ask("eidi", year=year, spouse=False, children=0)
    assert made.amount == rials * 1_000_000
    assert [str(each) for each in made.assumptions] == [
        f"The amount of {year} is not confirmed by its decree."
    ]


@pytest.mark.parametrize(
    ("year", "spouse", "children", "name"),
    [
        (1398, False, 0, "base"),
        (1404, True, 1, "base"),
        (1401, True, 0, "spouse"),
        (1401, False, 1, "child"),
    ],
)
def test_what_is_not_known_is_named(year: int, spouse: bool, children: int, name: str) -> None:
    with pytest.raises(MissingValue, match=f"eidi.{name} is known for {year}-01-01"):
        ask("eidi", year=year, spouse=spouse, children=children)


@pytest.mark.parametrize("year", [0, 1299, 1501, 2025])
def test_a_year_is_jalali(year: int) -> None:
    with pytest.raises(BadInput, match=r"facts\.year"):
        ask("eidi", year=year, spouse=False, children=0)
