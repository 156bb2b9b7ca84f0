"""Messages as they wait in the table of jobs: readable only with the key of this installation."""

import json
import time
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import Final

from cryptography.fernet import Fernet

from taminyar.people.sealing import key

# A code is worth nothing after that; other news is no longer news.
CODE_LIVES: Final = timedelta(minutes=2)
TEXT_LIVES: Final = timedelta(days=1)


@dataclass(frozen=True)
class Message:
    """A text message; `code` is the one-time code in its text, if there is one."""

    mobile: str
    text: str
    code: str | None = None

    def __repr__(self) -> str:
        # What is printed ends in logs.
        return f"<Message to {self.mobile[:4]}•••>"


def seal(message: Message) -> str:
    """The message encrypted and signed with the time (Fernet, keyed from SECRET_KEY)."""
    return _fernet().encrypt(json.dumps(astuple(message)).encode()).decode()


def unseal(sealed: str) -> tuple[Message, timedelta]:
    """The message and how long it still has its use; zero or less when it has lost it.

    Raises `cryptography.fernet.InvalidToken` for anything `seal` did not make with this key.
    """
    fernet = _fernet()
    message = Message(*json.loads(fernet.decrypt(sealed)))
    age = timedelta(seconds=time.time() - fernet.extract_timestamp(sealed))
    return message, (CODE_LIVES if message.code else TEXT_LIVES) - age


def _fernet() -> Fernet:
    return Fernet(key("text-message"))
