"""Finding requests by tracking code, national ID or the beginning of a name."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import User
from taminyar.cartable import desks, kinds
from taminyar.cartable.models import Request, RequestQuerySet
from taminyar.office.state_words import in_office
from taminyar.people.models import Person
from taminyar.persian import names
from taminyar.persian import national_id as national_ids

MOST: Final = 20
# Fewer letters of a name find half the country.
LETTERS: Final = 3


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
        if len(names.search_key(typed)) < LETTERS:
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
    return reach.tracked(words)


def _by_national_id(reach: RequestQuerySet, words: str) -> RequestQuerySet:
    try:
        return reach.filter(person__national_id=national_ids.normalise(words))
    except ValueError:
        return reach.none()


def _by_name(reach: RequestQuerySet, words: str) -> RequestQuerySet:
    return reach.filter(person__search_key__startswith=names.search_key(words))


def _hit(request: Request) -> Hit:
    person = request.person
    return Hit(
        request=request,
        title=kinds.named(request.kind).title,
        state=in_office(request.state),
        name=person.full_name,
        national_id=national_ids.masked(person.national_id) if person.national_id else "–",
    )
