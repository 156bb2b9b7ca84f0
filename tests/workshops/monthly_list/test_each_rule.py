"""Every rule of a list: one broken list for each, which breaks nothing else."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.persian import national_id
from taminyar.workshops.monthly_list import faults
from taminyar.workshops.monthly_list.check import check
from taminyar.workshops.monthly_list.dbf import Field, Layout
from taminyar.workshops.monthly_list.decode import decode
from taminyar.workshops.monthly_list.faults import Fault
from taminyar.workshops.monthly_list.layout import KAR, WOR
from tests.workshops.monthly_list.build import (
    CEILING,
    FLOOR,
    Record,
    Value,
    a_list,
    ceiling,
    floor,
    synthetic_national_id,
    worker,
)

FULL = CEILING * 30


def faults_of(rows: Sequence[Record] | int = 3, **kar: Value) -> list[Fault]:
    return check(decode([a_list(rows, kar=kar)]), floor, ceiling)


def stated(serial: int = 1, **fields: Value) -> Record:
    """A worker whose row is changed after its sums were worked out."""
    return worker(serial) | fields


HEADER = [
    ("workshop_code_invalid", "DSK_ID", "018363004"),
    ("workshop_code_invalid", "DSK_ID", "01836300A5"),
    ("list_number_invalid", "DSK_LISTNO", ""),
    ("list_number_invalid", "DSK_LISTNO", "1-2"),
    ("month_invalid", "DSK_MM", 0),
    ("month_invalid", "DSK_MM", 13),
    ("number_invalid", "DSK_YY", b"1a"),
    ("kind_invalid", "DSK_KIND", 2),
    ("contract_row_invalid", "MON_PYM", "12"),
    ("count_wrong", "DSK_NUM", 4),
    ("total_wrong", "DSK_TDD", 91),
    ("total_wrong", "DSK_TROOZ", 1),
    ("total_wrong", "DSK_TMAH", 1),
    ("total_wrong", "DSK_TMAZ", 1),
    ("total_wrong", "DSK_TMASH", 1),
    ("total_wrong", "DSK_TTOTL", 1),
    ("total_wrong", "DSK_TBIME", 1),
    ("total_wrong", "DSK_INC", 300_000),
    ("total_wrong", "DSK_SPOUSE", 0),
    ("employer_share_wrong", "DSK_TKOSO", 85_800_040),
    ("employer_share_wrong", "DSK_TKOSO", 0),
    ("unemployment_share_wrong", "DSK_BIC", 12_870_009),
    ("number_negative", "DSK_BIC", -1),
    ("number_invalid", "DSK_RATE", b"27.5"),
    ("text_forbidden_character", "DSK_NAME", "A&B"),
]


@pytest.mark.parametrize(("code", "field", "value"), HEADER)
def test_a_wrong_header_field_is_one_fault_of_the_list(code: str, field: str, value: Value) -> None:
    same = {"DSK_ID": "DSW_ID", "DSK_LISTNO": "DSW_LISTNO", "DSK_MM": "DSW_MM"}
    rows = [worker(n, **{same[field]: value} if field in same else {}) for n in (1, 2, 3)]
    found = faults_of(rows, **{field: value})
    assert [(fault.row, fault.field, fault.code) for fault in found] == [(None, field, code)]


ROWS = [
    ("row_workshop_differs", "DSW_ID", "0183630046"),
    ("row_year_differs", "DSW_YY", 3),
    ("row_month_differs", "DSW_MM", 4),
    ("row_list_number_differs", "DSW_LISTNO", "02"),
    ("name_missing", "DSW_FNAME", ""),
    ("name_missing", "DSW_LNAME", ""),
    ("national_id_missing", "PER_NATCOD", ""),
    ("national_id_invalid", "PER_NATCOD", "9990000019"),
    ("national_id_invalid", "PER_NATCOD", "1111111111"),
    ("national_id_invalid", "PER_NATCOD", "99900000"),
    ("national_id_invalid", "PER_NATCOD", "99900A0018"),
    ("national_id_repeated", "PER_NATCOD", synthetic_national_id(1)),
    ("insurance_number_invalid", "DSW_ID1", ""),
    ("insurance_number_invalid", "DSW_ID1", "00000001"),
    ("insurance_number_invalid", "DSW_ID1", "1234567"),
    ("insurance_number_repeated", "DSW_ID1", "10000001"),
    ("certificate_number_invalid", "DSW_IDNO", "12A"),
    ("nationality_missing", "DSW_NAT", ""),
    ("job_code_invalid", "DSW_JOB", "35242"),
    ("sex_invalid", "DSW_SEX", ""),
    ("sex_invalid", "DSW_SEX", b"1"),
    ("birth_date_late", "DSW_BDATE", "14040301"),
    ("date_invalid", "DSW_BDATE", "13700132"),
    ("date_invalid", "DSW_BDATE", "1370/1/1"),
    ("date_invalid", "DSW_IDATE", "700101"),
    ("start_outside_month", "DSW_SDATE", "14040231"),
    ("start_outside_month", "DSW_SDATE", "14040401"),
    ("end_outside_month", "DSW_EDATE", "14030315"),
    ("number_invalid", "DSW_PRATE", b"x"),
    ("number_invalid", "DSW_PRATE", b"\t"),
    ("total_too_low", "DSW_TOTL", 143_000_059),
    ("premium_wrong", "DSW_BIME", 10_010_006),
    ("premium_wrong", "DSW_BIME", 1),
    ("text_forbidden_character", "DSW_OCP", b"<b>"),
    ("text_forbidden_character", "DSW_DNAME", b"O'Neil"),
    ("text_leading_space", "DSW_LNAME", b" \xf6\xa5"),
    ("text_control_character", "DSW_IDPLC", b"\xf6\t\xa5"),
    ("text_control_character", "DSW_IDNO", b"12\t"),
    ("text_other_encoding", "DSW_LNAME", "جعفري".encode("cp1256")),
]


@pytest.mark.parametrize(("code", "field", "value"), ROWS)
def test_a_wrong_field_of_a_row_is_one_fault_of_that_row(
    code: str, field: str, value: Value
) -> None:
    found = faults_of([worker(1), stated(2, **{field: value}), worker(3)])
    assert [(fault.row, fault.field, fault.code) for fault in found] == [(2, field, code)]


PAY: list[tuple[str, str, dict[str, Value]]] = [
    ("days_too_many", "DSW_DD", {"DSW_DD": 32}),
    ("pay_without_days", "DSW_MASH", {"DSW_DD": 0, "DSW_BIME": 0}),
    ("pay_without_days", "DSW_BIME", {"DSW_DD": 0, "DSW_MASH": 0, "DSW_BIME": 1}),
    ("monthly_wage_wrong", "DSW_MAH", {"DSW_MAH": 123_000_091}),
    ("monthly_wage_wrong", "DSW_MAH", {"DSW_MAH": 100_000_000}),
    ("insured_wage_wrong", "DSW_MASH", {"DSW_MASH": 143_000_059}),
    ("insured_wage_wrong", "DSW_MASH", {"DSW_MASH": 143_000_061}),
    ("benefits_too_low", "DSW_MAZ", {"DSW_MAZ": 4_999_999}),
    ("wage_below_minimum", "DSW_ROOZ", {"DSW_ROOZ": FLOOR - 1}),
    ("wage_above_ceiling", "DSW_MASH", {"DSW_MAZ": FULL, "DSW_MASH": FULL + 123_000_060}),
    ("number_negative", "DSW_DD", {"DSW_DD": b"-1", "DSW_BIME": 0}),
]


@pytest.mark.parametrize(("code", "field", "changes"), PAY)
def test_a_wrong_amount_is_one_fault_of_its_row(
    code: str, field: str, changes: dict[str, Value]
) -> None:
    found = faults_of([worker(1), worker(2, **changes), worker(3)])
    assert [(fault.row, fault.field, fault.code) for fault in found] == [(2, field, code)]


def test_a_number_of_thirteen_digits_is_too_long() -> None:
    wide = Layout(
        tuple(Field(f.name, f.type, f.width + (f.name == "DSW_TOTL")) for f in WOR.fields)
    )
    rows = [worker(1), stated(2, DSW_TOTL=b"1234567890123")]
    found = check(decode([a_list(rows, (KAR, wide))]), floor, ceiling)
    assert [(fault.row, fault.code) for fault in found] == [(2, "number_too_long")]


RIGHT: list[dict[str, Value]] = [
    {"DSW_DD": 31, "DSW_MAZ": 5_000_000},
    {"DSW_DD": 0, "DSW_ROOZ": 4_000_000, "DSW_MAZ": 5_000_000, "DSW_MASH": 0, "DSW_BIME": 0},
    {"DSW_MAH": 123_000_030},
    {"DSW_MAH": 123_000_090},
    {"DSW_MASH": 138_000_060},  # without its spouse allowance
    {"DSW_MAZ": FULL, "DSW_MASH": FULL},  # cut at the ceiling
    {"DSW_ROOZ": CEILING + 1, "DSW_MASH": FULL},
    {"DSW_BIME": 0},  # exempt
    {"DSW_BIME": 10_010_003},
    {"DSW_BIME": 10_010_005},
    {"DSW_ROOZ": FLOOR},
    {"PER_NATCOD": "", "DSW_NAT": "افغانی"},
    {"DSW_BDATE": ""},
    {"DSW_BDATE": "14040231"},
    {"DSW_IDNO": ""},
    {"DSW_JOB": ""},
    {"DSW_SDATE": "14040301", "DSW_EDATE": "14040331"},
    {"DSW_OCP": ""},
]


@pytest.mark.parametrize("changes", RIGHT)
def test_what_the_rules_allow_is_no_fault(changes: dict[str, Value]) -> None:
    assert faults_of([worker(1), worker(2, **changes)]) == []


@pytest.mark.parametrize(
    "kar",
    [
        {"DSK_BIC": 0},
        {"DSK_BIC": 12_870_008},
        {"DSK_TKOSO": 85_800_033},
        {"DSK_TKOSO": 85_800_039},
        {"DSK_RATE": b""},
        {"DSK_PRATE": b""},
    ],
)
def test_the_shares_may_differ_as_programs_round(kar: dict[str, Value]) -> None:
    assert faults_of(3, **kar) == []


def test_a_year_of_four_digits_is_wrong() -> None:
    kar, wor = (
        Layout(
            tuple(Field(f.name, f.type, f.width + 2 * f.name.endswith("_YY")) for f in some.fields)
        )
        for some in (KAR, WOR)
    )
    files = a_list([worker(DSW_YY=1404)], (kar, wor), kar={"DSK_YY": 1404})
    found = check(decode([files]), floor, ceiling)
    assert [(fault.field, fault.code) for fault in found] == [("DSK_YY", "year_invalid")]


@pytest.mark.parametrize(
    ("field", "right"),
    [("DSK_NAME", 50), ("DSK_ADRS", 50), ("DSW_LNAME", 50), ("DSW_OCP", 50), ("DSW_NAT", 15)],
)
def test_a_text_longer_than_any_layout_allows_is_a_fault(field: str, right: int) -> None:
    """One byte for two letters lets a text of lawful width grow beyond the tables."""
    wide = [
        Layout(
            tuple(Field(f.name, f.type, 120 if f.name == field else f.width) for f in some.fields)
        )
        for some in (KAR, WOR)
    ]

    def found(letters: int) -> list[tuple[str | None, str]]:
        kar, row = ({field: "لا" * letters} if field.startswith(n) else {} for n in ("DSK", "DSW"))
        files = a_list([stated(1, **row)], (wide[0], wide[1]), kar=kar)
        return [(fault.field, fault.code) for fault in check(decode([files]), floor, ceiling)]

    assert found(right) == []
    assert found(right + 1) == [(field, "text_too_long")]


def test_leaving_before_starting_is_a_fault() -> None:
    found = faults_of([worker(DSW_SDATE="14040320", DSW_EDATE="14040319")])
    assert [(fault.field, fault.code) for fault in found] == [("DSW_EDATE", "end_before_start")]


def test_a_month_without_parameters_is_not_judged_by_its_wages() -> None:
    rows = [worker(1, DSW_ROOZ=1), worker(2, DSW_MAZ=FULL), worker(3, DSW_MAZ=FULL, DSW_MASH=FULL)]
    batch = decode([a_list(rows)])
    assert check(batch, lambda month: None, lambda month: None) == []
    assert {fault.code for fault in check(batch, floor, ceiling)} == {
        "wage_below_minimum",
        "wage_above_ceiling",
    }


def test_the_parameters_are_asked_for_the_months_of_the_lists() -> None:
    asked: list[int] = []

    def ask(month: int) -> None:
        asked.append(month)

    other = a_list([worker(DSW_MM=4)], kar={"DSK_MM": 4})
    check(decode([a_list(), other, a_list()]), ask, lambda month: None)
    assert sorted(asked) == [140403, 140404]


def test_every_fault_is_reported_and_in_order() -> None:
    rows = [
        stated(1, DSW_SEX=b"?", DSW_BIME=5, DSW_BDATE="19910321"),
        worker(2),
        stated(3, PER_NATCOD=synthetic_national_id(2), DSW_ID1="1"),
    ]
    found = faults_of(rows, DSK_KIND=7, DSK_NUM=9)
    assert {(fault.row, fault.code) for fault in found} == {
        (None, "kind_invalid"),
        (None, "count_wrong"),
        (1, "sex_invalid"),
        (1, "premium_wrong"),
        (1, "date_invalid"),
        (3, "national_id_repeated"),
        (3, "insurance_number_invalid"),
    }
    rows_in_order = [fault.row or 0 for fault in found]
    assert rows_in_order == sorted(rows_in_order)


def test_a_fault_of_one_list_is_not_laid_to_another() -> None:
    batch = decode([a_list(), a_list([stated(1, DSW_SEX="")]), a_list()])
    assert [(fault.list, fault.row) for fault in check(batch, floor, ceiling)] == [(1, 1)]
    assert batch.labels == ["a list"] * 3


def test_the_same_person_in_two_lists_is_no_repetition() -> None:
    assert check(decode([a_list(), a_list()]), floor, ceiling) == []


def test_more_faults_of_a_kind_than_anybody_reads_are_counted() -> None:
    rows = [stated(serial, DSW_SEX="") for serial in range(1, faults.AT_MOST + 8)]
    found = check(decode([a_list(rows), a_list(2)]), floor, ceiling)
    assert [fault.code for fault in found].count("sex_invalid") == faults.AT_MOST
    [more] = [fault for fault in found if fault.code == "more_faults"]
    assert (more.list, more.values) == (0, {"count": 7, "kind": "sex_invalid"})


def test_a_fault_shows_its_row_field_code_and_a_sentence() -> None:
    [fault] = faults_of([stated(DSW_BIME=7)])
    shown = fault.as_json()
    assert (shown["row"], shown["field"], shown["code"]) == (1, "DSW_BIME", "premium_wrong")
    assert shown["message_en"] == "The premium is 7; 7% of the insured wage is 10010002."
    assert "حق بیمه" in str(shown["message"])


@given(st.lists(st.from_regex(r"[0-9]{10}", fullmatch=True), min_size=1, unique=True, max_size=20))
def test_national_ids_are_judged_as_everywhere_else(numbers: list[str]) -> None:
    rows = [stated(serial, PER_NATCOD=number) for serial, number in enumerate(numbers, 1)]
    wrong = {fault.row for fault in faults_of(rows) if fault.code == "national_id_invalid"}
    expected = {row for row, n in enumerate(numbers, 1) if not national_id.is_valid(n)}
    assert wrong == expected
