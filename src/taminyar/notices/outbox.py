"""The outbox of the demonstration: text messages as lines of JSON in a file."""

import fcntl
import json
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from taminyar.notices.sealed import Message


def path() -> Path:
    return Path(settings.VAR) / "outbox" / "sms.jsonl"


def append(message: Message) -> None:
    """Adds the line `{"to", "text", "code", "at"}`: `code` may be null, `at` is ISO 8601."""
    at = timezone.localtime().isoformat(timespec="seconds")
    entry = {"to": message.mobile, "text": message.text, "code": message.code, "at": at}
    line = (json.dumps(entry, ensure_ascii=False) + "\n").encode()
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("ab", buffering=0) as file:
        # Web server and worker write to the same file.
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(line)
