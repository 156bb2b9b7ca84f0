"""What the law says in plain values is written in the reader's words, digits and calendar."""

from datetime import date
from fractions import Fraction

import pytest
from django.utils import translation

from taminyar.law.texts import Value, text
from taminyar.persian.jalali import JalaliMonth
from taminyar.portal.jinja import formula, told, written


@pytest.mark.parametrize(
    ("value", "persian", "english"),
    [
        (1_234_567, "۱٬۲۳۴٬۵۶۷", "1,234,567"),
        (date(2025, 3, 21), "۱ فروردین ۱۴۰۴", "1 Farvardin 1404"),
        ("1404-01-01", "۱ فروردین ۱۴۰۴", "1 Farvardin 1404"),
        (JalaliMonth(1404, 2), "اردیبهشت ۱۴۰۴", "Ordibehesht 1404"),
        ("1404-02", "اردیبهشت ۱۴۰۴", "Ordibehesht 1404"),
        (Fraction(3, 4), "سه‌چهارم", "three quarters"),
        (Fraction(7, 100), "۷٪", "7%"),
        (Fraction(33, 25), "۱٫۳۲", "1.32"),
        (Fraction(24, 31), "\u2066(۲۴ ÷ ۳۱)\u2069", "\u2066(24 ÷ 31)\u2069"),
        (Fraction(2781, 31), "۸۹٫۷۰۹", "89.709"),
        (Fraction(10_000_001, 2), "۵٬۰۰۰٬۰۰۱", "5,000,001"),
        (Fraction(30), "۳۰", "30"),
        ("", "", ""),
        ("3 of 4", "۳ of ۴", "3 of 4"),
    ],
)
def test_a_value_is_written_for_its_reader(value: Value, persian: str, english: str) -> None:
    with translation.override("fa"):
        assert written(value) == persian
    with translation.override("en"):
        assert written(value) == english


def test_a_sentence_is_translated_and_its_values_are_written() -> None:
    sentence = text("%(days)s days in the five years before the contract", days=1822)
    with translation.override("fa"):
        assert told(sentence) == "۱٬۸۲۲ روز در پنج سال پیش از عقد"
    with translation.override("en"):
        assert told(sentence) == "1,822 days in the five years before the contract"


def test_a_year_has_no_separators() -> None:
    with translation.override("fa"):
        assert told(text("%(year)s – %(from_year)s", year=1404, from_year=1403)) == "۱۴۰۴ – ۱۴۰۳"


def test_an_empty_text_stays_empty() -> None:
    assert told(text("")) == ""


def test_arithmetic_runs_left_to_right_and_sentences_as_their_language() -> None:
    with translation.override("fa"):
        assert formula(text("%(a)s ÷ %(b)s", a=7200, b=24)) == '<bdi dir="ltr">۷٬۲۰۰ ÷ ۲۴</bdi>'
        assert formula(text("%(a)s × %(b)s", a=2, b=Fraction(2, 3))) == "<bdi>۲ × دوسوم</bdi>"


def test_what_a_text_holds_is_never_taken_for_markup() -> None:
    assert "<b>" not in formula(text("%(name)s", name="<b>"))
