"""The mailbox as a list: filtered, searched, newest first, paged by key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.mailbox.item_words import CHIPS, size_in_words, title_of
from taminyar.mailbox.models import Item, ItemQuerySet, Sort, Verifiable
from taminyar.mailbox.verify import State, state_of
from taminyar.people.models import Person
from taminyar.persian import names

PAGE: Final = 20
# Above it the page says "more than": counting thousands of unread things tells nobody anything.
MOST_COUNTED: Final = 99
_MOST_WORDS: Final = 8
SORTS: Final[dict[str, str | Promise]] = {
    "": _("All"),
    Sort.DOCUMENT: _("Documents"),
    Sort.LETTER: _("Letters"),
    Sort.PAPER: _("My papers"),
}


@dataclass(frozen=True)
class Line:
    """One item as the list shows it; `chip` is the state of a document that no longer holds."""

    number: int
    title: str
    sort: str
    at: datetime
    unread: bool
    institution: str = ""
    size: str = ""
    chip: tuple[str, str] | None = None


@dataclass(frozen=True)
class Tab:
    """One sort of items to look at."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class ItemPage:
    """A page of the list; `older` is the query string of the next, None on the last."""

    lines: list[Line]
    tabs: list[Tab]
    words: str
    sort: str
    first: bool
    older: str | None

    @property
    def chosen(self) -> bool:
        """Whether some items are left out."""
        return bool(self.words or self.sort)


def page_of(person: Person, asked: QueryDict, address: str) -> ItemPage:
    """The items of this person that were asked for, newest first. Two queries.

    `sort` is one of `SORTS`, `q` words of the title, the kind or the institution, `before` the
    number from which on older ones are shown; what is none of them counts as left out.
    """
    sort = asked.get("sort", "") if asked.get("sort") in SORTS else ""
    words = names.normalise(asked.get("q", "")[:100])
    before = _number(asked.get("before", ""))
    items = _chosen(Item.objects.of(person), sort, words)
    if before is not None:
        items = items.filter(number__lt=before)
    found = list(items.newest_first()[: PAGE + 1])
    return ItemPage(
        lines=lines_of(person, found[:PAGE]),
        tabs=[_tab(address, key, words, key == sort) for key in SORTS],
        words=words,
        sort=sort,
        first=before is None,
        older=_query(sort, words, found[PAGE - 1].number) if len(found) > PAGE else None,
    )


def newest(person: Person, most: int) -> list[Line]:
    """The newest items. Two queries."""
    return lines_of(person, list(Item.objects.of(person).newest_first()[:most]))


def unread_of(person: Person) -> int:
    """How many are unread, counted up to one more than `MOST_COUNTED`. One query."""
    return Item.objects.of(person).unread()[: MOST_COUNTED + 1].count()


def lines_of(person: Person, items: list[Item]) -> list[Line]:
    """The items in words. One query, for what their codes open."""
    numbers = [item.number for item in items if item.sort == Sort.DOCUMENT]
    documents = Verifiable.objects.of(person).filter(number__in=numbers)
    by_number = {document.number: document for document in documents}
    return [_line(item, by_number.get(item.number)) for item in items]


def _line(item: Item, document: Verifiable | None) -> Line:
    state = state_of(document) if document else State.AUTHENTIC
    holds = state in (State.AUTHENTIC, State.CLOSED)
    return Line(
        number=item.number,
        title=title_of(item),
        sort=str(Sort(item.sort).label),
        at=item.created_at,
        unread=item.read_at is None and item.sort != Sort.PAPER,
        institution=document.institution if document else "",
        size=size_in_words(item.size) if item.sort == Sort.PAPER else "",
        chip=None if holds else (str(state.label), CHIPS[state]),
    )


def _chosen(items: ItemQuerySet, sort: str, words: str) -> ItemQuerySet:
    if sort:
        items = items.filter(sort=sort)
    for key in filter(None, map(names.search_key, words.split()[:_MOST_WORDS])):
        items = items.filter(search_key__contains=key)
    return items


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _query(sort: str, words: str, before: int | None = None) -> str:
    asked = QueryDict(mutable=True)
    kept = {"sort": sort, "q": words, "before": str(before or "")}
    asked.update({name: value for name, value in kept.items() if value})
    return asked.urlencode()


def _tab(address: str, sort: str, words: str, current: bool) -> Tab:
    query = _query(sort, words)
    return Tab(str(SORTS[sort]), f"{address}?{query}" if query else address, current)
