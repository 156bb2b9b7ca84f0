"""The Jinja2 environment of all pages."""

import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined, pass_context
from markupsafe import Markup, escape

from taminyar.benefits import known_values
from taminyar.law.assessment import rounded
from taminyar.law.texts import Text, Value
from taminyar.persian import digits, jalali, rials
from taminyar.persian.messages import N_
from taminyar.portal import career_picture


@cache
def _drawing(name: str) -> str:
    source = files("taminyar.portal").joinpath("icons", f"{name}.svg").read_text()
    return source[source.index("<svg") :].strip()


@cache
def icon(name: str, label: str | None = None) -> Markup:
    """An icon drawn in the page. With a label it speaks, without one it is decoration."""
    described = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    drawing = _drawing(name).replace("<svg", f'<svg class="icon" focusable="false" {described}', 1)
    return Markup(drawing)  # noqa: S704 - our own files


def localised_digits(value: object) -> str:
    """The value with the digits of the page's language."""
    text = str(value)
    return digits.to_persian(text) if translation.get_language() == "fa" else text


def code(value: object) -> str:
    """A number in the reader's digits; where Latin letters are among them, as it is typed."""
    text = str(value)
    return text if _LATIN.search(text) else localised_digits(text)


def number(value: int) -> str:
    return rials.separated(value, translation.get_language() or "fa")


def toman(value: int) -> str:
    """An amount of rials in toman: in words in Persian, in figures elsewhere."""
    if translation.get_language() == "fa":
        return rials.toman_words(value)
    whole, tenth = divmod(value, 10)
    figure = rials.separated(whole, "en") + (f".{tenth}" if tenth else "")
    return translation.gettext("%(amount)s toman") % {"amount": figure}


def jalali_date(value: date | datetime) -> str:
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    return jalali.long_date(day, translation.get_language() or "fa")


def clock(value: datetime) -> str:
    """The time of day in Tehran: ۱۴:۰۵."""
    return localised_digits(f"{timezone.localtime(value):%H:%M}")


def jalali_month(value: jalali.JalaliMonth) -> str:
    return jalali.month_label(value, translation.get_language() or "fa")


def month_name(value: int) -> str:
    persian = translation.get_language() == "fa"
    return (jalali.MONTH_NAMES_FA if persian else jalali.MONTH_NAMES_EN)[value - 1]


_YEAR_DAYS = 366
# Below the one a number is a share, above the other its fraction tells nothing.
_SMALL, _LARGE = 10, 1000
_FRACTIONS = {
    Fraction(1, 2): N_("half"),
    Fraction(1, 3): N_("one third"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(1, 4): N_("a quarter"),
    Fraction(3, 4): N_("three quarters"),
}


def fraction(value: Fraction) -> str:
    """«سه‌چهارم», «۷٪», «(۲۴ ÷ ۳۱)», «۱٫۳۲»: as exact as can be read.

    Never with a stroke, which Persian reads as a decimal point.
    """
    if value in _FRACTIONS:
        return translation.gettext(_FRACTIONS[value])
    percent = value * 100
    if value <= 1 and percent.denominator == 1:
        return localised_digits(percent) + ("٪" if translation.get_language() == "fa" else "%")
    if value < _SMALL and 1000 % value.denominator and value.denominator <= _YEAR_DAYS:
        # Isolated: in a right-to-left sentence the two would change places.
        return localised_digits(f"\u2066({value.numerator} ÷ {value.denominator})\u2069")
    return _decimal(value) if value < _LARGE else number(rounded(value))


def _decimal(value: Fraction) -> str:
    """Three places at most, cut off."""
    whole, rest = divmod(value.numerator * 1000 // value.denominator, 1000)
    places = f"{rest:03}".rstrip("0")
    point = "٫" if translation.get_language() == "fa" else "."
    return number(whole) + (point + localised_digits(places) if places else "")


_LATIN = re.compile(r"[A-Za-z]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")


def written(value: Value) -> str:
    """A value of the law in the reader's digits, calendar and words."""
    if isinstance(value, str):
        return _word(value)
    if isinstance(value, date):
        return jalali_date(value)
    if isinstance(value, jalali.JalaliMonth):
        return jalali_month(value)
    if isinstance(value, Fraction) and value.denominator > 1:
        return fraction(value)
    return number(int(value))


def _word(value: str) -> str:
    if _DAY.fullmatch(value):
        return jalali_date(jalali.parse_date(value))
    if _MONTH.fullmatch(value):
        return jalali_month(jalali.JalaliMonth.parse(value))
    return localised_digits(translation.gettext(value)) if value else ""


def told(text: Text) -> str:
    """A sentence of the law, translated, with its values written for the reader."""
    if not text.template:
        return ""
    values = {name: _told_value(name, value) for name, value in text.values.items()}
    return translation.gettext(text.template) % values


def _told_value(name: str, value: Value) -> str:
    """A year is no amount: it has no separators."""
    return localised_digits(value) if name.endswith("year") else written(value)


_LETTER = re.compile(r"[^\W\d_]")


def formula(text: Text) -> Markup:
    """A line of arithmetic, left to right in every language unless it holds words."""
    line = told(text)
    direction = "" if _LETTER.search(line) else ' dir="ltr"'
    return Markup("<bdi{}>{}</bdi>").format(Markup(direction), line)  # noqa: S704 - ours


def _when_shown(write: Callable[[Any], str]) -> Callable[..., str]:
    """A filter Jinja may not apply while it compiles, in the language of whoever came first."""
    return pass_context(lambda _, value: write(value))


@lru_cache(maxsize=1024)
def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    env = Environment(  # noqa: S701 - Django's backend asks for autoescape
        **options
        | {
            "undefined": StrictUndefined,
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
            "trim_blocks": True,
            "lstrip_blocks": True,
        }
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals |= {
        "url": _url,
        "static": static,
        "icon": icon,
        "career_paths": career_picture.paths,
        "day_cells": career_picture.day_cells,
    }
    env.filters |= {
        "digits": _when_shown(localised_digits),
        "code": _when_shown(code),
        "number": _when_shown(number),
        "rials": number,
        "toman_words": toman,
        "jdate": jalali_date,
        "clock": clock,
        "jmonth": jalali_month,
        "month_name": month_name,
        "written": written,
        "told": told,
        "known_values": known_values.used_in,
        "formula": formula,
    }
    return env
