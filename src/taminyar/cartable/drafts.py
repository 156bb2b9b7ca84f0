"""Requests that are being written: one of each kind for a person, kept as they were typed."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from taminyar.cartable.models import Attachment, Draft
from taminyar.mailbox import keep as files
from taminyar.people.models import Person

# Characters of one answer that are kept; no question asks for more.
_LONGEST: Final = 5000
# Values of one question that are kept.
_MOST: Final = 20

type Typed = Mapping[str, str | list[str]]


def of(person: Person, kind: str) -> Draft | None:
    """The draft of this person for the kind of that slug."""
    return Draft.objects.of(person).filter(kind=kind).select_related("person").first()


def keep(person: Person, kind: str, typed: Typed, page: UUID | None = None) -> Draft:
    """Keeps what was typed instead of what was typed before, and gives the draft.

    `page` is the page on which it is handed in. One statement, so that two saves at the same moment
    leave one draft.
    """
    draft = Draft(person=person, kind=kind, typed=_storable(typed), handed_in=page)
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["typed", "handed_in", "saved_at"],
    )
    return Draft.objects.of(person).select_related("person").get(kind=kind)


def keep_on_the_way(person: Person, kind: str, typed: Typed, page: UUID | None) -> Draft:
    """Keeps what is being typed on a page, unless that page was handed in already.

    On a slow network what was saved on the way may come after what was handed in.
    """
    mine = Draft.objects.of(person).filter(kind=kind)
    if page is None or not mine.exists():
        return keep(person, kind, typed)
    on_the_way = mine.exclude(handed_in=page)
    on_the_way.update(typed=_storable(typed), saved_at=timezone.now())
    return mine.select_related("person").get()


def carry(person: Person, kind: str, typed: Typed) -> Draft:
    """Keeps what was typed elsewhere, a calculator; other answers of the draft stay."""
    before = of(person, kind)
    return keep(person, kind, {**(before.typed if before else {}), **typed})


def as_data(typed: Typed) -> QueryDict:
    """What was typed, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def throw_away(draft: Draft) -> None:
    """Forgets the draft with its papers and their files; a second time changes nothing."""
    with transaction.atomic():
        # Sending takes turns with this, and takes the papers along.
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=draft.person_id)
        for name in Attachment.objects.filter(draft=draft).values_list("file", flat=True):
            files.let_go(name)
        Draft.objects.filter(pk=draft.pk).delete()


def _storable(typed: Typed) -> dict[str, Any]:
    return {
        name: [_cut(each) for each in value[:_MOST]] if isinstance(value, list) else _cut(value)
        for name, value in typed.items()
    }


def _cut(value: str) -> str:
    """A null character, which no database keeps in a text, is nobody's answer."""
    return value.replace("\0", "")[:_LONGEST]
