"""How often something may be tried in a while.

Counted in one atomic statement, so that tries at the same moment are all counted.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from taminyar.accounts.models import Tally


class TooManyTries(Exception):
    """The limit of a bucket is used up; it opens again at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(str(until))
        self.until = until

    @property
    def minutes(self) -> int:
        """Whole minutes to wait, at least one."""
        return max(1, -(-int((self.until - timezone.now()).total_seconds()) // 60))


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of one deed in each `period`, for one subject."""

    deed: str
    most: int
    period: timedelta

    def spend(self, subject: str) -> None:
        """Counts one try. Raises `TooManyTries` when the limit was already used up."""
        now = timezone.now()
        values: dict[str, Any] = {
            "bucket": self._bucket(subject),
            "now": now,
            "until": now + self.period,
        }
        with connection.cursor() as cursor:
            cursor.execute(_SPEND, values)
            tries, until = cursor.fetchone()
        if tries > self.most:
            raise TooManyTries(until)

    def clear(self, *subjects: str) -> None:
        """Forgets the tries of the subjects: the last one was right."""
        Tally.objects.filter(bucket__in=[self._bucket(subject) for subject in subjects]).delete()

    def give_back(self, subject: str) -> None:
        """Takes back one try that turned out to be none."""
        bucket = self._bucket(subject)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_tally SET tries = tries - 1 WHERE bucket = %s AND tries > 0",
                [bucket],
            )

    def _bucket(self, subject: str) -> bytes:
        text = f"{self.deed}:{subject}".encode()
        return hmac.digest(settings.SECRET_KEY.encode(), text, hashlib.sha256)


_SPEND = """
    INSERT INTO accounts_tally AS t (bucket, tries, until) VALUES (%(bucket)s, 1, %(until)s)
    ON CONFLICT (bucket) DO UPDATE SET
        tries = CASE WHEN t.until < %(now)s THEN 1 ELSE t.tries + 1 END,
        until = CASE WHEN t.until < %(now)s THEN excluded.until ELSE t.until END
    RETURNING tries, until
"""
