"""The service desk (میز خدمت غیرحضوری): every service a member can open, and finding one.

Rooms register their services from `apps.py`; the portal lists them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from taminyar.people.models import Person
from taminyar.persian import names


@dataclass(frozen=True)
class Service:
    """One entry of the desk. `route` is the name of its address."""

    slug: str
    title: str | Promise
    summary: str | Promise
    route: str
    icon: str
    group: str | Promise
    levels: frozenset[str] = frozenset({"insured"})
    # Other words people use for it, one string, in either language.
    synonyms: str | Promise = ""
    # For whom alone it is, in a word or two; and whether it is closed to somebody.
    only_for: str | Promise = ""
    closed_to: Callable[[Person], str | Promise | None] = lambda _person: None

    @property
    def url(self) -> str:
        return reverse(self.route)


_services: dict[str, Service] = {}


def register(*services: Service) -> None:
    for service in services:
        _services[service.slug] = service


def services_of(level: str) -> list[Service]:
    """The services of one level, in the order they were registered."""
    return [service for service in _services.values() if level in service.levels]


def first_of(services: Iterable[Service], person: Person) -> list[Service]:
    """Those that are open to a person, for the place where only a few stand."""
    return [service for service in services if not service.closed_to(person)]


def search(services: Iterable[Service], words: str) -> list[Service]:
    """The services that hold most of the words in title, synonyms or summary, best first.

    A word that no service knows keeps none from being found. Spelling differences (ي/ی, ك/ک,
    half-spaces) do not matter.
    """
    wanted = [key for word in words.split() if (key := names.search_key(word))]
    ranked = [(service, _ranks(service, wanted)) for service in services]
    most = max((_hits(ranks) for _, ranks in ranked), default=0)
    if wanted and not most:
        return []
    found = [(service, ranks) for service, ranks in ranked if _hits(ranks) == most]
    return [service for service, ranks in sorted(found, key=lambda pair: -_worst(pair[1]))]


def _ranks(service: Service, wanted: Sequence[str]) -> list[int]:
    """For each word 3 for a hit in the title, 2 in the synonyms, 1 in the summary, 0 for none."""
    texts = [names.search_key(str(t)) for t in (service.summary, service.synonyms, service.title)]
    return [
        max((i for i, text in enumerate(texts, 1) if word in text), default=0) for word in wanted
    ]


def _hits(ranks: Sequence[int]) -> int:
    return sum(rank > 0 for rank in ranks)


def _worst(ranks: Sequence[int]) -> int:
    return min((rank for rank in ranks if rank), default=0)
