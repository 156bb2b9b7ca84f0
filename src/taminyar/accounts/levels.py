"""The levels under which one person uses the service: insured, employer, pensioner.

The rooms that know what makes somebody an employer or a pensioner register a test here from
their `apps.py`; the tests run at sign-in and at a switch, never on an ordinary page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.people.models import Person

type View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Level:
    name: str
    label: str | Promise


LEVELS = {
    level.name: level
    for level in (
        Level("insured", _("Insured person")),
        Level("employer", _("Employer")),
        Level("pensioner", _("Pensioner")),
    )
}
_tests: dict[str, Callable[[Person], bool]] = {}


def offer(name: str, test: Callable[[Person], bool]) -> None:
    """Registers the test that tells whether a person may use the level."""
    _tests[name] = test


def held_by(person: Person) -> list[str]:
    """Names of the levels the person may use. Everybody may use the insured person's."""
    return [name for name in LEVELS if name == "insured" or _tests.get(name, _nobody)(person)]


def _nobody(person: Person) -> bool:
    return False


def remember(request: HttpRequest, person: Person, chosen: str = "") -> None:
    """Keeps in the session which levels the person holds and which one is in use."""
    held = held_by(person)
    request.session["levels"] = held
    request.session["level"] = chosen if chosen in held else held[0]


def current(request: HttpRequest) -> Level:
    return LEVELS[request.session.get("level", "insured")]


def others(request: HttpRequest) -> list[Level]:
    """The levels the person may switch to."""
    held = request.session.get("levels", ["insured"])
    return [LEVELS[name] for name in held if name != current(request).name]


class OtherLevel(PermissionDenied):
    """A page was asked for under a level that does not open it; `levels` are those that do."""

    def __init__(self, levels: list[Level]) -> None:
        super().__init__()
        self.levels = levels


def for_levels(*names: str) -> Callable[[View], View]:
    """Keeps a page to some levels; under another one it answers 403 and tells how to switch."""

    def guard(view: View) -> View:
        @wraps(view)
        def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if current(request).name not in names:
                raise OtherLevel([LEVELS[name] for name in names])
            return view(request, *args, **kwargs)

        return handle

    return guard
