"""Lengths of record in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taminyar.law.record import Span


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
