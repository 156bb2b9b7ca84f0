"""Finding requests by tracking code, national ID or parts of a name."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User
from taminyar.cartable import desks, kinds, tracking
from taminyar.cartable.models import Request, RequestQuerySet
from taminyar.office.state_words import in_office
from taminyar.people.models import Person
from taminyar.persian import digits, jalali, names
from taminyar.persian import national_id as national_ids

MOST: Final = 20
# Fewer letters of a name find half the country.
LETTERS: Final = 3
# Within other words, as a person may have pasted them.
_CODE: Final = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{5}[-\u2010-\u2014]?[A-Z0-9]{5}(?![A-Z0-9])")
_NUMBER: Final = re.compile(r"(?<!\d)\d{3}-?\d{6}-?\d(?!\d)")


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Tracking code, national ID or name"),
        max_length=100,
        error_messages={
            "required": _("Write a tracking code, a national ID or a name."),
            "max_length": _("Write less: a tracking code, a national ID or a name."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "search"}),
    )

    def clean_words(self) -> str:
        typed: str = self.cleaned_data["words"]
        if not (_codes(typed) or _numbers(typed) or _is_enough(typed)):
            raise ValidationError(_("Write at least three letters of the name."))
        return typed


@dataclass(frozen=True)
class Hit:
    """One request that was found, with whose it is."""

    request: Request
    title: Any
    state: str
    name: str
    national_id: str
    # What tells namesakes apart, where it is known.
    father: str
    born: int | None


@dataclass(frozen=True)
class Hits:
    """The newest requests that were found; `more` when there are others besides."""

    lines: list[Hit]
    more: bool

    @property
    def persons(self) -> list[Person]:
        return [line.request.person for line in self.lines]


def find(user: User, words: str) -> Hits:
    """What this member of staff may open of what was asked for, newest first.

    A number counts before a name; three queries and those of the duties at most.
    """
    reach = desks.reach_of(user).select_related("person").newest_first()
    for asked in (_by_tracking, _by_national_id, _by_name):
        found = list(asked(reach, words)[: MOST + 1])
        if found:
            return Hits([_hit(request) for request in found[:MOST]], len(found) > MOST)
    return Hits([], False)


def _by_tracking(reach: RequestQuerySet, words: str) -> RequestQuerySet:
    codes = _codes(words)
    return reach.filter(tracking__in=codes) if codes else reach.none()


def _by_national_id(reach: RequestQuerySet, words: str) -> RequestQuerySet:
    numbers = _numbers(words)
    return reach.filter(person__national_id__in=numbers) if numbers else reach.none()


def _by_name(reach: RequestQuerySet, words: str) -> RequestQuerySet:
    """Every word is somewhere in the name: in either order, also as half of a compound name."""
    for word in _words(words):
        reach = reach.filter(person__search_key__contains=word)
    return reach


def _words(typed: str) -> list[str]:
    """The words of a name as they are searched for; a half-space parts words."""
    parts = names.normalise(typed).replace("\u200c", " ").split()
    return [key for part in parts if (key := names.search_key(part))]


def _is_enough(typed: str) -> bool:
    return any(len(word) >= LETTERS for word in _words(typed))


def _codes(typed: str) -> list[str]:
    """The tracking codes in what was typed: all of it is one, or it stands among other words."""
    return _read(tracking.normalised, typed, _CODE.findall(digits.plain(typed).upper()))


def _numbers(typed: str) -> list[str]:
    """The same for national IDs."""
    return _read(national_ids.normalise, typed, _NUMBER.findall(digits.plain(typed)))


def _read(normalised: Callable[[str], str], whole: str, parts: list[str]) -> list[str]:
    found = []
    for text in (whole, *parts):
        with suppress(ValueError):
            found.append(normalised(text))
    return found


def _hit(request: Request) -> Hit:
    person = request.person
    return Hit(
        request=request,
        title=kinds.named(request.kind).title,
        state=in_office(request.state),
        name=person.full_name,
        national_id=national_ids.masked(person.national_id) if person.national_id else "–",
        father=person.father_name or "–",
        born=jalali.parts(person.birth_date)[0] if person.birth_date else None,
    )
