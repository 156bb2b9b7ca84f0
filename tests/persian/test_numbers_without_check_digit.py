"""Workshop codes, insurance numbers, mobiles and postal codes are reduced to one writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taminyar.persian import insurance_number, mobile, postal_code, workshop_code
from taminyar.persian.digits import to_persian


def test_a_workshop_code_tells_branch_and_activity() -> None:
    code = workshop_code.normalise("۰۱۸-۳۶۳-۰۰۴۵")
    assert code == "0183630045"
    assert (workshop_code.branch(code), workshop_code.activity(code)) == ("018", "363")


@pytest.mark.parametrize("text", ["", "183630045", "01836300451", "01836300a5"])
def test_a_workshop_code_of_another_length_is_refused_not_guessed(text: str) -> None:
    assert not workshop_code.is_valid(text)
    with pytest.raises(ValueError, match="10 digits"):
        workshop_code.normalise(text)


@given(st.from_regex(r"[1-9][0-9]{7}", fullmatch=True), st.integers(0, 4))
def test_an_insurance_number_sheds_its_padding(number: str, zeros: int) -> None:
    assert insurance_number.normalise(to_persian("0" * zeros + number)) == number
    assert insurance_number.padded(number) == "00" + number


@pytest.mark.parametrize(
    "text", ["", "0", "1234567", "01234567", "123456789", "1234567890", "1234567x"]
)
def test_another_insurance_number_is_refused(text: str) -> None:
    assert not insurance_number.is_valid(text)
    with pytest.raises(ValueError, match="8 digits"):
        insurance_number.normalise(text)


@pytest.mark.parametrize(
    "text",
    [
        *("09123456789", "9123456789", "989123456789", "+989123456789", "00989123456789"),
        *("+98 0912 345 6789", "۰۹۱۲-۳۴۵-۶۷۸۹", "٠٩١٢٣٤٥٦٧٨٩", "\u200e+98 912 345 6789"),
    ],
)
def test_every_way_of_writing_a_mobile_is_read(text: str) -> None:
    assert mobile.normalise(text) == "09123456789"


def test_a_short_mobile_that_begins_like_the_country_code_is_read_whole() -> None:
    assert mobile.normalise("9812345678") == "09812345678"


@pytest.mark.parametrize(
    "text", ["", "0912345678", "091234567890", "02188880000", "+449123456789", "0912345678a", "98"]
)
def test_what_is_no_mobile_is_refused(text: str) -> None:
    assert not mobile.is_valid(text)
    with pytest.raises(ValueError, match="begins with 09"):
        mobile.normalise(text)


@given(st.from_regex(r"9[0-9]{9}", fullmatch=True), st.sampled_from(["", "0", "98", "+98", "0098"]))
def test_a_mobile_is_the_same_under_any_country_code(number: str, prefix: str) -> None:
    assert mobile.normalise(prefix + number) == mobile.normalise("0" + number) == "0" + number


def test_a_postal_code_is_read() -> None:
    assert postal_code.normalise("۱۵۴۸۷-۲۰۰۲۱") == "1548720021"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "10 digits"),
        ("154872002", "10 digits"),
        ("1024720021", "0 or 2"),
        ("1248720021", "0 or 2"),
    ],
)
def test_a_postal_code_never_issued_is_refused(text: str, reason: str) -> None:
    assert not postal_code.is_valid(text)
    with pytest.raises(ValueError, match=reason):
        postal_code.normalise(text)
