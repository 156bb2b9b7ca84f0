"""The law for one person and for a million, against OpenFisca and against plain NumPy.

OpenFisca works out the bare formula from one input a variable. Ours starts from a career of 360
months, weighs every way to retirement and explains itself.
"""

import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from benchmarks import openfisca_pension as peer
from benchmarks.ratio import Ratio
from taminyar.law import facts, many, rules, values
from taminyar.law.assessment import Assessment, rounded
from taminyar.law.career import Career
from taminyar.persian.jalali import JalaliMonth, date_of

YEAR = 1403  # of retirement; two yearly increases follow
PEOPLE = 1_000
MILLION = 1_000_000
BORN = {"old_age": {"birth_date": "1343-02-03", "sex": "m"}, "marriage": {}}


def measure() -> list[Ratio]:
    return [*_one_person(), *_a_million()]


# One person, with every condition, step, assumption and value told


def _one_person() -> list[Ratio]:
    grouped = _quick(_asked("old_age", grouped=True))
    rows, wedding = _quick(_asked("old_age")), _quick(_asked("marriage"))
    law = peer.system(_law())
    bare = _quick([lambda: _from_inputs(law)] * PEOPLE)
    arrays = _quick([lambda: _from_arrays(law)] * PEOPLE)
    detail = (
        f"ours {grouped * 1e6:.0f} µs, OpenFisca {bare * 1e6:.0f} µs"
        f" (its arrays set one by one: {arrays * 1e6:.0f} µs)"
    )
    return [
        Ratio("old age of one person, explained ÷ OpenFisca's bare formula", grouped / bare, 1,
              detail=detail),
        Ratio("old age, explained, from 360 rows, ms", rows * 1e3, 1),
        Ratio("marriage gift, explained, from 360 rows, ms", wedding * 1e3, 1),
    ]  # fmt: skip


def _asked(rule: str, *, grouped: bool = False) -> list[Callable[[], Assessment]]:
    """The same question for so many people, their careers read before; `grouped` by month too."""
    question = {"date": f"{YEAR}-01-15", **BORN[rule]}
    read = facts.read(rules.find(rule).facts, question)
    careers = [Career(_rows(place)) for place in range(PEOPLE)]
    if grouped:
        assert all(career.days for career in careers)
    given = {"career": [], "facts": question}

    def ask(career: Career) -> Callable[[], Assessment]:
        return lambda: rules.assess(rule, career, read, given)

    assert ask(careers[0])().eligible
    return [ask(career) for career in careers]


def _rows(place: int) -> tuple[Any, ...]:
    """360 months to the end of 1402, the wages of the first years unknown."""
    start = JalaliMonth(YEAR - 30, 1)
    months = start.range_to(JalaliMonth(YEAR - 1, 12))
    wages = [0] * 84 + [1_000_000 * (number + 1) + place for number in range(276)]
    written = [
        {"month": str(month), "days": month.days, "wage": wage}
        for month, wage in zip(months, wages, strict=True)
    ]
    return facts.read_career(written).rows


def _from_inputs(law: Any) -> Any:
    given = {"wages": {YEAR: 6_300_000_000}, "paid_days": {YEAR: 10_957}}
    people = {"persons": {"one": given}}
    return peer.SimulationBuilder().build_from_entities(law, people).calculate("old_age", YEAR)


def _from_arrays(law: Any) -> Any:
    wages, days = np.array([6_300_000_000]), np.array([10_957])
    return peer.simulation(law, YEAR, wages=wages, paid_days=days).calculate("old_age", YEAR)


# A million people: the old-age pension of 1403 and the increases to 1405


