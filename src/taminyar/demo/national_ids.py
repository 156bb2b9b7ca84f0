"""National IDs of invented people, a column at a time."""

import polars as pl

# Area code 999 is assigned to nobody, so none of these can be a real person's.
FIRST_OF_TOWN = 999_100_000
FIRST_OF_POPULATION = 999_200_000
LAST = 999_999_999


def with_check_digit(first_nine: pl.Expr) -> pl.Expr:
    """Ten digits for each number of nine digits, the last one the right check digit."""
    weighted = (first_nine // 10 ** (9 - place) % 10 * (11 - place) for place in range(1, 10))
    rest = pl.sum_horizontal(*weighted) % 11
    check = pl.when(rest < 2).then(rest).otherwise(11 - rest)
    return (first_nine * 10 + check).cast(pl.String).str.zfill(10)
