"""The people of the demonstration whom everybody can sign in as, and where they worked.

Their careers are exact, whatever the town around them: each month is paid in full, but for the
second workplace of Maryam Karimi, which has half months.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from taminyar.persian import jalali
from taminyar.persian.jalali import JalaliMonth

PASSPHRASE: Final = "demo-passphrase-1404"  # noqa: S105 - printed for everybody
HALF: Final = 15  # days of a half month


@dataclass(frozen=True)
class Workplace:
    """A workshop of the town that somebody of this file works in, or owns."""

    name: str
    trade: str
    city: str
    seats: int


WORKPLACES: Final = {
    "rahimi_turning": Workplace("تراشکاری رحیمی", "metal", "اصفهان", 12),
    "rahimi_tools": Workplace("ابزار فروشی رحیمی", "retail", "اصفهان", 5),
    "wholesale": Workplace("پخش کالای پگاه", "retail", "تهران", 16),
    "clinic": Workplace("درمانگاه آفتاب", "health", "تهران", 24),
    "school": Workplace("آموزشگاه طلوع", "teaching", "تهران", 8),
    "parts": Workplace("قطعه سازی سهند", "metal", "تبریز", 30),
    "spinning": Workplace("ریسندگی الوند", "textile", "همدان", 14),
    "weaving": Workplace("بافندگی نگین", "textile", "همدان", 20),
    "clothing": Workplace("تولیدی پوشاک یاس", "textile", "همدان", 9),
    "shop": Workplace("فروشگاه مروارید", "retail", "شیراز", 6),
    "forge": Workplace("آهنگری زاگرس", "metal", "کرمانشاه", 4),
    "foundry": Workplace("ریخته گری البرز", "metal", "کرمانشاه", 11),
    "bus": Workplace("مسافربری خاور", "transport", "کرمانشاه", 18),
}
ALI: Final = "9990000042"
OWNED_BY_ALI: Final = ("rahimi_turning", "rahimi_tools")
LATE: Final = "parts"  # Reza's: its newest list has not come


@dataclass(frozen=True)
class Job:
    """Months from `first` to `last` in one workshop; `last` is None for who is still there.

    `factor` is the wage in minimum wages, `days` the most days of a month. A promotion is a new
    job that nobody left or was hired for.
    """

    workplace: str
    title: str
    first: JalaliMonth
    last: JalaliMonth | None
    factor: float
    hired: bool = True
    left: bool = True
    days: int | None = None


def _maryam(last: JalaliMonth) -> tuple[Job, ...]:
    both = last.year - 2
    return (
        Job("wholesale", "حسابدار", last - 136, last - 89, 1.4),
        Job("clinic", "حسابدار", last - 83, last - 37, 1.7, left=False),
        Job("clinic", "کارشناس امور اداری", last - 36, None, 2.0, hired=False),
        Job("school", "حسابدار", JalaliMonth(both, 1), JalaliMonth(both, 12), 1.3, days=HALF),
    )


def _reza(last: JalaliMonth) -> tuple[Job, ...]:
    return (
        Job("parts", "کمک جوشکار", last - 72, last - 49, 1.15, left=False),
        Job("parts", "برقکار صنعتی", last - 48, None, 1.45, hired=False),
    )


def _fatemeh(_: JalaliMonth) -> tuple[Job, ...]:
    return (
        Job("spinning", "نخ پیچ", JalaliMonth(1371, 1), JalaliMonth(1381, 12), 1.2),
        Job("weaving", "بافنده", JalaliMonth(1382, 1), JalaliMonth(1389, 12), 1.5),
        Job("clothing", "سرپرست بافندگی", JalaliMonth(1390, 1), JalaliMonth(1398, 12), 2.1),
    )


def _ali(last: JalaliMonth) -> tuple[Job, ...]:
    return (Job("rahimi_turning", "سرپرست کارگاه فلزکاری", last - 143, None, 3.0),)


def _zahra(_: JalaliMonth) -> tuple[Job, ...]:
    return (Job("shop", "فروشنده", JalaliMonth(1395, 7), JalaliMonth(1400, 6), 1.1),)


def _hassan(last: JalaliMonth) -> tuple[Job, ...]:
    return (
        Job("forge", "جوشکار", last - 311, last - 204, 1.5),
        Job("foundry", "استادکار فلزکاری", last - 203, last - 120, 1.9),
        Job("bus", "مسئول ترابری", last - 119, None, 2.2),
    )


@dataclass(frozen=True)
class Member:
    """Somebody who can sign in; `career` gives the jobs in a town whose last month is known."""

    national_id: str
    first_name: str
    last_name: str
    father_name: str
    sex: str
    born: date
    place: str
    about: str
    career: Callable[[JalaliMonth], tuple[Job, ...]]
    married_from: int | None = None
    children: int = 0

    @property
    def number(self) -> int:
        """1 for the first; the other numbers of the member follow from it."""
        return int(self.national_id[3:9])

    @property
    def mobile(self) -> str:
        return f"0912{self.number:07}"

    @property
    def insurance_number(self) -> str:
        return str(99_000_000 + self.number)


MEMBERS: Final = (
    Member(
        *("9990000018", "مریم", "کریمی", "احمد", "f"),
        *(jalali.date_of(1365, 3, 20), "تهران"),
        "Maryam Karimi: eleven years in three workshops, once in two at a time, a gap of 5 months",
        _maryam,
        married_from=1392,
        children=2,
    ),
    Member(
        *("9990000026", "رضا", "احمدی", "محمود", "m"),
        *(jalali.date_of(1375, 7, 2), "تبریز"),
        "Reza Ahmadi: six years, still working; the newest list of his workshop is late",
        _reza,
    ),
    Member(
        *("9990000034", "فاطمه", "حسینی", "کاظم", "f"),
        *(jalali.date_of(1345, 11, 9), "همدان"),
        "Fatemeh Hosseini: 28 years, draws an old-age pension and a survivor's after her husband",
        _fatemeh,
        married_from=1366,
        children=3,
    ),
    Member(
        *(ALI, "علی", "رحیمی", "حسن", "m"),
        *(jalali.date_of(1350, 5, 14), "اصفهان"),
        "Ali Rahimi: owns two workshops, insured in one, draws a partial-disability pension",
        _ali,
        married_from=1376,
        children=2,
    ),
    Member(
        *("9990000050", "زهرا", "مرادی", "ابراهیم", "f"),
        *(jalali.date_of(1372, 9, 27), "شیراز"),
        "Zahra Moradi: five years that ended in 1400",
        _zahra,
    ),
    Member(
        *("9990000069", "حسن", "جعفری", "عباس", "m"),
        *(jalali.date_of(1343, 2, 18), "کرمانشاه"),
        "Hassan Jafari: twenty-six years without a gap, still working",
        _hassan,
        married_from=1370,
        children=3,
    ),
)


def position(workplace: str) -> int:
    """Where a workplace of this file stands among the workshops of the town."""
    return list(WORKPLACES).index(workplace)


def ali_s() -> list[int]:
    """Where the workshops of Ali Rahimi stand."""
    return [position(name) for name in OWNED_BY_ALI]


def jobs_of_all(last: JalaliMonth) -> Iterator[tuple[int, Job]]:
    """Every job of every member, with the member's position."""
    for place, member in enumerate(MEMBERS):
        for job in member.career(last):
            yield place, job
