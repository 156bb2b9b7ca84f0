"""The files a member of staff has open in this session, each with its purpose, for a while."""

import time
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

SECONDS: Final = 30 * 60
_KEY: Final = "opened_files"


@dataclass(frozen=True)
class OpenedFile:
    """A file that may be looked at until its time is over, from the branch it was opened in."""

    national_id: str
    purpose: str
    branch: str
    until: float

    @property
    def minutes_left(self) -> int:
        """Whole minutes, at least one."""
        return max(1, -(-int(self.until - time.time()) // 60))


def open_file(request: HttpRequest, national_id: str, purpose: str, branch: str) -> None:
    """Opens the file of this national ID from a branch for a purpose, half an hour from now."""
    opened = OpenedFile(national_id, purpose, branch, time.time() + SECONDS)
    files = {file.national_id: file for file in (*still_open(request), opened)}
    request.session[_KEY] = {
        number: [file.purpose, file.branch, file.until] for number, file in files.items()
    }


def named(request: HttpRequest, national_id: str) -> OpenedFile | None:
    """The file of this national ID; None when it is not open, or not any more."""
    files = {file.national_id: file for file in still_open(request)}
    return files.get(national_id)


def still_open(request: HttpRequest) -> list[OpenedFile]:
    """The files open now, in the order they were opened."""
    held: dict[str, Any] = request.session.get(_KEY, {})
    files = [OpenedFile(national_id, *rest) for national_id, rest in held.items()]
    return [file for file in files if file.until > time.time()]
