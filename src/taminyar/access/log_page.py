"""The access log of one person as pages show it: in plain words, filtered, paged by key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taminyar.access import deeds
from taminyar.access.models import DELEGATE, AccessDoubt, AccessEntry, AccessEntryQuerySet
from taminyar.accounts.models import Role
from taminyar.people.forms import JalaliMonthField
from taminyar.people.models import Person

PAGE = 20
WHO = (
    ("", gettext_lazy("Everybody")),
    ("staff", gettext_lazy("Staff of the organization")),
    ("delegate", gettext_lazy("Delegates")),
    ("program", gettext_lazy("Programs")),
)


def _whats() -> list[tuple[str, str]]:
    labels = sorted((str(deed.label), slug) for slug, deed in deeds.DEEDS.items())
    return [("", _("Everything")), *((slug, label) for label, slug in labels)]


class LogFilter(forms.Form):
    """Which entries to show. Months are Jalali, both included."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), choices=WHO, required=False)
    what = forms.ChoiceField(label=gettext_lazy("What"), choices=_whats, required=False)
    since = JalaliMonthField(label=gettext_lazy("From month"), required=False)
    through = JalaliMonthField(label=gettext_lazy("To month"), required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        for field in self.fields.values():
            # All may be left out: a mark on each would only be noise.
            field.marked_optional = False  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filters that are set."""
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Line:
    """One entry as it is read: all texts in the reader's language."""

    number: int
    who: str
    role: str
    what: str
    why: str
    detail: str
    branch: str
    at: datetime
    doubt: AccessDoubt | None = None

    @property
    def clock(self) -> str:
        """The hour in Tehran, 14:05."""
        return f"{timezone.localtime(self.at):%H:%M}"


@dataclass(frozen=True)
class LogPage:
    """A page of the log; `older` is the query string of the next, None on the last."""

    lines: list[Line]
    older: str | None
    filtered: bool
    first: bool


def page_of(person: Person, form: LogFilter, asked: QueryDict) -> LogPage:
    """The entries about this person that the valid filter lets through, newest first.

    Two queries: the entries, and the doubts about them.
    """
    chosen, before = form.chosen(), _number(asked.get("before", ""))
    entries = _filtered(AccessEntry.objects.of(person), chosen).before(before).newest_first()
    found = list(entries[: PAGE + 1])
    numbers = [entry.number for entry in found[:PAGE]]
    doubts = AccessDoubt.objects.of(person).filter(number__in=numbers)
    doubted = {doubt.number: doubt for doubt in doubts}
    lines = [line(entry, doubted.get(entry.number)) for entry in found[:PAGE]]
    older = _query(asked, numbers[-1]) if len(found) > PAGE else None
    return LogPage(lines, older, bool(chosen), before is None)


def line(entry: AccessEntry, doubt: AccessDoubt | None = None) -> Line:
    """The entry in words."""
    branch = deeds.branch_in(entry.detail)
    return Line(
        number=entry.number,
        who=entry.actor_name or str(deeds.PROGRAMS.get(entry.role, entry.role)),
        role=_role(entry),
        what=deeds.label(entry.what),
        why=deeds.purpose_in_words(entry.purpose),
        detail="" if branch else entry.detail,
        branch=branch,
        at=entry.at,
        doubt=doubt,
    )


def _role(entry: AccessEntry) -> str:
    if entry.actor_id is None:
        return _("Program, without a person")
    return _("Acts for you") if entry.role == DELEGATE else str(Role(entry.role).label)


def _filtered(entries: AccessEntryQuerySet, chosen: dict[str, Any]) -> AccessEntryQuerySet:
    if "who" in chosen:
        entries = entries.by(chosen["who"])
    if "what" in chosen:
        entries = entries.filter(what=chosen["what"])
    if "since" in chosen:
        entries = entries.since(chosen["since"])
    if "through" in chosen:
        entries = entries.through(chosen["through"])
    return entries


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _query(asked: QueryDict, before: int) -> str:
    kept = asked.copy()
    kept["before"] = str(before)
    return kept.urlencode()
