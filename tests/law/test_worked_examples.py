"""Every worked example of the law, published or derived by hand, as one table.

P: published, with where. D: derived by hand from the formulas of the articles.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from taminyar.law import harmonisation, values
from taminyar.persian.jalali import date_of
from tests.law.questions import Rows, ask, condition, months, row, step
from tests.law.records import paid

type Example = tuple[str, str, Callable[[], Any], Any]

OWN_ACCOUNT = "published premiums of the self-employed"
STUDENT = "published terms of the student insurance"
HOUSEWIFE = "published terms of the insurance of housewives"
CONSTRUCTION = "published payments of construction workers"
DRIVERS = "published payments of drivers"
UNEMPLOYMENT = "published benefit for each dependant"
INCREASE = "decree on the pension increase of 1403"
PLAN = "press report of the 7th Plan, article 29"
PAYROLL = "payroll notes of 1402"
DECREES = "decrees of the Supreme Labour Council"
MINIMUM = "decree on the pension increase of 1402"
DERIVED = "derived"


def own_account(month: str, rate: int, **facts: Any) -> int | None:
    return ask("own_account", month=month, rate=rate, **facts).amount


def construction(month: str) -> int | None:
    return own_account(month, 7, factor="1.4", group="construction")


def driver(factor: str) -> int | None:
    return own_account("1403-01", 27, factor=factor, group="driver")


def one_dependant_more(year: int) -> int:
    """What the second dependant adds to a month's benefit, between floor and cap."""
    daily = 3 * int(values.on("wage.minimum_daily", date_of(year, 1, 1)).value)
    career = months(f"{year - 1}-06", f"{year}-06", daily)
    one, two = (ask("unemployment", career, date=f"{year}-07-01", dependants=n) for n in (1, 2))
    assert one.amount is not None
    assert two.amount is not None
    return two.amount - one.amount


def increased(pension: int, from_year: int) -> int | None:
    found = ask("pension_increase", pension=pension, from_year=from_year, to_year=from_year + 1)
    return found.amount


def known(name: str, year: int) -> int | Fraction:
    return values.on(name, date_of(year, 1, 1)).value


def wage_1402(children: int) -> int:
    """What a worker with one year of service gets for a month of 30 days, child allowance too."""
    paid = {name: known(f"wage.{name}", 1402) for name in ("housing", "bon")}
    items = {"base": 53_082_840, "seniority": 30 * known("wage.seniority_daily", 1402), **paid}
    counted = ask("wage_base", month="1402-07", days=30, items=items).amount
    assert counted is not None
    return counted + children * int(known("wage.child", 1402))


def asked_record(years: int) -> str:
    """The record asked of a man of 50 with so many years paid when the 7th Plan began."""
    career = [*paid(years * 365 - 2, 0, "1403-04"), row("1403-05", 31, 0)]
    found = ask("old_age", career, date="1403-05-03", birth_date="1353-01-01", sex="m")
    return str(condition(found, "thirty_years_record").text)


def without_cap() -> Fraction:
    return 30 + Fraction(30 * known("old_age.added_months_from_0_years", 1404), 12)


AFTER_30 = "Retirement after 30 years: "
ADDED = f"{AFTER_30}with the time the 7th Plan adds, "


def sick(career: Rows, start: str, end: str, **facts: bool) -> int | None:
    return ask("sickness", career, start=start, end=end, **{"dependants": False} | facts).amount


NINETY = months("1404-04", "1404-06", 4_000_000)  # 360,000,000 in the 90 days before 1404-07-01
SHORT = [row(month, 25, 100_000_000) for month in ("1403-09", "1403-10", "1403-11")]


def fortnight(**facts: bool) -> int | None:
    return sick(NINETY, "1404-07-01", "1404-07-14", **facts)


def maternity(days_in_the_year: int) -> int | None:
    career = paid(days_in_the_year, 120_000_000, "1404-06")
    return ask("maternity", career, start="1404-07-01", end="1404-09-30").amount


def gift(career: Rows, date: str) -> int | None:
    return ask("marriage", career, date=date).amount


def old_age(days: int, average: int, **facts: str) -> int | None:
    """A man of 61 in 1404 with so many days of record, the last months at that wage."""
    asked = {"date": "1404-07-01", "birth_date": "1343-01-01", "sex": "m"} | facts
    return ask("old_age", paid(days, average), **asked).amount


def disabled(years: int, daily: int, degree: int, *, year: int = 1404) -> list[int | str]:
    """The amount and every line, of work injury at the start of Mehr; a spouse is kept."""
    career = paid(years * 365, 30 * daily, f"{year}-06")
    for each in career:
        each["wage"] = each["days"] * daily
    facts = {"degree": degree, "work_related": True, "dependants": True}
    found = ask("disability", career, date=f"{year}-07-01", **facts)
    return [found.amount or 0, *(each.value for each in found.steps)]


def survivors(*left: str) -> list[int | str]:
    found = ask("survivors", pension=150_000_000, date="1404-01-01", survivors=list(left))
    return [each.value for each in found.steps]


