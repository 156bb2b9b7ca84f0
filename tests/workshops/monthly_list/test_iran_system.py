"""The Iran System code page: what real lists hold, both ways."""

import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.workshops.monthly_list import iran_system, windows_1256
from taminyar.workshops.monthly_list.byte_matrix import padded
from taminyar.workshops.monthly_list.codecs import codec
from taminyar.workshops.monthly_list.iran_system import UnencodableText, decode, encode

VECTORS = """
مرد A2 A4 F5 | زن F6 A5 | ایرانی FC F7 90 A4 FE 90 | تهران F6 90 A4 FA 97 | علی FC F3 E4
محمد A2 F5 9F F5 | حسین F6 FE A8 9F | مهدی FD A2 FA F5 | جعفر A4 EA E3 9B
سمیعی FC E3 FE F5 A8 | اصغر A4 E7 AC 90 | غلامعلی FC F3 E3 F5 F2 E8 | لاله F9 F3 F2
بلا F2 93 | رئیس A7 FE 8E A4 | مسئول F1 F8 8E A8 F5 | هیئت 96 8E FE FB | جزء 8F A5 9B
قرآن F6 8D A4 EC | آقایی FC FE 91 EC 8D | پژوهش A9 FB F8 A6 95 | گچکار A4 91 EE 9D F0
ذوالفقار A4 91 EC EA F3 90 F8 A3 | ظریف E9 FE A4 E0 | ضیاء 8F 91 FE AE | خط AF A1
مدیر عامل F1 F5 91 E4 20 A4 FE A2 F5
"""
PAIRS = [
    (" ".join(words[: -len(codes)]), bytes(int(code, 16) for code in codes))
    for words in (
        vector.split() for vector in VECTORS.replace("\n", "|").split("|") if vector.strip()
    )
    for codes in [[word for word in words if word.isascii()]]
]
LETTERS = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئء"
WORDS = st.text(LETTERS, min_size=1, max_size=12)
TEXTS = st.lists(st.one_of(WORDS, st.text("۰۱۲۳۴۵۶۷۸۹", min_size=1, max_size=4)), max_size=5)
LATIN = st.text(string.ascii_letters, min_size=1, max_size=5)


@pytest.mark.parametrize(("text", "data"), PAIRS)
def test_a_word_is_written_as_real_lists_have_it(text: str, data: bytes) -> None:
    assert encode(text) == data


@pytest.mark.parametrize(("text", "data"), PAIRS)
def test_the_bytes_of_real_lists_are_read(text: str, data: bytes) -> None:
    assert decode(data + b"   ") == text


@given(TEXTS, st.booleans())
def test_persian_text_comes_back_as_it_was(words: list[str], reverse_digits: bool) -> None:
    text = " ".join(words)
    assert decode(encode(text, reverse_digits), reverse_digits) == text


@given(st.lists(st.one_of(WORDS, LATIN, st.from_regex(r"[0-9]{1,4}", fullmatch=True)), max_size=5))
def test_latin_words_and_ascii_digits_come_back_too(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(encode(text)) == text


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=30))
def test_a_column_is_read_as_its_cells_are_one_by_one(cells: list[bytes]) -> None:
    matrix = padded(cells, 20)
    one_by_one = [decode(row.tobytes()) for row in matrix]
    assert iran_system.decode_rows(matrix) == one_by_one


@given(st.lists(st.one_of(TEXTS.map(" ".join).map(encode), st.binary(max_size=40)), min_size=1))
def test_bytes_called_our_own_writing_are_what_we_write(cells: list[bytes]) -> None:
    matrix = padded([cell[:40] for cell in cells], 40)
    for row, alike in zip(matrix, iran_system.written_alike(matrix), strict=True):
        if alike:
            assert encode(decode(row.tobytes())) == row.tobytes().rstrip(b" ")


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_plain_words_are_known_as_our_own_writing(words: list[str]) -> None:
    data = encode(" ".join(words))
    assert iran_system.written_alike(padded([data], len(data) + 3)).all()


@pytest.mark.parametrize(
    ("data", "text"),
    [("FD F3 E3", "علی"), ("91 F3 93", "بلا"), ("FA 97", "ته"), ("F7 FC", "ین"), ("F4", "م")],
)
def test_a_letter_is_known_whatever_its_form(data: str, text: str) -> None:
    assert decode(bytes.fromhex(data)) == text


def test_digits_are_reversed_with_the_text_unless_the_setting_says_otherwise() -> None:
    assert encode("کیلومتر ۱۴")[:2] == bytes([0x84, 0x81])
    assert encode("کیلومتر ۱۴", reverse_digits=False)[:2] == bytes([0x81, 0x84])
    assert decode(encode("پلاک ۱۲۳", False), False) == "پلاک ۱۲۳"


def test_latin_words_stand_left_to_right_in_the_file() -> None:
    assert encode("واحد IT").startswith(b"IT ")


def test_letters_of_other_keyboards_are_written_as_their_persian_equals() -> None:
    assert encode("علي كاظمى") == encode("علی کاظمی")
    assert encode("مُحَمَّد") == encode("محمد")
    assert encode("خانۀ أحمد مؤمن") == encode("خانه احمد مومن")
    assert encode("٤") == encode("۴")


def test_the_zero_width_non_joiner_ends_a_join_and_takes_no_byte() -> None:
    assert encode("می‌رود") == bytes.fromhex("A2 F8 A4 FC F5")
    assert len(encode("علی‌رضا")) == len("علیرضا")


@pytest.mark.parametrize("text", ["«نام»", "a\tb", "شرکت\n", "漢", "نام؛"])
def test_a_sign_outside_the_page_is_refused(text: str) -> None:
    with pytest.raises(UnencodableText):
        encode(text)


def test_every_byte_has_a_meaning_and_nul_is_a_space() -> None:
    every = np.arange(256, dtype=np.uint8).reshape(256, 1)
    assert "" not in [text for code, text in enumerate(iran_system.decode_rows(every)) if code > 32]
    assert decode(b"\x00\xf5\x00") == "م"


def test_kaf_of_cp1256_reads_as_another_letter_in_iran_system() -> None:
    """Programs that forgot to map «ک» wrote its cp1256 byte into an Iran System text."""
    assert decode(bytes([0x98])) == "ث"
    assert encode("ک") == bytes([0xED])
    assert windows_1256.encode("ک") == bytes([0x98])


@given(st.lists(WORDS, max_size=5))
def test_cp1256_text_comes_back_as_it_was(words: list[str]) -> None:
    text, page = " ".join(words), codec("cp1256")
    data = page.encode(text)
    assert page.decode_rows(padded([data], len(data) + 2)) == [text]


def test_cp1256_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(UnencodableText):
        codec("cp1256").encode("漢")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        codec("utf-8")
