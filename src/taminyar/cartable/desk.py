"""The service desk (میز خدمت غیرحضوری): every service a member can open, and finding one.

Rooms register their services from `apps.py`; the portal lists them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

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


def search(services: Iterable[Service], words: str) -> list[Service]:
    """The services whose title, summary or synonyms hold every word, best first.

    Spelling differences (ي/ی, ك/ک, half-spaces) do not matter.
    """
    wanted = [key for word in words.split() if (key := names.search_key(word))]
    found = [(rank, service) for service in services if (rank := _rank(service, wanted))]
    return [service for rank, service in sorted(found, key=lambda pair: -pair[0])]


def _rank(service: Service, wanted: Sequence[str]) -> int:
    """3 for a hit in the title, 2 in the synonyms, 1 in the summary; 0 when a word is nowhere."""
    texts = [names.search_key(str(t)) for t in (service.summary, service.synonyms, service.title)]
    ranks = [
        max((i for i, text in enumerate(texts, 1) if word in text), default=0) for word in wanted
    ]
    return min(ranks, default=1)
