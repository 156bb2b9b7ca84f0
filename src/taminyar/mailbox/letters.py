"""Plain letters of the organisation to a person."""

from django.db import transaction

from taminyar.mailbox import keep
from taminyar.mailbox.models import Item, Sort
from taminyar.notices.tell import tell
from taminyar.people.models import Person


def write(person: Person, title: str, text: str, *, kind: str = "letter") -> Item:
    """Puts the letter into the person's mailbox and tells them, in one transaction.

    `text` is plain, its paragraphs parted by empty lines; `title` has 200 letters at most. Both in
    the language the person is written to.
    """
    with transaction.atomic():
        letter = keep.add(person, Sort.LETTER, kind=kind, title=title, data={"text": text})
        tell(person, "letter-arrived", title=title)
    return letter
