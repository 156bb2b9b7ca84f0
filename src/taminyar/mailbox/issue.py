"""Issuing a document: typeset, signed, stored and recorded, once for what was asked once."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, Final, Unpack
from uuid import UUID

import structlog
import typst
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.exceptions import AlreadyEnqueued

from taminyar.accounts.throttle import Limit
from taminyar.mailbox import codes, keep, kinds, signing_key
from taminyar.mailbox.models import Issuing, Item, Sort, Verifiable
from taminyar.mailbox.order import Order, Wishes
from taminyar.mailbox.sign import sign
from taminyar.mailbox.typeset import About, typeset
from taminyar.notices.tell import tell
from taminyar.people.models import Person

# Data longer than this, in characters of JSON, may take over a second to typeset.
SMALL: Final = 60_000
SAME_FOR: Final = timedelta(minutes=1)
OF_ONE_PERSON: Final = Limit("documents", 30, timedelta(hours=1))
# What was asked for and not made in this time is made by the worker: whoever made it died.
LATE_AFTER: Final = timedelta(minutes=10)
FORGOTTEN_AFTER: Final = timedelta(days=30)
_TRIES: Final = 3
_log = structlog.get_logger(__name__)


class NotIssued(Exception):
    """The document could not be made; the message tells the person. Nothing of it is left."""


class _Overtaken(Exception):
    """What was asked for has been made meanwhile."""


def issue(
    person: Person, kind_slug: str, data: Mapping[str, Any], /, **wishes: Unpack[Wishes]
) -> Item:
    """Makes the document now and tells the person: typeset, signed, stored, recorded.

    `data` has the kind's shape of `document_data`. Outside any transaction: RuntimeError otherwise.
    Raises `NotIssued`, and what `Order` raises.
    """
    return _make(person, Order(kind_slug, data, **wishes))


def ask(
    person: Person, kind_slug: str, data: Mapping[str, Any], /, **wishes: Unpack[Wishes]
) -> Issuing:
    """Asks for the document: a small one is made at once, a long one by the worker.

    The answer is made, waiting, or failed. The same thing asked for again within a minute is the
    same answer. Outside any transaction. Raises `TooManyTries` for more than 30 in an hour, and
    what `Order` raises.
    """
    return _ask(person, Order(kind_slug, data, **wishes))


def ask_again(person: Person, failed: Issuing) -> Issuing:
    """Asks anew for what could not be made; what is waiting or made is left as it is.

    Raises `TooManyTries`.
    """
    if failed.state != Issuing.State.FAILED:
        return failed
    return _ask(person, Order(**failed.order))


def _ask(person: Person, order: Order) -> Issuing:
    if (same := _same(person, order)) is not None:
        return same
    OF_ONE_PERSON.spend(str(person.pk))
    at_once = order.length <= SMALL
    try:
        with transaction.atomic():
            _one_at_a_time(person)
            asked = _note(person, order)
            if not at_once:
                _hand_to_worker(asked.pk)
    except IntegrityError:
        # Two presses at the same moment: the other one came first.
        OF_ONE_PERSON.give_back(str(person.pk))
        return _same(person, order) or _ask(person, order)
    if at_once:
        make_asked(asked.pk)
        asked.refresh_from_db()
    return asked


def _one_at_a_time(person: Person) -> None:
    """Two who insert at once would both wait in the exclusion constraint, a deadlock."""
    with connection.cursor() as cursor:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended('mailbox_asked', %s))"
        cursor.execute(lock, [person.pk])


def _same(person: Person, order: Order) -> Issuing | None:
    """What the person asked for a moment ago, if it is this."""
    alike = Issuing.objects.of(person).filter(key=order.key, again_from__gt=timezone.now())
    return alike.exclude(state=Issuing.State.FAILED).first()


def _note(person: Person, order: Order) -> Issuing:
    now = timezone.now()
    return Issuing.objects.create(
        person=person,
        kind=order.kind,
        order=order.as_json(),
        key=order.key,
        asked_at=now,
        again_from=now + SAME_FOR,
    )


def _hand_to_worker(asked: UUID) -> None:
    from taminyar.mailbox.jobs import make_document

    with suppress(AlreadyEnqueued), transaction.atomic():
        make_document.configure(queueing_lock=str(asked)).defer(asked=str(asked))


def make_asked(pk: UUID, *, last_try: bool = True) -> None:
    """Makes what was asked for; a second time, or what failed for good, changes nothing.

    Raises `NotIssued` unless it was the last try: then the asking has failed.
    """
    asked = Issuing.objects.waiting().select_related("person").filter(pk=pk).first()
    if asked is None:
        return
    try:
        _make(asked.person, Order(**asked.order), asked)
    except _Overtaken:
        return
    except NotIssued:
        if not last_try:
            raise
        _fail(pk)
    except Exception:
        _fail(pk)
        raise


def _fail(pk: UUID) -> None:
    Issuing.objects.waiting().filter(pk=pk).update(state=Issuing.State.FAILED)


def finish_what_waits() -> int:
    """Hands to the worker what has waited too long, and forgets what was answered a month ago."""
    now = timezone.now()
    late = Issuing.objects.waiting().filter(asked_at__lt=now - LATE_AFTER)
    found = list(late.values_list("pk", flat=True))
    for pk in found:
        _hand_to_worker(pk)
    answered = Issuing.objects.exclude(state=Issuing.State.WAITING)
    answered.filter(asked_at__lt=now - FORGOTTEN_AFTER).delete()
    return len(found)


def _make(person: Person, order: Order, asked: Issuing | None = None) -> Item:
    """Raises `NotIssued`, and `_Overtaken` when what was asked for waits no more."""
    for _try in range(_TRIES):
        try:
            return _make_under(codes.new(), person, order, asked)
        except IntegrityError:
            # Another document has this code. Its own file bears it, so all is made anew.
            _log.warning("the code of a document was taken", kind=order.kind)
    raise NotIssued(_not_made())


def _not_made() -> str:
    return _("The document could not be made. Nothing was changed; please try again later.")


def _make_under(code: str, person: Person, order: Order, asked: Issuing | None) -> Item:
    about = _about(code, order)
    kept = _kept(order, about)
    try:
        return _record(person, order, about, kept, asked)
    except Exception:
        keep.discard(kept.name)
        raise


def _kept(order: Order, about: About) -> keep.Kept:
    """The signed file in the storage."""
    try:
        pdf = sign(typeset(kinds.named(order.kind), order.data, about))
        return keep.put(pdf, "application/pdf")
    except (typst.TypstError, signing_key.NoKey, keep.NotKept) as error:
        _log.exception("a document could not be made", kind=order.kind)
        raise NotIssued(_not_made()) from error


def _about(code: str, order: Order) -> About:
    now = timezone.now().replace(microsecond=0)
    return About(
        code=code,
        issued_at=now,
        institution=order.institution,
        receiving_branch=order.receiving_branch,
        purpose=order.purpose,
        language=order.language,
        valid_until=_valid_until(now, order),
        verify_address=verify_address(code),
        demonstration=settings.DEMONSTRATION,
    )


def _valid_until(now: datetime, order: Order) -> date | None:
    days = kinds.named(order.kind).valid_days if order.valid_days is None else order.valid_days
    return None if days is None else timezone.localdate(now) + timedelta(days=days)


def verify_address(code: str) -> str:
    """The whole address of the page on which the document is checked."""
    scheme, port = "https", ""
    if settings.DEMONSTRATION:
        scheme, port = "http", f":{os.environ.get('PORT', '8000')}"
    return f"{scheme}://{settings.SITE_DOMAIN}{port}{reverse('verify-code', args=[code])}"


def _record(
    person: Person, order: Order, about: About, kept: keep.Kept, asked: Issuing | None
) -> Item:
    """The item, its public face, and what was asked for, in one transaction."""
    kind = kinds.named(order.kind)
    with transaction.atomic():
        item = keep.add(
            person,
            Sort.DOCUMENT,
            kind=order.kind,
            words=_words(kind, order),
            data=order.data,
            kept=kept,
        )
        _open(item, order, about)
        if asked:
            _answer(asked, item)
        tell(person, "document-arrived", title=kind.title)
    return item


def _words(kind: kinds.Kind, order: Order) -> str:
    """What a search finds the document by, in whichever language somebody searches."""
    titles = []
    for language in dict(settings.LANGUAGES):
        with override(language):
            titles.append(str(kind.title))
    return " ".join([*titles, order.institution, order.receiving_branch])


def _open(item: Item, order: Order, about: About) -> None:
    kind, days = kinds.named(order.kind), order.open_days
    Verifiable.objects.create(
        code=about.code,
        person=item.person,
        number=item.number,
        kind=order.kind,
        issued_at=about.issued_at,
        language=order.language,
        institution=order.institution,
        receiving_branch=order.receiving_branch,
        shown=kinds.shown(kind, order.data, order.shown, order.language),
        sha256=item.sha256,
        valid_until=about.valid_until,
        open_until=None if days is None else about.issued_at + timedelta(days=days),
    )


def _answer(asked: Issuing, item: Item) -> None:
    """Settles what was asked for; the order is in the item now."""
    made = {"state": Issuing.State.MADE, "number": item.number, "order": {}}
    if not Issuing.objects.waiting().filter(pk=asked.pk).update(**made):
        raise _Overtaken
