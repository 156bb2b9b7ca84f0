"""Telling a person that something happened: in the app and by text message, as they chose."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from taminyar.notices import choices, events, text_message, wording
from taminyar.notices.models import Channel, Notice
from taminyar.people.models import MobileChange, Person

# How long a number that was replaced still gets what is critical: whoever took an account over by
# changing its mobile shall not be the only one who reads of what they do next.
OLD_MOBILES: Final = timedelta(hours=72)


def tell(
    person: Person,
    slug: str,
    /,
    *,
    also_to: Iterable[str] = (),
    key: str | None = None,
    **values: Any,
) -> None:
    """Tells the person about the event of that slug, with the values its texts name.

    Values are words, whole numbers (shown with separators), dates and moments. `also_to` are
    mobiles that get the text message as well; of a critical event also those do that were the
    person's in the last 72 hours. With a `key` the same event is told to the person once, however
    often this is called.
    Raises KeyError for an unknown event, ValueError for missing values.
    """
    event = events.named(slug)
    kept = event.keep(values)
    channels = choices.channels_for(person, event)
    with transaction.atomic():
        if not _note(person, slug, key, kept, in_app=Channel.APP in channels):
            return
        if Channel.SMS in channels:
            before = _old_mobiles(person) if event.critical else []
            _send(event, kept, [person.mobile, *also_to, *before])


def _old_mobiles(person: Person) -> list[str]:
    since = timezone.now() - OLD_MOBILES
    changes = MobileChange.objects.of(person).filter(changed_at__gt=since).order_by("-changed_at")
    return list(changes.values_list("old", flat=True))


def _note(
    person: Person, slug: str, key: str | None, kept: Mapping[str, wording.Kept], *, in_app: bool
) -> bool:
    """Writes the notice, also one not wanted in the app: it holds the key. False when told."""
    rest = {"values": kept, "in_app": in_app}
    if key is None:
        Notice.objects.create(person=person, event=slug, **rest)
        return True
    return Notice.objects.get_or_create(person=person, event=slug, key=key, defaults=rest)[1]


def _send(event: events.Event, kept: Mapping[str, wording.Kept], mobiles: Iterable[str]) -> None:
    # Who causes an event may read another language than who is told; the service's own it is.
    with translation.override(settings.LANGUAGE_CODE):
        text = wording.write(event.sms, kept)
    for mobile in dict.fromkeys(filter(None, mobiles)):
        text_message.send(mobile, text)
