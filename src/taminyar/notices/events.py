"""What people can be told about: each event is registered with its texts.

Rooms register their events from `apps.py` and tell them with `tell.tell`. The texts are
templates with named values, written in the reader's language when they are shown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.notices import wording

type Template = str | Promise

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class Group(TextChoices):
    """Events a person chooses about together."""

    ACCOUNT = "account", _("Signing in and your account")
    ACCESS = "access", _("Who looks at your file")
    RECORD = "record", _("Your insurance record")
    REQUESTS = "requests", _("Your requests")
    PENSION = "pension", _("Pension and payments")


@dataclass(frozen=True)
class Event:
    """Something people are told about.

    `text` is shown in the app, `sms` sent to the mobile. A critical one cannot be switched off.
    `route` is the name of the address that the notice leads to, `about` the name of the value that
    this address takes, "" for one without.
    """

    slug: str
    title: Template
    text: Template
    sms: Template
    group: str
    critical: bool = False
    route: str | None = None
    about: str = ""

    @property
    def value_names(self) -> set[str]:
        """Names of the values its texts need."""
        return {name for part in self.templates for name in _PLACEHOLDER.findall(str(part))}

    @property
    def templates(self) -> tuple[Template, Template, Template]:
        return self.title, self.text, self.sms

    def keep(self, values: Mapping[str, Any]) -> dict[str, wording.Kept]:
        """The values as they are stored. Raises ValueError when one is missing or not needed."""
        if values.keys() != self.value_names:
            missing = ", ".join(sorted(self.value_names ^ values.keys()))
            raise ValueError(f"The event {self.slug} has other values: {missing}")
        return {name: wording.keep(value) for name, value in values.items()}


# What notices show whose event is registered no more.
RETIRED: Final = Event(
    slug="retired",
    title=_("An earlier notice"),
    text=_("It is about something of which we no longer send notices."),
    sms="",
    group=Group.ACCOUNT,
)
_events: dict[str, Event] = {}


def register(*events: Event) -> None:
    """Makes events known. Raises ValueError for an unknown group or a text with an address."""
    for event in events:
        Group(event.group)
        if any(wording.ADDRESS.search(str(part)) for part in event.templates):
            raise ValueError(f"A text of the event {event.slug} holds an address.")
        _events[event.slug] = event


def named(slug: str) -> Event:
    """The event of that slug. Raises KeyError when there is none."""
    return _events[slug]


def named_or_retired(slug: str) -> Event:
    """The event of that slug, or what stands for one that is gone."""
    return _events.get(slug, RETIRED)


def all_events() -> Iterator[Event]:
    """Every registered event, in the order of its group."""
    for group in Group:
        yield from (event for event in _events.values() if event.group == group)
