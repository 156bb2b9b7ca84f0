"""Passphrases: how they are kept, and which are too easy to guess.

No rules of composition and no expiry, after NIST SP 800-63B-4 section 3.1.1: length, and a list of
what is guessed first.
"""

import re
from typing import Any, Final

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from taminyar.accounts.models import User
from taminyar.people.models import Person
from taminyar.persian import digits, jalali, names

LEAST: Final = 15
MOST: Final = 200


class Argon2(Argon2PasswordHasher):
    """Argon2id with the least figures OWASP names: 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class LongEnough:
    """At least fifteen characters, spaces among them."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < LEAST:
            told = _("Too short: use at least %(least)s characters, such as four words.")
            raise ValidationError(told % {"least": LEAST}, code="too_short")

    def get_help_text(self) -> str:
        return _("At least %(least)s characters. Four words that you alone would put together.") % {
            "least": LEAST
        }


class NotGuessable:
    """Neither a common one, nor a pattern, nor made of what others know about the person."""

    def __init__(self) -> None:
        self.common: set[str] = CommonPasswordValidator().passwords

    def validate(self, password: str, user: User | None = None) -> None:
        bare = plain(password)
        if self._is_common(bare) or _is_pattern(bare):
            raise ValidationError(
                _("Too easy to guess: it is a pattern or a common passphrase."), code="common"
            )
        if user is not None and _is_personal(bare, user.person):
            raise ValidationError(
                _("Too easy to guess: it is made of your own name, numbers or dates."),
                code="personal",
            )

    def get_help_text(self) -> str:
        return _("Not your name, number or birthday, and no pattern such as 123123123.")

    def _is_common(self, bare: str) -> bool:
        """A common password, also with digits around it or said twice."""
        core = bare.strip("0123456789")
        return bare in self.common or core in self.common or _once(core) in self.common or not core


def plain(password: str) -> str:
    """The passphrase without what makes no difference to a guesser: case, spaces, signs."""
    return re.sub(r"[\W_]+", "", names.search_key(digits.plain(password)).casefold())


def _once(text: str) -> str:
    """The unit a text repeats: "abcabc" gives "abc"."""
    at = (text + text).find(text, 1)
    return text[: max(at, 1)] if text else ""


_ROWS: Final = (
    "01234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm ضصثقفغعهخحجچ شسیبلاتنمکگ"
)


def _is_pattern(bare: str) -> bool:
    """A unit said three times or more, or runs along the keyboard or the alphabet."""
    if len(_once(bare)) * 3 <= len(bare):
        return True
    rows = _ROWS + " " + _ROWS[::-1]
    steps = sum(bare[at : at + 2] in rows for at in range(len(bare) - 1))
    return steps >= 0.8 * (len(bare) - 1)


def _is_personal(bare: str, person: Person) -> bool:
    """Little is left when the person's own names, numbers and dates are taken out."""
    left = bare
    for word in sorted(_known_words(person), key=len, reverse=True):
        left = left.replace(word, "")
    return len(left) < LEAST // 2 and left != bare


def _known_words(person: Person) -> set[str]:
    words = {
        *(person.first_name, person.last_name, person.father_name),
        *(person.national_id or "", person.insurance_number or "", person.mobile),
        *(person.mobile[1:], "taminyar", "tamin", "تامین", "تامین اجتماعی", "بیمه"),
    }
    if person.birth_date:
        year, month, day = jalali.parts(person.birth_date)
        born = person.birth_date
        words |= {f"{year}{month:02}{day:02}", f"{born:%Y%m%d}", f"{year}", f"{born:%Y}"}
    return {word for word in map(plain, words) if len(word) > 2}
