"""Text messages caught on their way, and registries that answer as a test wants."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.test import Client

from taminyar import registries
from taminyar.notices import text_message
from taminyar.registries.civil import Identity


@dataclass(frozen=True)
class Sent:
    mobile: str
    text: str
    code: str | None


@dataclass
class Phones:
    """Every text message of a test, the newest last."""

    sent: list[Sent] = field(default_factory=list)

    def receive(self, mobile: str, text: str, *, code: str | None = None) -> None:
        self.sent.append(Sent(mobile, text, code))

    @property
    def code(self) -> str:
        """The newest code."""
        return next(sent.code for sent in reversed(self.sent) if sent.code)

    @property
    def wrong_code(self) -> str:
        return f"{(int(self.code) + 1) % 10**6:06}"


@pytest.fixture
def phones(monkeypatch: pytest.MonkeyPatch) -> Phones:
    found = Phones()
    monkeypatch.setattr(text_message, "send", found.receive)
    return found


BORN = date(1999, 6, 2)  # 12 Khordad 1378
NEWCOMER = {
    "national_id": "9990000131",
    "birth_date_day": "12",
    "birth_date_month": "3",
    "birth_date_year": "1378",
    "mobile": "09120000013",
}
WORDS = "پنجره باران قطار لیوان"


@dataclass
class Registries:
    """The civil registry and the register of mobiles, with one citizen in each."""

    alive: bool = True
    owner: str = "9990000131"
    down: bool = False

    def identity(self, national_id: str, birth_date: date) -> Identity | None:
        if self.down:
            raise registries.Unavailable("civil")
        if (national_id, birth_date) != ("9990000131", BORN) and national_id != "9990000018":
            return None
        first, last = ("سارا", "نیکزاد") if national_id == "9990000131" else ("مریم", "کریمی")
        return Identity(national_id, first, last, "بهرام", "f", birth_date, "", "تهران", self.alive)

    def belongs(self, mobile: str, national_id: str) -> bool:
        return national_id == self.owner


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Registries:
    found = Registries()
    monkeypatch.setattr(registries, "civil_registry", lambda: found)
    monkeypatch.setattr(registries, "mobile_ownership", lambda: found)
    return found


@pytest.fixture
def other_browser() -> Client:
    """A browser that knows nothing of the first."""
    return Client()
