"""Digits of three sets are read, ASCII is stored, Persian is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.persian.digits import plain, to_ascii, to_persian


def test_persian_and_arabic_indic_digits_become_ascii() -> None:
    assert to_ascii("۰۱۲۳۴۵۶۷۸۹") == to_ascii("٠١٢٣٤٥٦٧٨٩") == "0123456789"


@pytest.mark.parametrize("text", ["", "علی", "a-b", "،٬٫", "०१२", "²", "\u200e12"])
def test_everything_but_those_digits_is_untouched(text: str) -> None:
    assert to_ascii(text) == text


def test_numbers_and_text_become_persian() -> None:
    assert to_persian(-1403) == "-۱۴۰۳"
    assert to_persian("Mordad 1403, ٤") == "Mordad ۱۴۰۳, ۴"


@given(st.integers())
def test_a_number_survives_persian_digits(number: int) -> None:
    assert int(to_ascii(to_persian(number))) == number


@given(st.text())
def test_the_length_of_text_never_changes(text: str) -> None:
    assert len(to_ascii(text)) == len(to_persian(text)) == len(text)


def test_unseen_direction_marks_and_outer_spaces_are_dropped_from_typed_numbers() -> None:
    assert plain(" \u200f\u2067۱۲ ۳\u2069\ufeff ") == "12 3"
