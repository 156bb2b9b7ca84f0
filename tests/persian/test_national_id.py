"""National IDs are read in any writing and a slip of the pen is caught."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from taminyar.persian import national_id
from taminyar.persian.digits import to_persian

VALID = [
    *("0499370899", "0790419904", "0084575948", "0963695398"),
    *("0067749828", "0684159414", "0012345679"),
]
first_nine = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize("text", VALID)
def test_published_values_are_valid(text: str) -> None:
    assert national_id.is_valid(text)
    assert national_id.normalise(text) == text


@pytest.mark.parametrize("text", ["0684159415", "0012345678"])
def test_a_wrong_check_digit_is_refused(text: str) -> None:
    assert not national_id.is_valid(text)
    with pytest.raises(ValueError, match="Check its digits"):
        national_id.normalise(text)


@pytest.mark.parametrize("digit", "0123456789")
def test_one_digit_repeated_is_refused(digit: str) -> None:
    with pytest.raises(ValueError, match="one digit repeated"):
        national_id.normalise(digit * 10)


@pytest.mark.parametrize(
    "text", ["", "1234567", "00123456790", "00123456a9", "۰۰۱۲۳۴۵۶۷۹ ۱", "علی"]
)
def test_another_length_or_a_letter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="10 digits"):
        national_id.normalise(text)


@pytest.mark.parametrize(
    "text", ["۰۰۱۲۳۴۵۶۷۹", "٠٠١٢٣٤٥٦٧٩", "001-234567-9", " 001 234 5679 ", "12345679", "012345679"]
)
def test_every_way_of_writing_it_is_read(text: str) -> None:
    assert national_id.normalise(text) == "0012345679"


@given(first_nine)
def test_the_check_digit_makes_any_nine_digits_an_id(first9: str) -> None:
    whole = first9 + national_id.check_digit(first9)
    assume(len(set(whole)) > 1)
    assert national_id.normalise(to_persian(whole)) == whole


@given(first_nine, st.integers(0, 9), st.integers(1, 9))
def test_a_changed_digit_is_caught(first9: str, place: int, change: int) -> None:
    whole = first9 + national_id.check_digit(first9)
    # Check digit 1 stands for two remainders (1 and 10), so one slip in the nine can hide there.
    assume(whole[9] != "1" or place == 9)
    changed = str((int(whole[place]) + change) % 10)
    assert not national_id.is_valid(whole[:place] + changed + whole[place + 1 :])


@given(first_nine, st.integers(0, 8))
def test_two_neighbours_swapped_are_caught(first9: str, place: int) -> None:
    whole = first9 + national_id.check_digit(first9)
    assume(whole[place] != whole[place + 1] and whole[9] != "1")
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assume(swapped[9] != "1")
    assert not national_id.is_valid(swapped)


def test_the_middle_is_hidden_on_shared_screens() -> None:
    assert national_id.masked("۰۰۱۲۳۴۵۶۷۹") == "001•••5679"
    with pytest.raises(ValueError, match="10 digits"):
        national_id.masked("123")
