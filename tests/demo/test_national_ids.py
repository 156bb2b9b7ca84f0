"""Invented national IDs are right by the rule, and nobody's."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from taminyar.demo import national_ids
from taminyar.persian import national_id


@given(st.lists(st.integers(0, 999_999_999), min_size=1, max_size=30))
def test_check_digits_of_a_column_are_those_of_one_number(numbers: list[int]) -> None:
    made = pl.DataFrame({"first": numbers}).select(national_ids.with_check_digit(pl.col("first")))
    expected = [f"{n:09}" + national_id.check_digit(f"{n:09}") for n in numbers]
    assert made.to_series().to_list() == expected


def test_town_and_population_use_the_area_code_that_nobody_has() -> None:
    for number in (
        national_ids.FIRST_OF_TOWN,
        national_ids.FIRST_OF_POPULATION,
        national_ids.LAST,
    ):
        assert str(number).startswith("999")
