"""The decreed figures, copied by hand from the published tables; no look at the parameter files."""

from fractions import Fraction
from math import floor

from tests.law.second_statement.calendar import Day, Month

_MINIMUM_DAILY = {
    1380: 18_930,
    1381: 23_282,
    1382: 28_446,
    1383: 35_534,
    1384: 40_864,
    1385: 50_000,
    1386: 61_000,
    1387: 73_200,
    1388: 87_840,
    1389: 101_000,
    1390: 110_100,
    1391: 129_900,
    1392: 162_375,
    1393: 202_970,
    1394: 237_475,
    1395: 270_722,
    1396: 309_977,
    1397: 370_423,
    1398: 505_627,
    1399: 611_809,
    1400: 885_165,
    1401: 1_393_250,
    1402: 1_769_428,
    1403: 2_388_728,
    1404: 3_463_656,
    1405: 5_541_850,
}
FIRST_DAY: Day = (1380, 1, 1)
LAST_DAY: Day = (1405, 12, 29)

# Year: at or below the minimum, above it, fixed amount in rials a month.
INCREASES = {
    1393: (Fraction("0.25"), Fraction("0.25"), 0),
    1394: (Fraction("0.15"), Fraction("0.15"), 0),
    1401: (Fraction("0.574"), Fraction("0.38"), 5_151_670),
    1402: (Fraction("0.27"), Fraction("0.21"), 2_507_880),
    1403: (Fraction("0.35"), Fraction("0.22"), 6_900_780),
    1404: (Fraction("0.45"), Fraction("0.32"), 9_316_050),
    1405: (Fraction("0.60"), Fraction("0.45"), 15_586_470),
}
# Year: for the pensioner, for the spouse, for each child; 0 where it was not found.
EIDI = {
    1399: (12_000_000, 0, 0),
    1400: (15_000_000, 0, 0),
    1401: (20_000_000, 0, 0),
    1402: (25_000_000, 7_000_000, 3_000_000),
    1403: (30_000_000, 8_600_000, 3_600_000),
}
# The list of Azar 1404 is printed in toman.
TARIFFS = {
    "full_denture": 8_400_000,
    "half_denture": 4_900_000,
    "denture_tooth": 350_000,
    "lens": 350_000,
    "glasses": 1_050_000,
    "contact_lenses": 845_000,
    "hearing_aid": 3_900_000,
    "artificial_eye": 5_850_000,
    "wheelchair": 3_900_000,
    "voice_prosthesis": 7_800_000,
    "nerve_stimulator": 2_275_000,
    "cane": 390_000,
    "walker": 715_000,
}
RENEWAL_YEARS = {"lens": 2, "glasses": 10, "contact_lenses": 10, "artificial_eye": 10}


def minimum_daily(month: Month) -> int:
    """The minimum wage of a day in rials; 1399 was revised from Tir."""
    return 636_809 if (1399, 4) <= month <= (1399, 12) else _MINIMUM_DAILY[month[0]]


def minimum_monthly(day: Day) -> int:
    """30 minimum daily wages, which are also the minimum pension."""
    return 30 * minimum_daily(day[:2])


def ceiling(month: Month) -> int:
    """The highest insured wage of a day."""
    return 7 * minimum_daily(month)


def rounded(exact: int | Fraction) -> int:
    """To the nearest rial, halves up."""
    return floor(exact + Fraction(1, 2))
