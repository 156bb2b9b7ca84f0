"""The people of the town: numbers, names, birth dates and what their wage depends on."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from taminyar.demo import fixed_people, national_ids
from taminyar.demo.plan import Plan, materials
from taminyar.persian.jalali import JalaliMonth

type Choice = npt.NDArray[np.str_]
type Flags = npt.NDArray[np.bool_]
type Numbers = npt.NDArray[np.int64]

IRANIAN, AFGHAN = "ایرانی", "افغانستانی"
ELDERS = 40  # old enough to have worked beside the fixed people long before the town's years
_FOREIGNERS = 0.008
_WOMEN = 0.3
_NEVER = 9_999
_NAMES_CHANGE_IN = 1361
_NUMBER_IS_ID_FROM = 1368  # birth certificates bear the national ID from this year on


def residents(plan: Plan) -> pl.DataFrame:
    """The members, some elders and `plan.people` others; their position is their number.

    Beside the columns of a list: `born` (Jalali year), `married_from` (year or 9999),
    `children`, `talent` (a factor of the wage), `member`.
    """
    members, others = _members(), _others(plan)
    people = pl.concat([members, others.select(members.columns)])
    return people.with_row_index("person").with_columns(pl.col("person").cast(pl.Int32))


def _members() -> pl.DataFrame:
    """The fixed people."""
    return pl.DataFrame(
        {
            "national_id": member.national_id,
            "insurance_number": member.insurance_number,
            "first_name": member.first_name,
            "last_name": member.last_name,
            "father_name": member.father_name,
            "certificate_number": str(1_000 + member.number),
            "certificate_place": member.place,
            "birth_date": member.born,
            "sex": member.sex,
            "nationality": IRANIAN,
            "born": JalaliMonth.of(member.born).year,
            "married_from": member.married_from or _NEVER,
            "children": member.children,
            "talent": 1.0,
            "member": True,
        }
        for member in fixed_people.MEMBERS
    )


def _others(plan: Plan) -> pl.DataFrame:
    chance, count = plan.chance(1), ELDERS + plan.people
    born = np.concatenate(
        [chance.integers(1338, 1349, ELDERS), plan.first.year - chance.integers(7, 55, plan.people)]
    )
    foreign = (chance.random(count) < _FOREIGNERS) & (np.arange(count) >= ELDERS)
    sex = np.where((chance.random(count) < _WOMEN) & ~foreign, "f", "m")
    number = pl.int_range(count, dtype=pl.Int64)
    national_id = national_ids.with_check_digit(national_ids.FIRST_OF_TOWN + number)
    married = chance.random(count) < 0.75
    frame = pl.DataFrame(
        {
            "born": born,
            "sex": sex,
            "foreign": foreign,
            "birth_date": _birthdays(born, chance),
            "first_name": _first_names(born, sex, chance),
            "last_name": _last_names(foreign, chance),
            "father_name": _first_names(born - 28, np.full(count, "m"), chance),
            "certificate_place": chance.choice(list(materials()["cities"]), count),
            "talent": chance.lognormal(0, 0.12, count),
            "married_from": np.where(married, born + chance.integers(20, 34, count), _NEVER),
            "children": np.where(married, chance.integers(0, 4, count), 0),
            "old_number": chance.integers(1, 10_000, count).astype(str),
        }
    )
    return frame.with_columns(
        national_id=pl.when(~pl.col("foreign")).then(national_id),
        insurance_number=(70_000_000 + number * 4_003 + 17).cast(pl.String),
        nationality=pl.when("foreign").then(pl.lit(AFGHAN)).otherwise(pl.lit(IRANIAN)),
        member=False,
    ).with_columns(_certificate_number(), _place())


def _certificate_number() -> pl.Expr:
    """Foreigners have no birth certificate of this country."""
    number = pl.when(pl.col("born") < _NUMBER_IS_ID_FROM).then("old_number")
    return number.otherwise("national_id").fill_null("").alias("certificate_number")


def _place() -> pl.Expr:
    place = pl.when("foreign").then(pl.lit("")).otherwise("certificate_place")
    return place.alias("certificate_place")


def _birthdays(born: Numbers, chance: np.random.Generator) -> list[date]:
    months, days = chance.integers(1, 13, len(born)), chance.integers(0, 29, len(born))
    return [
        JalaliMonth(int(year), int(month)).first_day + timedelta(int(day))
        for year, month, day in zip(born, months, days, strict=True)
    ]


def _first_names(born: Numbers, sex: Choice, chance: np.random.Generator) -> Choice:
    """Names that were given in the year of birth."""
    found = np.empty(len(born), dtype="<U30")
    for which in "mf":
        names = materials()["first_names"][which]
        old = born < _NAMES_CHANGE_IN
        for era, chosen in (("old", old), ("new", ~old)):
            mask = chosen & (sex == which)
            found[mask] = _drawn([*names["any"], *names[era]], mask, chance)
    return found


def _last_names(foreign: Flags, chance: np.random.Generator) -> Choice:
    """Earlier names of the list are the more common ones."""
    common = [name for line in materials()["last_names"] for name in line]
    weight = 1 / (np.arange(len(common)) + 12)
    found = chance.choice(common, len(foreign), p=weight / weight.sum()).astype("<U30")
    found[foreign] = _drawn(materials()["foreign_last_names"], foreign, chance)
    return found


def _drawn(names: Sequence[str], mask: Flags, chance: np.random.Generator) -> Choice:
    drawn: Choice = chance.choice(np.array(names), int(mask.sum()))
    return drawn
