"""The levels under which one person uses the service: insured, employer, pensioner, staff.

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
type Test = Callable[[Person], bool]


@dataclass(frozen=True)
class Level:
    """A level; `how` tells somebody who does not hold it how one gets it."""

    name: str
    label: str | Promise
    how: str | Promise


LEVELS = {
    level.name: level
    for level in (
        Level(
            "insured",
            _("Insured person"),
            _("It opens by itself when an employer or you yourself pay contributions for you."),
        ),
        Level(
            "employer",
            _("Employer"),
            _("It opens when a workshop is registered in your name at its branch."),
        ),
        Level(
            "pensioner",
            _("Pensioner"),
            _("It opens when a pension is decided for you: old age, disability or survivors."),
        ),
        Level("staff", _("Staff"), _("It is for those who work for the organisation.")),
    )
}
_tests: dict[str, Test] = {}
_closed: dict[str, Test] = {}


def offer(name: str, test: Test) -> None:
    """Registers the test that tells whether a person may use the level."""
    _tests[name] = test


def close(name: str, test: Test) -> None:
    """Registers a test that takes the level from a person who would hold it otherwise."""
    _closed[name] = test


def held_by(person: Person) -> list[str]:
    """Names of the levels the person may use; whoever has none is an insured person to be."""
    held = [
        name
        for name in LEVELS
        if _tests.get(name, _nobody)(person) and not _closed.get(name, _nobody)(person)
    ]
    return held or ["insured"]


def _nobody(person: Person) -> bool:
    return False


def remember(request: HttpRequest, person: Person, chosen: str = "") -> None:
    """Keeps in the session which levels the person holds and which one is in use.

    The staff level needs the second factor in this session; without it, it is not held.
    """
    held = held_by(person)
    if request.session.get("second_factor") != request.user.pk:
        held = [name for name in held if name != "staff"] or ["insured"]
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
