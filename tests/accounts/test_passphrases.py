"""Which passphrases will do, and that they are the same on every keyboard."""

from datetime import date

import pytest
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from taminyar.accounts.models import User
from taminyar.accounts.passphrases import LEAST, Argon2, LongEnough, NotGuessable
from taminyar.people.models import Person

MARYAM = User(
    person=Person(
        first_name="مریم",
        last_name="کریمی",
        father_name="احمد",
        national_id="9990000018",
        mobile="09120000001",
        birth_date=date(1986, 6, 10),
    )
)


@pytest.mark.parametrize(
    "good",
    [
        "پنجره باران قطار لیوان",
        "correct horse battery staple",
        "demo-passphrase-1404",
        "گربه‌ام روی پشت بام خوابیده",
        "tea at quarter past nine",
        "8 goats ate my green hat",
    ],
)
def test_a_few_words_are_enough(good: str) -> None:
    validate_password(good, MARYAM)


@pytest.mark.parametrize(
    "bad",
    [
        "short",
        "fourteen chars",
        "aaaaaaaaaaaaaaaa",
        "123456789012345678",
        "۱۲۳۱۲۳۱۲۳۱۲۳۱۲۳۱۲۳",
        "qwertyuiopasdfghjkl",
        "ضصثقفغعهخحجچشسیبلاتن",
        "abcdefghijklmnopqrst",
        "password 1234567890",
        "PASSWORDpassword",
        "iloveyou iloveyou",
        "مریم کریمی ۹۹۹۰۰۰۰۰۱۸",
        "مريم كريمي 1365/03/20",
        "09120000001 مریم",
        "تامین اجتماعی کریمی",
        "---------------",
    ],
)
def test_what_is_guessed_first_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(bad, MARYAM)


def test_the_reason_is_told() -> None:
    for bad, code in (
        ("short", "too_short"),
        ("1" * 20, "common"),
        ("کریمی 9990000018", "personal"),
    ):
        with pytest.raises(ValidationError) as refused:
            validate_password(bad, MARYAM)
        assert code in {error.code for error in refused.value.error_list}
    assert str(LEAST) in LongEnough().get_help_text()
    assert NotGuessable().get_help_text()


@given(st.text(alphabet="abcdefghijklmnop ", max_size=LEAST - 1))
def test_nothing_short_will_do(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(text, MARYAM)


@given(st.text(min_size=1, max_size=4), st.integers(15, 40))
def test_nothing_that_repeats_will_do(unit: str, times: int) -> None:
    with pytest.raises(ValidationError):
        validate_password(unit * times, MARYAM)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("خانه ما ۱۲ پنجره دارد", "خانه ما 12 پنجره دارد"),
        ("caf\u00e9 au lait at nine", "cafe\u0301 au lait at nine"),
    ],
)
def test_the_keyboard_makes_no_difference(chosen: str, typed: str, user: User) -> None:
    user.set_password(chosen)
    assert user.check_password(typed)


def test_they_are_kept_with_the_figures_owasp_names() -> None:
    hasher = Argon2()
    encoded = hasher.encode("any passphrase", hasher.salt())
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert get_hasher("default").algorithm == "md5"  # the tests' own, for speed
