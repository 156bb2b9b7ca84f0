"""A value of the law is found by its day; a day without one is named, never guessed."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from taminyar.law import values
from taminyar.law.values import MissingValue, Series
from taminyar.persian import jalali


def on(name: str, day: str) -> int | Fraction:
    return values.on(name, jalali.parse_date(day)).value


@pytest.mark.parametrize(
    ("name", "before", "from_tir"),
    [
        ("wage.minimum_daily", 611_809, 636_809),
        ("wage.housing", 1_000_000, 3_000_000),
        ("wage.seniority_daily", 58_333, 33_333),
        ("wage.child", 1_835_427, 1_910_427),
        ("wage.bon", 4_000_000, 4_000_000),
        ("wage.other_levels_fixed_daily", 30_338, 55_338),
    ],
)
def test_1399_has_two_rounds(name: str, before: int, from_tir: int) -> None:
    assert [on(name, "1399-01-01"), on(name, "1399-03-31")] == [before, before]
    assert [on(name, "1399-04-01"), on(name, "1399-12-30")] == [from_tir, from_tir]


YEARLY_WAGES = [
    *("minimum_daily", "housing", "bon", "spouse", "child", "seniority_daily"),
    *("other_levels_factor", "other_levels_fixed_daily"),
]


@pytest.mark.parametrize("name", YEARLY_WAGES)
def test_no_wage_is_known_before_the_first_or_after_the_last_decree(name: str) -> None:
    first = 1396 if name.startswith("other") else 1380
    for day in (f"{first - 1}-12-29", "1406-01-01"):
        with pytest.raises(MissingValue, match=rf"wage\.{name} is known for {day}") as missing:
            on(f"wage.{name}", day)
        assert (missing.value.name, missing.value.day) == (f"wage.{name}", day)
    assert on(f"wage.{name}", f"{first}-01-01") is not None
    assert on(f"wage.{name}", "1405-12-29") is not None


@pytest.mark.parametrize(
    ("name", "known", "unknown"),
    [
        ("treatment.per_capita", {1398: 440_000, 1400: 716_000, 1403: 1_615_000}, 1404),
        ("treatment.per_capita_foreigner", {1400: 1_315_000, 1403: 2_966_000}, 1401),
    ],
)
def test_a_year_between_two_known_ones_is_not_filled_in(
    name: str, known: dict[int, int], unknown: int
) -> None:
    assert {year: on(name, f"{year}-07-01") for year in known} == known
    for year in (unknown, 1399):
        with pytest.raises(MissingValue, match=f"{name} is known for {year}-07-01"):
            on(name, f"{year}-07-01")


def test_a_value_without_an_end_goes_on() -> None:
    assert on("treatment.son_age", "1387-05-19") == 18
    assert on("treatment.son_age", "1387-05-20") == 22
    assert on("treatment.son_age", "1450-01-01") == 22


def test_rates_are_exact() -> None:
    assert on("treatment.pensioner_rate", "1404-01-01") == Fraction(2, 100)
    assert on("employer.wrong_list_share", "1404-01-01") == Fraction(1, 12)
    assert on("wage.other_levels_factor", "1397-01-01") == Fraction(1104, 1000)


def test_a_name_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"wage\.nonsense"):
        on("wage.nonsense", "1404-01-01")


def test_what_is_weak_says_so() -> None:
    found = {
        (name, day): values.on(name, jalali.parse_date(day)).confidence
        for name, day in [
            ("wage.ceiling_factor", "1389-12-29"),
            ("wage.ceiling_factor", "1390-01-01"),
            ("wage.housing", "1401-01-01"),
            ("wage.housing", "1400-01-01"),
            ("treatment.grace_days", "1404-01-01"),
        ]
    }
    assert list(found.values()) == ["L", "H", "M", "H", "L"]


@pytest.mark.parametrize(
    ("confirmed", "months", "last_good", "first_stale"),
    [
        ("1405-08-30", 18, "1407-02-30", "1407-02-31"),
        ("1405-06-31", 18, "1406-12-29", "1407-01-01"),
        ("1405-08-30", 6, "1406-02-30", "1406-02-31"),
    ],
)
def test_a_value_not_confirmed_in_time_is_stale(
    confirmed: str, months: int, last_good: str, first_stale: str
) -> None:
    wage = values.every()["wage.minimum_daily"]
    older = [*wage.confirmed_on[:-1], confirmed]
    series = replace(wage, confirmed_on=tuple(older), confirm_within_months=months)
    assert not series.stale(jalali.parse_date(last_good))
    assert series.stale(jalali.parse_date(first_stale))


def test_what_was_checked_with_the_newest_decree_counts() -> None:
    wage = values.every()["wage.minimum_daily"]
    checked = ("1399-01-01",) * (len(wage.values) - 1) + ("1405-08-30",)
    assert not replace(wage, confirmed_on=checked).stale(jalali.parse_date("1405-09-01"))


# Files that change under a process: each test reads its own copy.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for path in values.FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(values, "FOLDER", tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    for kept in (values._sources, values.version, values.every):
        kept.cache_clear()


def read_again() -> dict[str, Series]:
    forget()
    return values.every()


@pytest.mark.parametrize("file", [path.name for path in values.FOLDER.glob("*.yaml")])
def test_the_version_changes_with_any_file(folder: Path, file: str) -> None:
    before = values.version()
    (folder / file).write_bytes((folder / file).read_bytes() + b"\n")
    forget()
    assert values.version() != before


def test_the_version_does_not_change_by_reading(folder: Path) -> None:
    before = values.version()
    read_again()
    forget()
    assert values.version() == before


def test_what_was_kept_of_the_files_is_what_they_say(folder: Path) -> None:
    first = read_again()
    assert list((folder / "__pycache__").iterdir())
    assert read_again() == first


def test_a_changed_file_is_read_anew_and_the_old_state_dropped(folder: Path) -> None:
    read_again()
    wages = folder / "wages.yaml"
    wages.write_text(wages.read_text().replace("3463656", "3463657"))
    read_again()
    assert on("wage.minimum_daily", "1404-01-01") == 3_463_657
    assert len(list((folder / "__pycache__").iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_read_each_time(folder: Path) -> None:
    (folder / "__pycache__").write_text("in the way")
    assert read_again() == read_again()


def test_a_damaged_copy_is_made_again(folder: Path) -> None:
    first = read_again()
    [kept] = (folder / "__pycache__").iterdir()
    kept.write_text(kept.read_text()[:100])
    assert read_again() == first
    assert len(kept.read_text()) > 100
