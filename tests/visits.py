"""Notes which routes and templates the tests reach, so that none is left untried."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from jinja2 import Environment

from taminyar.portal import jinja

routes: set[str] = set()
templates: set[str] = set()
SOURCE = Path(__file__).resolve().parent.parent / "src/taminyar"


class NoteRoute:
    """Middleware: remembers the name of every route that was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.resolver_match and request.resolver_match.url_name:
            routes.add(request.resolver_match.url_name)


def noting_environment(**options: Any) -> Environment:
    """The project's Jinja environment, remembering every template it loads."""
    environment = jinja.environment(**options)
    load = environment._load_template

    def note(name: str, *args: Any) -> Any:
        templates.add(name)
        return load(name, *args)

    environment._load_template = note  # type: ignore[method-assign]
    return environment


def all_routes() -> set[str]:
    return {pattern.name for pattern in _patterns(get_resolver().url_patterns) if pattern.name}


def _patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns)
        else:
            yield entry


def all_templates() -> set[str]:
    return {
        str(path.relative_to(folder))
        for folder in SOURCE.glob("*/jinja2")
        for path in folder.rglob("*.html")
    }


def unvisited() -> list[str]:
    """Routes and templates that exist and no test reached."""
    return sorted(f"route {name}" for name in all_routes() - routes) + sorted(
        f"template {name}" for name in all_templates() - templates
    )
