"""Whether a document is what it says: by its code, or by the file itself."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

import structlog
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taminyar.mailbox import codes, kinds, signing_key
from taminyar.mailbox.codes_inside import codes_inside
from taminyar.mailbox.models import Verifiable
from taminyar.mailbox.sign import is_signed_by
from taminyar.people.models import Person

_log = structlog.get_logger(__name__)


class State(TextChoices):
    """What a check found."""

    AUTHENTIC = "authentic", _("Authentic")
    ALTERED = "altered", _("Altered")
    REVOKED = "revoked", _("Taken back by its owner")
    EXPIRED = "expired", _("Authentic, but no longer valid")
    CLOSED = "closed", _("Not open for checking")
    UNKNOWN = "unknown", _("Not a document of ours")


@dataclass(frozen=True)
class Finding:
    """What is said about a document: more about an authentic one, less about any other.

    `title` is the kind's, in the reader's language. `shown` are the labels and values the owner
    chose, in `language`, that of the document. `person` is the owner, for the access log alone.
    """

    state: State
    code: str = ""
    title: str | Promise = ""
    issued_at: datetime | None = None
    institution: str = ""
    receiving_branch: str = ""
    language: str = ""
    valid_until: date | None = None
    revoked_at: datetime | None = None
    shown: tuple[tuple[str, str], ...] = ()
    person: Person | None = field(default=None, repr=False)

    @property
    def tells(self) -> bool:
        """Whether it says anything about somebody's document, so that they must hear of it."""
        return self.issued_at is not None


_UNKNOWN: Final = Finding(State.UNKNOWN)


def of_code(code: str) -> Finding:
    """What the code opens, typed in whatever groups, case and digits; one query."""
    try:
        wanted = codes.normalised(code)
    except ValueError:
        return _UNKNOWN
    row = Verifiable.objects.select_related("person").filter(code=wanted).first()
    return _found(row) if row else _UNKNOWN


def of_file(content: bytes) -> Finding:
    """What the file is. Authentic is only what is, byte for byte, what we signed and kept.

    Nothing of a file that is not ours is parsed; it is only searched for a code of ours. Raises
    `signing_key.NoKey` when our own certificate cannot be read.
    """
    digest = hashlib.sha256(content).digest()
    rows = Verifiable.objects.select_related("person")
    if row := rows.filter(sha256=digest).first():
        return _found(row) if _bears_our_signature(row, content) else _UNKNOWN
    altered = rows.filter(code__in=codes_inside(content)).first()
    return _said(State.ALTERED, altered) if altered else _UNKNOWN


def _bears_our_signature(row: Verifiable, content: bytes) -> bool:
    """Whether what we kept is signed by a key whose certificate is in our file still."""
    ours = is_signed_by(content, signing_key.loaded().certificates)
    if not ours:
        _log.error("the certificate of a document is missing", issued_at=str(row.issued_at))
    return ours


def state_of(row: Verifiable) -> State:
    """How the document stands now."""
    if row.revoked_at:
        return State.REVOKED
    if not row.is_open():
        return State.CLOSED
    if row.valid_until and timezone.localdate() > row.valid_until:
        return State.EXPIRED
    return State.AUTHENTIC


def _found(row: Verifiable) -> Finding:
    state = state_of(row)
    if state == State.CLOSED:
        return Finding(state)
    if state != State.AUTHENTIC:
        return _said(state, row)
    return Finding(
        state,
        code=row.code,
        title=_title(row),
        issued_at=row.issued_at,
        institution=row.institution,
        receiving_branch=row.receiving_branch,
        language=row.language,
        valid_until=row.valid_until,
        shown=tuple((label, value) for label, value in row.shown),
        person=row.person,
    )


def _said(state: State, row: Verifiable) -> Finding:
    """Of a document that proves nothing: what it was, and since when it is void; not what it said.

    An altered file tells even less: whoever made it may know no more than the code, and a code
    alone opens nothing once its owner closed it.
    """
    if state == State.ALTERED and state_of(row) in (State.CLOSED, State.REVOKED):
        return Finding(state)
    return Finding(
        state,
        code=row.code,
        title=_title(row),
        issued_at=row.issued_at,
        language=row.language,
        valid_until=row.valid_until,
        revoked_at=row.revoked_at,
        person=row.person,
    )


def _title(row: Verifiable) -> str | Promise:
    return kinds.named(row.kind).title
