"""«My Social Security»: the parts of /my/, each brought by the room it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.mailbox import item_list
from taminyar.people.models import Person


@dataclass(frozen=True)
class Section:
    """One part of /my/ and its tab.

    `route` is the address of the tab; `template` is included on /my/ and finds what
    `show(person)` gives as `part`. Sections stand in the order of `place`.
    """

    place: int
    label: str | Promise
    route: str
    template: str
    show: Callable[[Person], dict[str, Any]]


_sections: dict[str, Section] = {}


def register(*sections: Section) -> None:
    """Adds parts; one of the same route is replaced."""
    _sections.update({section.route: section for section in sections})


def all_sections() -> list[Section]:
    return sorted(_sections.values(), key=lambda section: section.place)


def _mailbox(person: Person) -> dict[str, Any]:
    return {
        "lines": item_list.newest(person, 5),
        "unread": item_list.unread_of(person),
        "most": item_list.MOST_COUNTED,
    }


MAILBOX = Section(20, _("My mailbox"), "mailbox", "mailbox/my_mailbox.html", _mailbox)
register(MAILBOX)
