"""Amounts are written and read in whole rials, and spoken in rials and toman."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.persian.rials import in_words, parse_amount, separated, toman_words


def test_amounts_are_separated_in_threes() -> None:
    assert separated(123456780, "fa") == "۱۲۳٬۴۵۶٬۷۸۰"
    assert separated(123456780, "en") == "123,456,780"
    assert separated(0, "fa") == "۰"


def test_the_minus_stays_on_the_left_in_right_to_left_text() -> None:
    assert separated(-1250000, "fa") == "\u200e−۱٬۲۵۰٬۰۰۰"
    assert separated(-1250000, "en") == "\u200e−1,250,000"


@given(st.integers(), st.sampled_from(["fa", "en"]))
def test_a_written_amount_is_read_back(amount: int, language: str) -> None:
    assert parse_amount(separated(amount, language)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "1250000",
        "۱۲۵۰۰۰۰",
        "١٢٥٠٠٠٠",
        "1,250,000",
        "۱٬۲۵۰٬۰۰۰",
        "۱،۲۵۰،۰۰۰",
        " 1 250 000 ",
        "01250000",
    ],
)
def test_every_way_of_writing_an_amount_is_read(text: str) -> None:
    assert parse_amount(text) == 1_250_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "12.5",
        "۱۲٫۵",
        "1,25",
        "1,2500",
        ",125",
        "125,",
        "1,,250",
        "1 250000",
        "12 ریال",
        "1e6",
        "+5",
        "०",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole number of rials"):
        parse_amount(text)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "صفر ریال"),
        (93661840, "نود و سه میلیون و ششصد و شصت و یک هزار و هشتصد و چهل ریال"),
        (-12000, "منفی دوازده هزار ریال"),
        (10**15, "یک هزار تریلیون ریال"),
        (6 * 10**15 + 200 * 10**12 + 5, "شش هزار و دویست تریلیون و پنج ریال"),
    ],
)
def test_an_amount_is_spoken_in_rials(amount: int, words: str) -> None:
    assert in_words(amount) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "صفر تومان"),
        (120000, "دوازده هزار تومان"),
        (120007, "دوازده هزار تومان و هفت ریال"),
        (5, "پنج ریال"),
        (-25, "منفی دو تومان و پنج ریال"),
    ],
)
def test_an_amount_is_spoken_in_toman_with_the_odd_rials(amount: int, words: str) -> None:
    assert toman_words(amount) == words


@given(st.integers(-(10**20), 10**20))
def test_ten_rials_are_spoken_as_one_toman(amount: int) -> None:
    assert toman_words(amount * 10).removesuffix("تومان") == in_words(amount).removesuffix("ریال")