def _a_million() -> list[Ratio]:
    random = np.random.default_rng(1404)
    wages = random.integers(24 * 50_000_000, 24 * 500_000_000, MILLION)
    days = random.integers(20 * 365, 36 * 365, MILLION)
    law = _law()
    rules_of_peer = peer.system(law)

    def by_openfisca() -> Any:
        people = peer.simulation(rules_of_peer, YEAR, wages=wages, paid_days=days)
        return people.calculate("pension", YEAR + 2)

    ours, plain = _ours(wages, days), _plain(law, wages, days)
    assert (ours == plain).all()
    ours_s = _least(lambda: _ours(wages, days))
    plain_s, peer_s = _least(lambda: _plain(law, wages, days)), _least(by_openfisca)
    took = f"ours {ours_s * 1e3:.0f} ms, {{}} {{:.0f}} ms"
    return [
        Ratio("a million pensions and two increases ÷ plain NumPy", ours_s / plain_s, 4,
              detail=took.format("plain", plain_s * 1e3)),
        Ratio("a million pensions and two increases ÷ OpenFisca", ours_s / peer_s, 1,
              detail=took.format("OpenFisca", peer_s * 1e3)),
        _exactness(law, by_openfisca(), ours, wages, days),
    ]  # fmt: skip


def _ours(wages: Any, days: Any) -> Any:
    pension = many.old_age(date_of(YEAR, 1, 1), wages, days)
    return many.pension_increase(pension, YEAR, YEAR + 2)


def _plain(law: Any, wages: Any, days: Any) -> Any:
    """The same in whole numbers as one would write it down, nothing looked up or checked."""
    pension = (wages * np.minimum(days, 35 * 365) + 131_400) // 262_800
    pension = np.maximum(pension, law["minimum"][YEAR])
    for year in (YEAR + 1, YEAR + 2):
        above, least = (round(100 * law[name][year]) for name in ("factor", "least_factor"))
        raised = (pension * above + 50) // 100 + law["fixed"][year]
        small = (pension * least + 50) // 100
        pension = np.where(pension > law["minimum"][year - 1], raised, small)
        pension = np.maximum(pension, law["minimum"][year])
    return pension


def _exactness(law: Any, theirs: Any, ours: Any, wages: Any, days: Any) -> Ratio:
    """The person whom single precision misses most, and what it is by plain fractions."""
    worst = int(np.argmax(np.abs(theirs.astype(np.int64) - ours)))
    exact = _by_fractions(law, int(wages[worst]), int(days[worst]))
    assert ours[worst] == exact
    given = f"wages of two years {wages[worst]:,}, {days[worst]:,} days"
    return Ratio(
        "rials OpenFisca misses where ours is exact", abs(int(theirs[worst]) - exact), 1, True,
        f"{given}: exact {exact:,}, ours {ours[worst]:,}, OpenFisca {int(theirs[worst]):,}",
    )  # fmt: skip


def _by_fractions(law: Any, wages: int, days: int) -> int:
    average = Fraction(wages, 24)
    pension = rounded(average / 30 * min(Fraction(days, 365), 35))
    pension = max(pension, law["minimum"][YEAR])
    for year in (YEAR + 1, YEAR + 2):
        if pension > law["minimum"][year - 1]:
            raised = pension * Fraction(str(law["factor"][year])) + law["fixed"][year]
        else:
            raised = pension * Fraction(str(law["least_factor"][year]))
        pension = max(rounded(raised), law["minimum"][year])
    return pension


def _law() -> dict[str, dict[int, Any]]:
    """The values of the years as numbers, for those who know nothing of ours."""
    years, increased = range(YEAR, YEAR + 3), range(YEAR + 1, YEAR + 3)

    def on(name: str, year: int) -> Any:
        return values.on(name, date_of(year, 1, 1)).value

    return {
        "minimum": {year: 30 * on("wage.minimum_daily", year) for year in years},
        "factor": {year: float(1 + on("pension.increase_above", year)) for year in increased},
        "fixed": {year: on("pension.increase_fixed", year) for year in increased},
        "least_factor": {
            year: float(1 + on("pension.increase_at_minimum", year)) for year in increased
        },
        "first_year": {YEAR: YEAR},
    }


def _quick(works: list[Callable[[], object]]) -> float:
    """Seconds of the tenth that went best: what the work costs when nothing disturbs it."""
    return statistics.quantiles(map(_seconds, works), n=10)[0]


def _least(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(9))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    print(*measure(), sep="\n")
