"""The files a member of staff has open in this session, each with its purpose, for a while."""

import time
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

SECONDS: Final = 30 * 60
_KEY: Final = "opened_files"


@dataclass(frozen=True)
class OpenedFile:
    """A file that may be looked at until its time is over."""

    national_id: str
    purpose: str
    until: float

    @property
    def minutes_left(self) -> int:
        """Whole minutes, at least one."""
        return max(1, -(-int(self.until - time.time()) // 60))


def open_file(request: HttpRequest, national_id: str, purpose: str) -> None:
    """Opens the file of this national ID for this purpose, half an hour from now."""
    others = {file.national_id: [file.purpose, file.until] for file in still_open(request)}
    request.session[_KEY] = others | {national_id: [purpose, time.time() + SECONDS]}


def purpose_of(request: HttpRequest, national_id: str) -> str | None:
    """The purpose the file was opened for; None when it is not open, or not any more."""
    for file in still_open(request):
        if file.national_id == national_id:
            return file.purpose
    return None


def still_open(request: HttpRequest) -> list[OpenedFile]:
    """The files open now, in the order they were opened."""
    held: dict[str, Any] = request.session.get(_KEY, {})
    files = [OpenedFile(national_id, *rest) for national_id, rest in held.items()]
    return [file for file in files if file.until > time.time()]
