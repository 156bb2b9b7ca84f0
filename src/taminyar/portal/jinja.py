"""The Jinja2 environment of all pages."""

from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from taminyar.persian import digits, jalali, rials
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


def jalali_month(value: jalali.JalaliMonth) -> str:
    return jalali.month_label(value, translation.get_language() or "fa")


def month_name(value: int) -> str:
    persian = translation.get_language() == "fa"
    return (jalali.MONTH_NAMES_FA if persian else jalali.MONTH_NAMES_EN)[value - 1]


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
        "digits": localised_digits,
        "number": number,
        "rials": number,
        "toman_words": toman,
        "jdate": jalali_date,
        "jmonth": jalali_month,
        "month_name": month_name,
    }
    return env
