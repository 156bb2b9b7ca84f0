"""The values of the law as pages show them: titles and sources in the reader's language."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from taminyar.law import values
from taminyar.law.assessment import Assessment
from taminyar.law.values import Series, Used
from taminyar.persian import jalali, names

type Title = str | Promise

# What the first part of a name is about, in the order of the page.
_SUBJECTS: dict[Title, tuple[str, ...]] = {
    _("Wages and allowances"): ("wage", "child_allowance"),
    _("Premiums"): ("premium", "own_account", "voluntary", "military_service"),
    _("Short-term help"): ("daily_wage", "sickness", "maternity", "marriage", "funeral"),
    _("Unemployment insurance"): ("unemployment",),
    _("Glasses, dentures and other aids"): ("orthosis",),
    _("Pensions"): ("pension", "old_age", "disability", "survivors", "harmonisation", "eidi"),
    _("Employers"): ("employer", "arrears", "contract", "small_workshop"),
    _("Treatment"): ("treatment",),
}
OTHER = _("Other values")


class KnownValue(NamedTuple):
    """One value: its number, its unit, the day it holds from, and where it comes from."""

    name: str
    title: str
    unit: str
    used: Used
    source: str


class KnownSeries(NamedTuple):
    """One parameter with all its values, newest first."""

    newest: KnownValue
    earlier: list[KnownValue]
    confirmed_on: date
    stale: bool


class Subject(NamedTuple):
    title: str
    values: list[KnownSeries]


def title(series: Series) -> str:
    return series.title_fa if get_language() == "fa" and series.title_fa else series.title


def _known(series: Series, used: Used) -> KnownValue:
    return KnownValue(series.name, title(series), _unit(series, used), used, gettext(used.source))


def _unit(series: Series, used: Used) -> str:
    """A share is written as a fraction or in percent, which needs no unit; the whole does."""
    if series.unit == "share":
        return gettext("times") if used.value == 1 else ""
    return gettext(series.unit)


def used_in(made: Assessment) -> list[KnownValue]:
    """The values an answer was worked out with."""
    every = values.every()
    return [_known(every[name.partition("@")[0]], used) for name, used in made.parameters.items()]


def by_subject(words: str = "") -> list[Subject]:
    """Every value of the law, or those whose title, name or source hold every word."""
    wanted = [key for word in words.split() if (key := names.search_key(word))]
    found: dict[Title, list[KnownSeries]] = {subject: [] for subject in (*_SUBJECTS, OTHER)}
    for series in values.every().values():
        if _matches(series, wanted):
            found[_subject(series)].append(_all_of(series))
    return [Subject(str(subject), listed) for subject, listed in found.items() if listed]


def _subject(series: Series) -> Title:
    first = series.name.partition(".")[0]
    return next((title for title, names in _SUBJECTS.items() if first in names), OTHER)


def _all_of(series: Series) -> KnownSeries:
    newest, *earlier = [_known(series, used) for used in reversed(series.values)]
    confirmed = jalali.parse_date(series.confirmed_on[-1])
    return KnownSeries(newest, earlier, confirmed, series.stale(jalali.today()))


def _matches(series: Series, wanted: Iterable[str]) -> bool:
    sources = (text for used in series.values for text in {used.source, gettext(used.source)})
    text = " ".join([series.name, series.title, series.title_fa, *sources])
    known = names.search_key(text)
    return all(word in known for word in wanted)
