"""Looks at documents by whoever verifies them: how many there may be, and telling the owner."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from taminyar.access import log
from taminyar.access.deeds import Deed
from taminyar.accounts.models import Tally
from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.mailbox import codes
from taminyar.mailbox.verify import Finding

DEED: Final = Deed("document-verified", _("Verified a document of yours"))
PROGRAM: Final = "verification"
PROGRAMS: Final = {PROGRAM: _("Whoever holds the document")}
PURPOSES: Final = {PROGRAM: _("Making sure that the document is authentic")}


class LookLimit(Limit):
    """A limit that a GET may count as well: the address in a QR code is opened by one."""

    def spend(self, subject: str) -> None:
        """Counts one look. Raises `TooManyTries` when the limit was already used up."""
        with connection.cursor() as cursor:
            again = timezone.now() + self.period
            cursor.execute(_COUNT, [self._bucket(subject), again])
            tries, until = cursor.fetchone()
        if tries > self.most:
            raise TooManyTries(until)

    def is_used_up(self, subject: str) -> bool:
        """Whether one more would be too many; counts nothing."""
        bucket, now = self._bucket(subject), timezone.now()
        return Tally.objects.filter(bucket=bucket, until__gte=now, tries__gte=self.most).exists()


_COUNT: Final = "SELECT tries, until FROM mailbox_count_look(%s, %s)"
BY_CODE: Final = LookLimit("verify-by-code", 120, timedelta(minutes=10))
# A file takes longer to look at than a code.
BY_FILE: Final = LookLimit("verify-by-file", 30, timedelta(minutes=10))
# So that looking at a page again does not fill somebody's log.
_TOLD: Final = LookLimit("verification-told", 1, timedelta(hours=1))


def note(finding: Finding, *, address: str) -> None:
    """Writes the look to the owner's access log before anything is shown; outside a transaction.

    Once an hour for a code and a network address. Counted after it is written, so that a failure
    in between tells twice rather than never.
    """
    subject = f"{finding.code}:{address}"
    if finding.person is None or _TOLD.is_used_up(subject):
        return
    log.record(
        finding.person,
        actor=None,
        role=PROGRAM,
        what=DEED.slug,
        purpose=PROGRAM,
        detail=_detail(finding),
    )
    _count_told(subject)


def _count_told(subject: str) -> None:
    try:
        _TOLD.spend(subject)
    except TooManyTries:
        # Another look at the same moment was told as well.
        return


def _detail(finding: Finding) -> str:
    """The kind and the beginning of the code, by which the owner tells two alike apart."""
    with override(settings.LANGUAGE_CODE):
        return f"{finding.title} ({codes.grouped(finding.code)[: codes.GROUP]}…)"
