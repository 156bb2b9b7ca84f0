"""Texts with values in them: how values are stored, and how they read in each language."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.functional import Promise

from taminyar.persian import digits, jalali, rials

# A value as it is stored: a word, a number, a day {"on": …} or a moment {"at": …} (ISO 8601).
type Kept = str | int | dict[str, str]

# What a phone would make a link of. A message of ours never holds one, so that people can
# tell it from one that only pretends to be ours.
ADDRESS: Final = re.compile(
    r"\w+://\S*|\bwww\.\S+|\b[a-z0-9-]{2,}\.(?:[a-z]{2,}|ایران)\b\S*", re.IGNORECASE
)
_LONGEST: Final = 100
# Latin letters and digits belong together: «TGEBW-AM3YQ» is what people type or read out.
_CODE = re.compile(r"(?=.*[A-Z])[A-Z0-9-]{6,}")
_RIGHT_TO_LEFT_LETTER = re.compile(r"[^\W\d\x00-\u058f]")


def keep(value: Any) -> Kept:
    """The value as it is stored; of a marked text the English source, translated when shown.

    An address inside a word is taken out: words may come from outside, such as a browser's name.
    Raises TypeError for anything but a word, a whole number, a date or a moment.
    """
    match value:
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"on": value.isoformat()}
        case str() | Promise():
            with translation.override(None):
                return ADDRESS.sub("…", str(value))[:_LONGEST]
        case int() if not isinstance(value, bool):
            return value
    raise TypeError(f"A notice cannot hold {type(value).__name__}.")


class _Written(dict[str, str]):
    def __missing__(self, name: str) -> str:
        # A notice older than the newest wording of its event may lack a value.
        return "…"


def write(template: str | Promise, values: Mapping[str, Kept]) -> str:
    """The text in the active language, its values in that language's digits and calendar."""
    return str(template) % _Written({name: _written(value) for name, value in values.items()})


def _written(value: Kept) -> str:
    language = translation.get_language() or "fa"
    if isinstance(value, int):
        return rials.separated(value, language)
    if isinstance(value, dict):
        return _when(value, language)
    text = translation.gettext(value) if value else ""
    if language != "fa":
        return text
    return _isolated(text if _CODE.fullmatch(text) else digits.to_persian(text))


def _when(value: Mapping[str, str], language: str) -> str:
    if "on" in value:
        return jalali.long_date(date.fromisoformat(value["on"]), language)
    return moment(datetime.fromisoformat(value["at"]))


def moment(value: datetime) -> str:
    """Day and time of day in the active language, Iran's time: «۱۲ خرداد ۱۴۰۴، ۱۴:۲۰»."""
    language = translation.get_language() or "fa"
    local = timezone.localtime(value)
    persian = language == "fa"
    clock = digits.to_persian(f"{local:%H:%M}") if persian else f"{local:%H:%M}"
    return f"{jalali.long_date(local.date(), language)}{'،' if persian else ','} {clock}"


def _isolated(text: str) -> str:
    """Keeps «0912•••0001» from being turned round in a right-to-left line."""
    plain = not text or text.isdigit() or _RIGHT_TO_LEFT_LETTER.search(text)
    return text if plain else f"\u2066{text}\u2069"
