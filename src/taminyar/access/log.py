"""Writing the access log. The look is on record before the file is shown."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

from django.db import connection, transaction

from taminyar.access.deeds import DEEDS, PROGRAMS
from taminyar.access.models import DELEGATE
from taminyar.accounts.models import Role, User
from taminyar.people.models import Person
from taminyar.persian import digits

_CALL: Final = "SELECT access_record(%s, %s, %s, %s, %s, %s, %s)"
_CALL_FOR_ALL: Final = (
    "SELECT access_record(person, %s, %s, %s, %s, %s, %s) FROM unnest(%s::bigint[]) person"
)
# The same look of a delegate within ten minutes is one entry, so that nobody's log is flooded.
_CALL_OF_A_DELEGATE: Final = (
    "SELECT access_record_of_a_delegate(%s, %s, %s, %s, %s, %s, %s, '10 minutes')"
)


class OwnFile(Exception):
    """A member of staff wanted to work on their own file; nobody may."""


def record(
    person: Person, *, actor: User | None, role: str, what: str, purpose: str, detail: str = ""
) -> int | None:
    """Writes one entry about the person's file and returns its number.

    `actor` is None for a program. `role` is a `Role` of staff, "delegate", or the slug of a
    registered program; `what` is the slug of a registered deed; `detail` says which part, without
    naming anybody. A person in their own file is not logged: then nothing is written and the
    answer is None. A delegate's look that stands there already, ten minutes old at most, is not
    written again; the answer is its number.

    It is its own transaction and stays when what follows fails: inside another one it raises
    RuntimeError. One statement, one lock of this person. Raises OwnFile for staff in their own
    file, and ValueError for an unknown deed, role or program, or without a purpose.
    """
    own = actor is not None and actor.person_id == person.pk
    if own and role in Role.values:
        raise OwnFile
    if own:
        return None
    words = [without_numbers(plain(text)) for text in (purpose, detail)]
    _check(actor, role, what, words[0])
    name = str(actor.person) if actor else ""
    call = _CALL_OF_A_DELEGATE if role == DELEGATE else _CALL
    with transaction.atomic(durable=True, savepoint=False), connection.cursor() as cursor:
        by = actor.pk if actor else None
        cursor.execute(call, [person.pk, by, name, role, what, *words])
        number: int = cursor.fetchone()[0]
    return number


def record_all(
    persons: Iterable[Person], *, actor: User, role: Role, what: str, purpose: str, detail: str = ""
) -> None:
    """Writes an entry about the file of each of these persons, for a list that shows them.

    As `record`, for a member of staff: all entries or none, in one statement. The locks of the
    persons are taken in one order, so that two lists wait for each other and never in a circle.
    """
    keys = sorted({person.pk for person in persons})
    if actor.person_id in keys:
        raise OwnFile
    words = [without_numbers(plain(text)) for text in (purpose, detail)]
    _check(actor, role, what, words[0])
    values: list[Any] = [actor.pk, str(actor.person), role, what, *words, keys]
    with transaction.atomic(durable=True, savepoint=False), connection.cursor() as cursor:
        cursor.execute(_CALL_FOR_ALL, values)


def _check(actor: User | None, role: str, what: str, purpose: str) -> None:
    if what not in DEEDS:
        raise ValueError(f"No deed is registered as {what!r}.")
    if role not in ({*Role.values, DELEGATE} if actor else PROGRAMS):
        raise ValueError(f"Nobody acts as {role!r}.")
    if not purpose:
        raise ValueError("A look at somebody's file needs a purpose.")


# Invisible, and part of words.
_JOINERS: Final = "\u200c\u200d"


def plain(text: str) -> str:
    """The text on one line, without characters that do not show or that turn it round."""
    seen = "".join(
        {"Cc": " ", "Cf": ""}.get(unicodedata.category(letter), letter)
        if letter not in _JOINERS
        else letter
        for letter in text
    )
    return " ".join(seen.split())


# Eight digits and more, together or in groups: national IDs, insurance numbers, mobiles, cards.
_NUMBER = re.compile(rf"\d(?:(?:[ \-]|[{_JOINERS}]+)?\d){{7,}}")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def without_numbers(text: str) -> str:
    """The text without numbers that tell who somebody is; dates stay."""
    return _NUMBER.sub(
        lambda found: found[0] if _DATE.fullmatch(digits.to_ascii(found[0])) else "•••", text
    )
