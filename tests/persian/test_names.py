"""Names have one form to store and one to search by."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taminyar.persian.names import normalise, search_key

persian_text = st.text(
    "آأإاٱبپتثجچحخدذرزژسشصضطظعغفقکكگلمنوؤهةۀەیيىئء"
    "ًٌٍَُِّْٰٕٓٔـ\u200c\u200d\u200e\u200f\u202b\u2067 \u00a0\t\n\x00۱٢3aZé-"
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("علي", "علی"),
        ("مصطفى", "مصطفی"),
        ("كاظم", "کاظم"),
        ("  زهرا \u00a0\t رضایی\n", "زهرا رضایی"),
        ("امیر\u200cحسین", "امیر\u200cحسین"),
        ("امیر\u200c\u200cحسین\u200c", "امیر\u200cحسین"),
        ("امیر \u200cحسین", "امیر حسین"),
        ("مُحَمَّد", "محمد"),
        ("محمـــد", "محمد"),
        ("\u202bمریم\u202c\u200f\u2067\u2069", "مریم"),
        ("خان\u06c0", "خانه\u0654"),
        ("ا\u0653رش", "آرش"),
        ("رئ\u064aس", "رئیس"),
        ("ري\u0654يس", "رئیس"),
        ("رى\u0654يس", "رئیس"),
        ("رحیم\x00ی\ufeff", "رحیمی"),
    ],
)
def test_typed_names_are_stored_in_one_form(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


@given(persian_text)
@example("\u06c0\u0655")
def test_storing_a_stored_name_changes_nothing(text: str) -> None:
    stored = normalise(text)
    assert normalise(stored) == stored == unicodedata.normalize("NFC", stored)
    assert "  " not in stored
    assert stored == stored.strip()
    assert not set(stored) & set("يىك\u06c0ـ\u200d\u200e\u200f\u202b\u2067\x00\n\t")


@pytest.mark.parametrize(
    "variants",
    [
        ("امیر\u200cحسین", "امیر حسین", "اميرحسین", "أمیرحسین"),
        ("آرش", "ارش", "ا\u0653رش"),
        ("إبراهیم", "ابراهيم", "ٱبراهیم"),
        ("رؤیا", "رویا"),
        ("رئیسی", "رییسی", "رئيسى"),
        ("فاطمة", "فاطمه", "فاطم\u06d5", "فاطم\u06c0", "فاطمهٔ"),
        ("ضیاء", "ضیا"),
        ("مُحَمّد", "محمد", "ﻣﺤﻤﺪ"),
        ("Café ۱۲", "cafe12", "CAFÉ ١٢"),
    ],
)
def test_spellings_of_one_name_meet_in_the_search_key(variants: tuple[str, ...]) -> None:
    assert len({search_key(variant) for variant in variants}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("حسن", "حسین"), ("صبا", "سبا"), ("کریمی", "گریمی"), ("پرویز", "برویز")]
)
def test_different_names_keep_different_search_keys(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@given(persian_text)
def test_typed_and_stored_names_have_the_same_search_key(text: str) -> None:
    key = search_key(text)
    assert search_key(normalise(text)) == search_key(key) == key
    assert " " not in key
    assert "\u200c" not in key
