"""Many people at once get to the rial what each gets alone, and wrong rows are refused.

Two witnesses: the rule itself, and the article written once more as plain fractions.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import floor
from random import Random
from typing import Any

import numpy as np
import pytest

from taminyar.law import harmonisation, many, rules
from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.employer_premium import WorkerWage
from taminyar.law.many import OutOfRange
from taminyar.law.values import MissingValue
from taminyar.law.wage_base import Items
from taminyar.persian.jalali import JalaliMonth, date_of

COUNT = 100_000
NOBODY = Career(())
FARVARDIN_1404 = JalaliMonth(1404, 1)
NEW_YEAR_1404 = date_of(1404, 1, 1)
BEFORE_PLAN = date_of(1402, 1, 1)


@pytest.fixture
def random() -> Random:
    return Random(1404)


def half_up(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))


def amounts(random: Random, count: int = COUNT, most: int = 3 * 10**9) -> list[int]:
    """Wages as they are: mostly ordinary, some at the edges."""
    edges = [0, 1, 103_909_680, 103_909_681, 71_661_840, most]
    return edges + [random.randrange(most) for _ in range(count - len(edges))]


def alone(name: str, **facts: Any) -> int:
    """The rule itself, for one person."""
    asked = rules.find(name)
    exact = asked.formula(Working(), NOBODY, asked.facts(**facts))
    assert exact is not None
    return half_up(Fraction(exact))


def assert_same(rows: Any, one: Callable[..., int], *given: Sequence[Any]) -> None:
    assert rows.dtype == np.int64
    assert rows.tolist() == [one(*each) for each in zip(*given, strict=True)]


# The wage that counts and the premiums of a list


def test_the_insured_wage_stops_at_the_ceiling_of_the_days(random: Random) -> None:
    wages = amounts(random)
    days = [random.randrange(32) for _ in wages]
    rows = many.wage_base(FARVARDIN_1404, wages, days)
    assert_same(rows, lambda wage, day: min(wage, 7 * 3_463_656 * day), wages, days)


def test_the_insured_wage_is_that_of_the_rule(random: Random) -> None:
    wages, days = amounts(random), [random.randrange(32) for _ in range(COUNT)]
    rows = many.wage_base(FARVARDIN_1404, wages, days)

    def one(wage: int, day: int) -> int:
        return alone("wage_base", month=FARVARDIN_1404, days=day, items=Items(base=wage))

    assert_same(rows, one, wages, days)


def test_premiums_at_the_ceiling_of_1404() -> None:
    """Law notes H2, D26 (derived)."""
    shares = many.premiums(JalaliMonth(1404, 8), [900_000_000], [30])
    assert shares.insured.tolist() == [50_915_743]
    # 23 % is 20 and 3 %, each rounded: 145,473,552 and 21,821,033.
    assert (shares.employer + shares.unemployment).tolist() == [167_294_585]


def test_each_share_of_each_worker_is_rounded(random: Random) -> None:
    wages = amounts(random)
    hard = np.array([random.random() < 0.3 for _ in wages])
    shares = many.premiums(FARVARDIN_1404, wages, [31] * COUNT, hard)
    base = [min(wage, 7 * 3_463_656 * 31) for wage in wages]
    assert_same(shares.insured, lambda wage: half_up(wage * Fraction(7, 100)), base)
    assert_same(shares.employer, lambda wage: half_up(wage * Fraction(20, 100)), base)
    assert_same(shares.unemployment, lambda wage: half_up(wage * Fraction(3, 100)), base)
    assert_same(
        shares.hard, lambda wage, is_hard: half_up(wage * Fraction(4 * is_hard, 100)), base,
        hard.tolist(),
    )  # fmt: skip


@pytest.mark.parametrize("hard", [False, True])
def test_the_premium_of_a_list_is_that_of_the_rule(random: Random, hard: bool) -> None:
    wages, days = amounts(random), [random.randrange(32) for _ in range(COUNT)]
    workers = tuple(map(WorkerWage, wages, days))
    total = alone("employer_premium", month=FARVARDIN_1404, wages=workers, hard=hard)
    assert many.premiums(FARVARDIN_1404, wages, days, hard).total.sum() == total


# Premiums people pay for themselves, and late ones


@pytest.mark.parametrize(
    ("rate", "rials"),
    [("retirement", 12_884_800), ("death", 15_032_267), ("disability", 19_327_200)],
)
def test_own_account_premiums_of_1404(rate: str, rials: int) -> None:
    """Law notes H2, D25 (derived)."""
    assert many.own_account(FARVARDIN_1404, f"own_account.rate_{rate}", [0]).tolist() == [rials]


@pytest.mark.parametrize("factor", [Fraction(1), Fraction(11, 10), Fraction(13, 10)])
def test_own_account_premiums_from_the_least_wage_to_the_ceiling(
    random: Random, factor: Fraction
) -> None:
    wages = amounts(random)
    rows = many.own_account(FARVARDIN_1404, "own_account.rate_disability", wages, factor)
    least, most = factor * 3_463_656 * 31, 7 * 3_463_656 * 31

    def one(wage: int) -> int:
        return half_up(min(max(least, Fraction(wage)), Fraction(most)) * Fraction(18, 100))

    assert_same(rows, one, wages)
    some = slice(0, COUNT // 3)
    facts = {"month": FARVARDIN_1404, "rate": 18, "factor": factor}
    assert_same(rows[some], lambda wage: alone("own_account", wage=wage, **facts), wages[some])


def test_a_late_premium_without_a_list() -> None:
    """Law notes H2, D19 (derived): three months late; then with the relief."""
    given = (JalaliMonth(1404, 1), [150_000_000] * 2, [140405] * 2, True)
    assert many.arrears(*given, np.array([False, True])).tolist() == [174_000_000, 166_800_000]


def test_arrears_of_many_debts(random: Random) -> None:
    premiums = amounts(random)
    paid = [random.randrange(1404, 1410) * 100 + random.randrange(1, 13) for _ in premiums]
    late = np.array([random.random() < 0.5 for _ in premiums])
    relief = np.array([random.random() < 0.5 for _ in premiums])
    rows = many.arrears(FARVARDIN_1404, premiums, paid, late, relief)

    def one(premium: int, month: int, list_late: bool, reduced: bool) -> int:
        months = max((month // 100 - 1404) * 12 + month % 100 - 2, 0)
        fines = premium * (Fraction(list_late, 10) + Fraction(2 * months, 100))
        return half_up(premium + fines * (Fraction(7, 10) if reduced else 1))

    assert_same(rows, one, premiums, paid, late.tolist(), relief.tolist())

    def by_rule(premium: int, month: int, list_late: bool, reduced: bool) -> int:
        return alone(
            "arrears",
            premium=premium,
            month=FARVARDIN_1404,
            paid_on=JalaliMonth.from_number(month).last_day,
            list_sent_on=None if list_late else date_of(1404, 2, 31),
            relief=reduced,
        )

    assert_same(rows, by_rule, premiums, paid, late.tolist(), relief.tolist())


# Pensions


@pytest.mark.parametrize(
    ("average", "days", "rials"),
    [
        (200_000_000, 25 * 365, 166_666_667),  # D11
        (200_000_000, 37 * 365, 233_333_333),  # D11: at most 35/30
        (110_000_000, 20 * 365, 103_909_680),  # D12: the floor of 1404
        (180_000_000, 8_226, 135_221_918),  # D13
    ],
)
def test_old_age_pensions_of_the_notes(average: int, days: int, rials: int) -> None:
    """Law notes H2 (derived)."""
    assert many.old_age(NEW_YEAR_1404, [24 * average], [days]).tolist() == [rials]


def test_old_age_pensions_of_many(random: Random) -> None:
    wages = amounts(random, most=24 * 3 * 10**9)
    days = [random.choice([12_775, random.randrange(15_001)]) for _ in wages]
    pro_rata = np.array([random.random() < 0.2 for _ in wages])
    rows = many.old_age(NEW_YEAR_1404, wages, days, pro_rata)

    def one(wage: int, paid: int, in_proportion: bool) -> int:
        average = Fraction(wage, 24)
        pension = min(average / 30 * Fraction(paid, 365), average * Fraction(35, 30))
        return half_up(max(pension, Fraction(0 if in_proportion else 30 * 3_463_656)))

    assert_same(rows, one, wages, days, pro_rata.tolist())


def test_an_old_age_pension_is_that_of_the_rule(random: Random) -> None:
    """A man of 62 with 24 to 40 years of record, his last two years at one wage."""
    for years, wage in [(random.randrange(24, 40), random.randrange(10**9)) for _ in range(100)]:
        months = list(JalaliMonth(1404 - years, 1).range_to(JalaliMonth(1403, 12)))
        rows = [
            {"month": str(month), "days": month.days, "wage": wage * (month.year > 1401)}
            for month in months
        ]
        facts = {"date": "1404-01-01", "birth_date": "1342-01-01", "sex": "m"}
        made = rules.answer({"rule": "old_age", "career": rows, "facts": facts})
        sums = sum(
            min(wage, month.days * 7 * (1_769_428 if month.year == 1402 else 2_388_728))
            for month in months[-24:]
        )
        days = sum(month.days for month in months)
        assert many.old_age(NEW_YEAR_1404, [sums], [days]).tolist() == [made.amount]


@pytest.mark.parametrize(
    ("pension", "year", "rials"),
    [(90_000_000, 1404, 128_116_050), (70_000_000, 1403, 92_300_780)],
)
def test_yearly_increases_of_the_notes(pension: int, year: int, rials: int) -> None:
    """Law notes H2, D22 (derived)."""
    assert many.pension_increase([pension], year - 1, year).tolist() == [rials]


def test_yearly_increases_of_many(random: Random) -> None:
    pensions = [41_797_500, 41_797_501, *amounts(random, COUNT - 2, 10**9)]
    pro_rata = np.array([random.random() < 0.3 for _ in pensions])
    rows = many.pension_increase(pensions, 1402, 1404, pro_rata)

    def one(pension: int, in_proportion: bool) -> int:
        for before, after, least, above, fixed in (
            (53_082_840, 71_661_840, "1.35", "1.22", 6_900_780),
            (71_661_840, 103_909_680, "1.45", "1.32", 9_316_050),
        ):
            raised = (
                pension * Fraction(above) + fixed if pension > before else pension * Fraction(least)
            )
            pension = max(half_up(raised), 0 if in_proportion else after)
        return pension

    assert_same(rows, one, pensions, pro_rata.tolist())


@pytest.mark.parametrize("pro_rata", [False, True])
def test_a_yearly_increase_is_that_of_the_rule(random: Random, pro_rata: bool) -> None:
    pensions = amounts(random, COUNT // 2, 10**9)
    rows = many.pension_increase(pensions, 1402, 1404, pro_rata)

    def one(pension: int) -> int:
        given = {"from_year": 1402, "to_year": 1404, "pro_rata": pro_rata}
        return alone("pension_increase", pension=pension, **given)

    assert_same(rows, one, pensions)


def test_no_year_to_go_is_no_increase() -> None:
    assert many.pension_increase([5], 1404, 1404).tolist() == [5]


def test_harmonisation_of_the_notes() -> None:
    """Law notes H2, D23 (derived)."""
    day = date_of(1403, 1, 1)
    assert many.harmonisation(day, [20_000_000], [139501], [110_000_000]).tolist() == [19_529_531]


def test_harmonisation_of_many(random: Random) -> None:
    firsts = amounts(random, COUNT, 2 * 10**8)
    began = [random.choice(range(1380, 1405)) * 100 + random.randrange(1, 13) for _ in firsts]
    pensions = amounts(random, COUNT, 10**9)
    rows = many.harmonisation(NEW_YEAR_1404, firsts, began, pensions)
    minimum = {month: 30 * _daily(JalaliMonth.from_number(month)) for month in sorted(set(began))}

    def one(first: int, month: int, pension: int) -> int:
        target = Fraction(9, 10) * Fraction(first, minimum[month]) * 103_909_680
        gap = max(target - pension, Fraction(0)) if pension > 103_909_680 else Fraction(0)
        return half_up(Fraction(3, 10) * gap)

    assert_same(rows, one, firsts, began, pensions)

    def alone_too(first: int, month: int, pension: int) -> int:
        day = JalaliMonth.from_number(month).first_day
        gap = harmonisation.gap(first, day, pension, NEW_YEAR_1404)
        return harmonisation.addition(gap, NEW_YEAR_1404)

    assert_same(rows, alone_too, firsts, began, pensions)


def _daily(month: JalaliMonth) -> int:
    return Working().value("wage.minimum_daily", month.first_day)


# The edges of what is held


EDGE = many.MOST_RIALS


def test_the_largest_rows_are_still_exact() -> None:
    assert many.old_age(NEW_YEAR_1404, [24 * EDGE], [15_000]).tolist() == [
        half_up(Fraction(35, 30) * EDGE)
    ]
    assert many.pension_increase([EDGE], 1403, 1404).tolist() == [EDGE * 132 // 100 + 9_316_050]
    late = many.arrears(JalaliMonth(1380, 1), [EDGE], [150012], True)
    months = (1500 - 1380) * 12 + 12 - 2
    assert late.tolist() == [half_up(EDGE * (1 + Fraction(1, 10) + Fraction(2 * months, 100)))]
    target = Fraction(9, 10) * Fraction(EDGE, 30 * 18_930) * 166_255_500
    added = many.harmonisation(date_of(1405, 1, 1), [EDGE], [138001], [166_255_501])
    assert added.tolist() == [half_up(Fraction(3, 10) * (target - 166_255_501))]


def pension_of(rows: Any) -> Any:
    return many.old_age(NEW_YEAR_1404, rows, [1] * len(rows))


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("wages", lambda: many.wage_base(FARVARDIN_1404, [EDGE + 1], [30])),
        ("wages", lambda: many.wage_base(FARVARDIN_1404, [-1], [30])),
        ("wages", lambda: many.wage_base(FARVARDIN_1404, [1.0], [30])),
        ("wages", lambda: many.wage_base(FARVARDIN_1404, [True], [30])),
        ("days", lambda: many.wage_base(JalaliMonth(1404, 7), [1], [31])),
        ("wages", lambda: pension_of([24 * EDGE + 1])),
        ("wages", lambda: pension_of([10**30])),
        ("wages", lambda: pension_of(np.array([2**63], np.uint64))),
        ("days", lambda: many.old_age(NEW_YEAR_1404, [1], [15_001])),
        ("pension", lambda: many.pension_increase([EDGE + 1], 1403, 1404)),
        ("paid", lambda: many.arrears(FARVARDIN_1404, [1], [140413], True)),
        ("paid", lambda: many.arrears(FARVARDIN_1404, [1], [129912], True)),
        ("began", lambda: many.harmonisation(NEW_YEAR_1404, [1], [140100], [1])),
        ("first_pension", lambda: many.harmonisation(NEW_YEAR_1404, [EDGE + 1], [140001], [1])),
    ],
)  # fmt: skip
def test_rows_outside_the_safe_range_are_refused(name: str, ask: Callable[[], Any]) -> None:
    with pytest.raises(OutOfRange, match=f"^{name} must be"):
        ask()


def test_a_product_that_could_pass_the_largest_number_is_refused() -> None:
    """No known rate comes near; one decreed with many digits might."""
    with pytest.raises(OutOfRange, match="too large"):
        many._times(np.array([EDGE]), 10**8)


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("wage.minimum_daily", lambda: many.wage_base(JalaliMonth(1406, 1), [1], [1])),
        ("pension.increase_fixed", lambda: many.pension_increase([1], 1397, 1398)),
        ("harmonisation.share", lambda: many.harmonisation(BEFORE_PLAN, [1], [140001], [1])),
        ("wage.minimum_daily", lambda: many.harmonisation(NEW_YEAR_1404, [1], [137912], [1])),
    ],
)  # fmt: skip
def test_a_year_without_a_value_is_named(name: str, ask: Callable[[], Any]) -> None:
    with pytest.raises(MissingValue, match=name):
        ask()


def test_no_rows_give_no_rows() -> None:
    nobody = np.array([], np.int64)
    assert many.old_age(NEW_YEAR_1404, nobody, nobody).size == 0
    assert many.harmonisation(NEW_YEAR_1404, nobody, nobody, nobody).size == 0
    assert many.arrears(FARVARDIN_1404, nobody, nobody, True).size == 0
    assert many.premiums(FARVARDIN_1404, nobody, nobody).total.size == 0
