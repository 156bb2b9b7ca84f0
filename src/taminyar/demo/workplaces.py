"""The workshops of the town: codes, names, addresses, and how many people they can hold."""

from typing import Any

import numpy as np
import polars as pl

from taminyar.demo.fixed_people import WORKPLACES
from taminyar.demo.plan import Plan, materials
from taminyar.persian.digits import to_persian

SMALLEST = 3
_FIRST_SERIAL = 1_001


def workplaces(plan: Plan) -> pl.DataFrame:
    """Those of the fixed people, then others: `workshop` (position), `code`, `name`, `address`,
    `trade`, `seats`.

    `plan.workshops` counts both; the largest has twice as many seats as there are workshops.
    """
    chance = plan.chance(2)
    chosen = [*_fixed(), *_others(plan.workshops - len(WORKPLACES), plan.workshops * 2, chance)]
    return pl.DataFrame(
        _workplace(place, chance, **known) for place, known in enumerate(chosen)
    ).with_columns(pl.col("workshop").cast(pl.Int32))


def _fixed() -> list[dict[str, Any]]:
    return [vars(workplace) for workplace in WORKPLACES.values()]


def _others(count: int, largest: int, chance: np.random.Generator) -> list[dict[str, Any]]:
    """Many small ones and a few large: the size falls with the rank."""
    trades, cities = materials()["trades"], list(materials()["cities"])
    names = [
        (trade, f"{kind} {name}")
        for trade, known in trades.items()
        for kind in known["kinds"]
        for name in materials()["workshop_names"]
    ]
    where = np.minimum(chance.geometric(0.2, count) - 1, len(cities) - 1)
    return [
        {
            "name": names[drawn][1],
            "trade": names[drawn][0],
            "city": cities[where[rank]],
            "seats": max(SMALLEST, round(largest / (rank + 1) ** 0.95)),
        }
        for rank, drawn in enumerate(chance.permutation(len(names))[:count])
    ]


def _workplace(
    place: int, chance: np.random.Generator, *, name: str, trade: str, city: str, seats: int
) -> dict[str, Any]:
    found = materials()
    branch, activity = found["cities"][city], found["trades"][trade]["activity"]
    street = found["streets"][chance.integers(len(found["streets"]))]
    return {
        "workshop": place,
        "code": f"{branch}{activity}{_FIRST_SERIAL + place:04}",
        "name": name,
        "address": f"{city} {street} پلاک {to_persian(str(chance.integers(1, 250)))}",
        "trade": trade,
        "seats": seats,
    }