def military() -> list[Any]:
    career = [row(each["month"], each["days"], 100_000_000) for each in paid(800, 0)]
    found = ask("military_service", career, date="1404-07-01", months=21)
    return [found.amount, step(found, "Paid by the State"), step(found, "Each instalment")]


def late(*, relief: bool = False) -> int | None:
    facts: dict[str, Any] = {"month": "1404-02", "list_sent_on": None, "paid_on": "1404-06-15"}
    return ask("arrears", premium=150_000_000, relief=relief, **facts).amount


def unemployed(daily: int) -> int | None:
    career = months("1403-07", "1404-06", daily)
    return ask("unemployment", career, date="1404-07-01", dependants=2).amount


def harmonised() -> int:
    gap = harmonisation.gap(20_000_000, date_of(1395, 1, 1), 110_000_000, date_of(1403, 1, 1))
    return harmonisation.addition(gap, date_of(1403, 1, 1))


def above_the_ceiling() -> list[Any]:
    wages = [{"wage": 900_000_000, "days": 30}]
    found = ask("employer_premium", month="1404-07", wages=wages)
    shares = [int(each.value) for each in found.steps[1:4]]
    return [step(found, "Insured wages"), shares[0], shares[1] + shares[2]]


def contract(kind: str) -> int | None:
    return ask("contract", amount=10**9, kind=kind).amount


def held_back() -> int | str:
    return step(ask("contract", amount=10**9, kind="labour_only"), "Held back")


def combined() -> int | str:
    career = [row("1403-07", 20, 50_000_000, workshop=name) for name in ("1", "2")]
    return step(ask("combined_record", career), "Days of the whole record")


def combined_wage() -> int | str:
    """The wages of both workshops are in the sum of the gift."""
    both = [row("1403-07", 20, 50_000_000, workshop=name) for name in ("1", "2")]
    found = ask("marriage", [*paid(730, 0, "1403-06"), *both], date="1403-08-01")
    return step(found, "Insured wages of the 24 months")


