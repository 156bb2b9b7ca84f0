"""National IDs of legal entities are read and a slip of the pen is caught."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from taminyar.persian import legal_id
from taminyar.persian.digits import to_persian


@pytest.mark.parametrize("text", ["10380284790", "14007650912", "10100582940", "10320894878"])
def test_published_values_are_valid(text: str) -> None:
    assert legal_id.is_valid(text)
    assert legal_id.normalise(f" {to_persian(text[:4])}-{text[4:]}") == text


@pytest.mark.parametrize("text", ["10380285692", "09053726000", "11053726000", "00000000000"])
def test_values_never_issued_are_refused(text: str) -> None:
    assert not legal_id.is_valid(text)
    with pytest.raises(ValueError, match="not correct"):
        legal_id.normalise(text)


def test_an_empty_serial_is_refused_whatever_its_check_digit() -> None:
    assert not legal_id.is_valid("1010000000" + legal_id.check_digit("1010000000"))


@pytest.mark.parametrize("text", ["", "1038028479", "103802847900", "1038028479x"])
def test_another_length_or_a_letter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="11 digits"):
        legal_id.normalise(text)


@given(st.text("0123456789", min_size=10, max_size=10), st.integers(0, 10), st.integers(1, 9))
def test_a_changed_digit_is_caught(first10: str, place: int, change: int) -> None:
    whole = first10 + legal_id.check_digit(first10)
    # Check digit 0 stands for two remainders (0 and 10), so one slip in the ten can hide there.
    assume(whole[10] != "0" or place == 10)
    changed = str((int(whole[place]) + change) % 10)
    assert not legal_id.is_valid(whole[:place] + changed + whole[place + 1 :])
