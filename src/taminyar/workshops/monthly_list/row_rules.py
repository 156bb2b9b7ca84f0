"""The rules of one worker's row: who, when, how many days and how much."""

from typing import Final

import polars as pl
from polars import col

from taminyar.workshops.monthly_list.rule import Rule, rule, too_long

IRANIAN: Final = ("ایرانی", "ایران")


def first_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the first row of their list that has the same number of a person."""
    return rows.with_columns(
        col("row").min().over("list", name).alias(f"first_{name}")
        for name in ("national_id", "insurance_number")
    )


def _same(code: str, field: str, own: str, header: str) -> Rule:
    return rule(code, field, col(own) != col(header), value=own, header=header)


def _repeated(code: str, field: str, name: str) -> Rule:
    first = col(f"first_{name}")
    filled = col(name) != ""
    return rule(code, field, filled & (col("row") > first), value=name, first=first)


def _unlike(code: str, field: str, name: str, pattern: str) -> Rule:
    return rule(code, field, ~col(name).str.contains(pattern), value=name)


def _valid_national_id() -> pl.Expr:
    """Ten digits, not all alike, the last one the check of the others."""
    number = col("national_id").cast(pl.Int64, strict=False)
    weighted = (number // 10**place % 10 * (place + 1) for place in range(1, 10))
    rest = pl.sum_horizontal(*weighted) % 11
    expected = pl.when(rest < 2).then(rest).otherwise(11 - rest)
    ten_digits = col("national_id").str.contains(r"^[0-9]{10}$")
    return ten_digits & (number % 1_111_111_111 != 0) & (number % 10 == expected)


def _outside_month(name: str) -> pl.Expr:
    return ~col(name).is_between(col("first_day"), col("last_day"))


_WORKED: Final = col("days") > 0
_CEILING: Final = col("ceiling") * col("days")
_FULL_WAGE: Final = (col("daily_wage") + col("seniority")) * col("days")
_WAGE_AND_BENEFITS: Final = col("monthly_wage") + col("benefits")
_INSURED: Final = col("insured_wage")
_PREMIUM: Final = (_INSURED * 7 + 50) // 100
_MISSING_ID: Final = col("national_id").is_null() & col("nationality").is_in(IRANIAN)

# Above the ceiling the benefits are cut or the sum; some programs leave out the spouse allowance.
_INSURED_RIGHT: Final = (
    _INSURED.eq(_WAGE_AND_BENEFITS)
    | _INSURED.eq(_WAGE_AND_BENEFITS - col("spouse_allowance"))
    | _INSURED.eq(pl.min_horizontal(_WAGE_AND_BENEFITS, _CEILING))
    | (col("ceiling").is_null() & (_INSURED < _WAGE_AND_BENEFITS))
)

ROW_RULES: Final = (
    _same("row_workshop_differs", "DSW_ID", "workshop", "header_workshop"),
    _same("row_year_differs", "DSW_YY", "yy", "header_yy"),
    _same("row_month_differs", "DSW_MM", "mm", "header_mm"),
    _same("row_list_number_differs", "DSW_LISTNO", "list_number", "header_number"),
    rule("name_missing", "DSW_FNAME", col("first_name") == ""),
    rule("name_missing", "DSW_LNAME", col("last_name") == ""),
    too_long("DSW_FNAME", "first_name"),
    too_long("DSW_LNAME", "last_name"),
    too_long("DSW_DNAME", "father_name"),
    too_long("DSW_IDPLC", "certificate_place"),
    too_long("DSW_NAT", "nationality", 30),
    too_long("DSW_OCP", "job_title"),
    rule("national_id_missing", "PER_NATCOD", _MISSING_ID),
    rule("national_id_invalid", "PER_NATCOD", ~_valid_national_id(), value="national_id"),
    _repeated("national_id_repeated", "PER_NATCOD", "national_id"),
    _unlike("insurance_number_invalid", "DSW_ID1", "insurance_number", r"^[1-9][0-9]{7}$"),
    _repeated("insurance_number_repeated", "DSW_ID1", "insurance_number"),
    _unlike("certificate_number_invalid", "DSW_IDNO", "certificate_number", r"^[0-9]{0,15}$"),
    rule("nationality_missing", "DSW_NAT", col("nationality") == ""),
    _unlike("job_code_invalid", "DSW_JOB", "job_code", r"^([0-9]{6})?$"),
    rule(
        "birth_date_late",
        "DSW_BDATE",
        col("birth_date") >= col("first_day"),
        value="birth_date",
    ),
    rule("start_outside_month", "DSW_SDATE", _outside_month("start_date"), value="start_date"),
    rule("end_outside_month", "DSW_EDATE", _outside_month("end_date"), value="end_date"),
    rule(
        "end_before_start",
        "DSW_EDATE",
        col("end_date") < col("start_date"),
        value="end_date",
        start="start_date",
    ),
    rule("days_too_many", "DSW_DD", col("days") > col("length"), value="days", limit="length"),
    rule("pay_without_days", "DSW_MASH", ~_WORKED & (_INSURED != 0), value="insured_wage"),
    rule("pay_without_days", "DSW_BIME", ~_WORKED & (col("premium") != 0), value="premium"),
    rule(
        "monthly_wage_wrong",
        "DSW_MAH",
        _WORKED & ((col("monthly_wage") - _FULL_WAGE).abs() > col("days")),
        value="monthly_wage",
        expected=_FULL_WAGE,
    ),
    rule(
        "insured_wage_wrong",
        "DSW_MASH",
        _WORKED & ~_INSURED_RIGHT,
        value="insured_wage",
        expected=pl.min_horizontal(_WAGE_AND_BENEFITS, _CEILING),
    ),
    rule(
        "total_too_low",
        "DSW_TOTL",
        col("total") < _INSURED,
        value="total",
        limit="insured_wage",
    ),
    rule(
        "benefits_too_low",
        "DSW_MAZ",
        col("benefits") < col("spouse_allowance"),
        value="benefits",
        limit="spouse_allowance",
    ),
    # No premium at all: a person who is exempt.
    rule(
        "premium_wrong",
        "DSW_BIME",
        _WORKED & (col("premium") != 0) & ((col("premium") - _PREMIUM).abs() > 1),
        value="premium",
        expected=_PREMIUM,
    ),
    rule(
        "wage_below_minimum",
        "DSW_ROOZ",
        _WORKED & (col("daily_wage") < col("floor")),
        value="daily_wage",
        limit="floor",
    ),
    rule(
        "wage_above_ceiling",
        "DSW_MASH",
        _WORKED & (_INSURED > _CEILING),
        value="insured_wage",
        limit=_CEILING,
    ),
)
