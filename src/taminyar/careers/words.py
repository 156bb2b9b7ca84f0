"""Lengths of record, and what of it has not come, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taminyar.careers.freshness import LateList, MissingLists
from taminyar.law.record import Span
from taminyar.persian.jalali import month_label


def span_in_words(span: Span) -> str:
    """«۱۲ سال و ۹ ماه و ۶ روز», in ASCII digits; parts that are nothing are left out."""
    years, months, days = span
    parts = [
        ngettext("%(num)s year", "%(num)s years", years) % {"num": years} if years else "",
        ngettext("%(num)s month", "%(num)s months", months) % {"num": months} if months else "",
        ngettext("%(num)s day", "%(num)s days", days) % {"num": days} if days else "",
    ]
    found = [part for part in parts if part]
    return _(" and ").join(found) or ngettext("%(num)s day", "%(num)s days", 0) % {"num": 0}


def days_in_words(days: int) -> str:
    """«۴۶۵۶ روز», in ASCII digits."""
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}


def not_here_yet(
    late: Iterable[LateList], gaps: Iterable[MissingLists], language: str
) -> list[str]:
    """The lists that are late, then those missing between others; a part of a sentence each."""
    return [_late(item, language) for item in late] + [_gap(gap, language) for gap in gaps]


def _late(item: LateList, language: str) -> str:
    month = month_label(item.month, language)
    told = _("the list of %(workshop)s for %(month)s and after")
    return told % {"workshop": item.workshop.name, "month": month}


def _gap(gap: MissingLists, language: str) -> str:
    first, last = month_label(gap.first, language), month_label(gap.last, language)
    if gap.first == gap.last:
        one = _("the list of %(workshop)s for %(month)s")
        return one % {"workshop": gap.workshop.name, "month": first}
    several = _("the lists of %(workshop)s from %(first)s to %(last)s")
    return several % {"workshop": gap.workshop.name, "first": first, "last": last}
