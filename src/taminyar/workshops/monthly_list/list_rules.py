"""The rules of the header of a list: its own fields, and its sums against the rows."""

from typing import Final

import polars as pl
from polars import col

from taminyar.workshops.monthly_list.rule import Rule, rule, too_long

# field of the header, its column, the column of the rows it sums
_SUMS: Final = (
    ("DSK_TDD", "total_days", "days"),
    ("DSK_TROOZ", "total_daily_wage", "daily_wage"),
    ("DSK_TMAH", "total_monthly_wage", "monthly_wage"),
    ("DSK_TMAZ", "total_benefits", "benefits"),
    ("DSK_TMASH", "total_insured_wage", "insured_wage"),
    ("DSK_TTOTL", "total_total", "total"),
    ("DSK_TBIME", "total_premium", "premium"),
    ("DSK_INC", "total_seniority", "seniority_of_month"),
    ("DSK_SPOUSE", "total_spouse_allowance", "spouse_allowance"),
)


def sums(rows: pl.DataFrame) -> pl.DataFrame:
    """The sums of each list; null where a row of it could not be read."""
    seniority = (col("seniority") * col("days")).alias("seniority_of_month")
    return (
        rows.with_columns(seniority)
        .group_by("list")
        .agg(
            pl.when(col(name).null_count() == 0).then(col(name).sum()).alias(f"sum_{name}")
            for _, _, name in _SUMS
        )
    )


def _sum(name: str) -> pl.Expr:
    """The sum of a column of the rows: 0 for a list without rows."""
    return pl.when(col("rows") == 0).then(0).otherwise(col(f"sum_{name}"))


def _total(field: str, stated: str, name: str) -> Rule:
    return rule("total_wrong", field, col(stated) != _sum(name), stated=stated, found=_sum(name))


_WAGES: Final = _sum("insured_wage")
_EMPLOYER: Final = (_WAGES * 20 + 50) // 100
_UNEMPLOYMENT: Final = (_WAGES * 3 + 50) // 100

LIST_RULES: Final = (
    rule(
        "workshop_code_invalid",
        "DSK_ID",
        ~col("workshop").str.contains(r"^[0-9]{10}$"),
        value="workshop",
    ),
    rule(
        "list_number_invalid",
        "DSK_LISTNO",
        ~col("number").str.contains(r"^[0-9]{1,12}$"),
        value="number",
    ),
    rule("year_invalid", "DSK_YY", ~col("yy").is_between(0, 99), value="yy"),
    rule("month_invalid", "DSK_MM", ~col("mm").is_between(1, 12), value="mm"),
    rule("month_in_future", "DSK_MM", col("month") > col("newest"), value="month"),
    rule("kind_invalid", "DSK_KIND", ~col("kind").is_in([0, 1]), value="kind"),
    rule(
        "contract_row_invalid",
        "MON_PYM",
        ~col("contract_row").str.contains(r"^([0-9]{3})?$"),
        value="contract_row",
    ),
    too_long("DSK_NAME", "workshop_name"),
    too_long("DSK_FARM", "employer"),
    too_long("DSK_ADRS", "address"),
    too_long("DSK_DISC", "description"),
    rule("count_wrong", "DSK_NUM", col("count") != col("rows"), stated="count", found="rows"),
    *(_total(*names) for names in _SUMS),
    # Programs round the share by row or as a whole: up to a rial a row of difference.
    rule(
        "employer_share_wrong",
        "DSK_TKOSO",
        (col("employer_share") * 5 - _WAGES).abs() > col("rows") * 5,
        stated="employer_share",
        found=_EMPLOYER,
    ),
    # Owners, pensioners and foreigners are not insured against unemployment: less is right.
    rule(
        "unemployment_share_wrong",
        "DSK_BIC",
        col("unemployment_share") * 100 > _WAGES * 3 + col("rows") * 100,
        stated="unemployment_share",
        found=_UNEMPLOYMENT,
    ),
)
