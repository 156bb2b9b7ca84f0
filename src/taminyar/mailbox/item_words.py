"""An item of the mailbox as pages name it: its title, its file, what its code opens."""

import re
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taminyar.mailbox import kinds
from taminyar.mailbox.models import Item
from taminyar.mailbox.verify import State
from taminyar.persian import jalali, names
from taminyar.persian.rials import separated

KILOBYTE: Final = 1024
# What some system will not have in the name of a file.
_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%;]+')
_ENDINGS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
# What a state is called on a chip, and its kind.
CHIPS: Final = {
    State.AUTHENTIC: "full",
    State.REVOKED: "none",
    State.EXPIRED: "part",
    State.CLOSED: "neutral",
}


def title_of(item: Item) -> str:
    return item.title or kind_title(item.kind)


def kind_title(slug: str) -> str:
    """In the reader's language; of a kind that is registered no more, its slug."""
    try:
        return str(kinds.named(slug).title)
    except KeyError:
        return slug


def size_in_words(size: int) -> str:
    """Bytes as whole kilobytes or megabytes, rounded up: «۳ مگابایت»."""
    number, unit = -(-size // KILOBYTE), _("%(number)s KB")
    if number >= KILOBYTE:
        number, unit = -(-number // KILOBYTE), _("%(number)s MB")
    return unit % {"number": separated(number, get_language() or "fa")}


def file_name(item: Item) -> str:
    """The name under which the file of an item is saved."""
    return saved_as(title_of(item), item.created_at, item.content_type)


def saved_as(title: str, at: datetime, content_type: str) -> str:
    """The name of a saved file: title, day and ending; safe on every system."""
    day = jalali.iso(timezone.localdate(at))
    words = _NOT_IN_NAMES.sub(" ", names.normalise(title)).split()
    safe = " ".join(words)[:80].strip(" .")
    return f"{safe or 'taminyar'} {day}.{_ENDINGS.get(content_type, 'bin')}"