EXAMPLES: list[Example] = [
    ("P1: 31 days, 18 %", OWN_ACCOUNT, lambda: own_account("1398-01", 18), 2_821_399),
    ("P3: 31 days, 12 %", OWN_ACCOUNT, lambda: own_account("1398-01", 12), 1_880_932),
    ("P4: 30 days, 18 %", OWN_ACCOUNT, lambda: own_account("1398-07", 18), 2_730_386),
    ("P6", STUDENT, lambda: own_account("1400-07", 12, group="student"), 3_186_594),
    ("P7", HOUSEWIFE, lambda: own_account("1403-01", 12, group="housewife"), 8_886_068),
    ("P9: 31 days", CONSTRUCTION, lambda: construction("1401-01"), 4_232_694),
    ("P9: 30 days", CONSTRUCTION, lambda: construction("1401-07"), 4_096_155),
    ("P11: lorry", DRIVERS, lambda: driver("1.65"), 32_989_528),
    ("P11: car, factor derived", DRIVERS, lambda: driver("1.35"), 26_991_432),
    ("P12: 1398, printed a rial higher", UNEMPLOYMENT, lambda: one_dependant_more(1398), 1_516_881),
    ("P12: 1400", UNEMPLOYMENT, lambda: one_dependant_more(1400), 2_655_495),
    ("P14", INCREASE, lambda: increased(10**8, 1402), 122_000_000 + 30 * 230_026),
    ("P16: before the cap", PLAN, without_cap, Fraction("42.5")),
    ("P16: capped", PLAN, lambda: asked_record(1), f"{AFTER_30}35 years of record"),
    ("P17: no child", PAYROLL, lambda: wage_1402(0), 75_182_840),
    ("P17: one child", PAYROLL, lambda: wage_1402(1), 80_491_124),
    ("P17: two children", PAYROLL, lambda: wage_1402(2), 85_799_408),
    ("P19: 1396", DECREES, lambda: known("wage.child", 1396), 929_931),
    ("P19: 1397", DECREES, lambda: known("wage.child", 1397), 1_111_269),
    ("P19: 1402", DECREES, lambda: known("wage.child", 1402), 5_308_284),
    ("P19: 1403", DECREES, lambda: known("wage.child", 1403), 7_166_184),
    ("P19: 1404", DECREES, lambda: known("wage.child", 1404), 10_390_968),
    ("P19: 1405", DECREES, lambda: known("wage.child", 1405), 16_625_550),
    ("P20", MINIMUM, lambda: increased(20_000_000, 1400), 41_797_500),
    ("D1: keeps someone", DERIVED, lambda: fortnight(dependants=True), 33_000_000),
    ("D2: keeps nobody", DERIVED, fortnight, 29_333_333),
    ("D3: in hospital", DERIVED, lambda: fortnight(hospitalised=True), 28_000_000),
    ("D4: accident", DERIVED, lambda: fortnight(accident=True), 37_333_333),
    (
        "D5: 75 days worked, not ÷ 90",
        DERIVED,
        lambda: sick(SHORT, "1403-12-01", "1403-12-04", dependants=True),
        3_000_000,
    ),
    ("D6: three days", DERIVED, lambda: sick(NINETY, "1404-07-01", "1404-07-03"), 0),
    (
        "D6: four days",
        DERIVED,
        lambda: sick(NINETY, "1404-07-01", "1404-07-04", dependants=True),
        3_000_000,
    ),
    (
        "D7",
        DERIVED,
        lambda: ask("maternity", NINETY, start="1404-07-01", end="1405-03-29").amount,
        720_000_000,
    ),
    ("D8: 59 days", DERIVED, lambda: maternity(59), None),
    ("D8: 60 days", DERIVED, lambda: maternity(60) is not None, True),
    (
        "D9: 24 months",
        DERIVED,
        lambda: gift(paid(730, 100_000_000, "1403-06"), "1403-07-01"),
        100_000_000,
    ),
    (
        "D9: 18 months",
        DERIVED,
        lambda: gift([*paid(186, 1, "1401-06"), *paid(551, 100_000_000, "1403-06")], "1403-07-01"),
        75_000_000,
    ),
    ("D10: 719 days", DERIVED, lambda: gift(paid(719, 1, "1403-06"), "1403-07-01"), None),
    ("D11: 25 years", DERIVED, lambda: old_age(25 * 365, 200_000_000), 166_666_667),
    ("D11: 37 years", DERIVED, lambda: old_age(37 * 365, 200_000_000), 233_333_333),
    ("D12: floor", DERIVED, lambda: old_age(20 * 365, 110_000_000), 103_909_680),
    ("D13: 8,226 days", DERIVED, lambda: old_age(8_226, 180_000_000), 135_221_918),
    ("D14: in 1403", DERIVED, lambda: disabled(10, 5_000_000, 66, year=1403)[0], 82_500_000),
    ("D14: floor of 1404", DERIVED, lambda: disabled(10, 5_000_000, 66)[0], 103_909_680),
    (
        "D14: its lines",
        DERIVED,
        lambda: disabled(10, 5_000_000, 66)[2:6],
        [150_000_000, 50_000_000, 75_000_000, 82_500_000],
    ),
    ("D15: 40 %", DERIVED, lambda: disabled(30, 4_000_000, 40)[0], 48_000_000),
    ("D16: 20 %", DERIVED, lambda: disabled(30, 4_000_000, 20)[0], 864_000_000),
    (
        "D17: two children",
        DERIVED,
        lambda: survivors("spouse", "child", "child"),
        [75_000_000, 37_500_000, 37_500_000],
    ),
    (
        "D17: three children",
        DERIVED,
        lambda: survivors("spouse", "child", "child", "child"),
        [60_000_000, 30_000_000, 30_000_000, 30_000_000],
    ),
    ("D18", DERIVED, military, [147_000_000, 483_000_000, 12_250_000]),
    ("D19", DERIVED, late, 174_000_000),
    ("D19: relief", DERIVED, lambda: late(relief=True), 166_800_000),
    ("D20: floor", DERIVED, lambda: unemployed(5_000_000), 103_909_680),
    ("D21", DERIVED, lambda: unemployed(10_000_000), 185_781_936),
    ("D22: 1404", DERIVED, lambda: increased(90_000_000, 1403), 128_116_050),
    ("D22: 1403", DERIVED, lambda: increased(70_000_000, 1402), 92_300_780),
    ("D23", DERIVED, harmonised, 19_529_531),
    (
        "D24: 26 years",
        DERIVED,
        lambda: asked_record(26),
        f"{ADDED}30 years, 8 months and 0 days of record",
    ),
    ("D24: 22 years", DERIVED, lambda: asked_record(22), f"{AFTER_30}32 years of record"),
    ("D24: 12 years", DERIVED, lambda: asked_record(12), f"{AFTER_30}35 years of record"),
    ("D25: 12 %", DERIVED, lambda: own_account("1404-01", 12), 12_884_800),
    ("D25: 14 %", DERIVED, lambda: own_account("1404-01", 14), 15_032_267),
    ("D25: 18 %", DERIVED, lambda: own_account("1404-01", 18), 19_327_200),
    ("D26", DERIVED, above_the_ceiling, [727_367_760, 50_915_743, 167_294_585]),
    ("D27: with materials", DERIVED, lambda: contract("with_materials"), 77_777_778),
    ("D27: labour only", DERIVED, lambda: contract("labour_only"), 166_666_667),
    ("D27: held back", DERIVED, held_back, 50_000_000),
    ("D28: days", DERIVED, combined, 30),
    ("D28: wages", DERIVED, combined_wage, 100_000_000),
]


@pytest.mark.parametrize(
    ("got", "expected"),
    [pytest.param(got, want, id=f"{name} [{source}]") for name, source, got, want in EXAMPLES],
)
def test_the_example_comes_out_as_printed(got: Callable[[], Any], expected: Any) -> None:
    assert got() == expected


def test_every_example_of_the_list_is_here() -> None:
    names = {name.split(":")[0] for name, *_ in EXAMPLES}
    printed = {f"P{number}" for number in (1, 3, 4, 6, 7, 9, 11, 12, 14, 16, 17, 19, 20)}
    assert names == printed | {f"D{number}" for number in range(1, 29)}
