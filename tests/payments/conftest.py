"""A room whose orders are followed, and who pays."""

from collections.abc import Iterator, Sequence

import pytest
from django.utils import translation
from pytest_django import Settings

from taminyar.payments import sources
from taminyar.payments.models import PaymentOrder


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """So that the tests do not hang on the catalogue."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def payer(settings: Settings) -> None:
    settings.PAYER_NAME = "سازمان نمونه"
    settings.PAYER_IBAN = "IR760170000000000000000001"
    settings.PAYER_BIC = ""


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the room of the tests was told, in order: key and state."""
    heard: list[tuple[str, str]] = []

    def follow(orders: Sequence[PaymentOrder]) -> None:
        heard.extend((order.source_key, order.state) for order in orders)

    monkeypatch.setattr(sources, "_follows", {})
    monkeypatch.setattr(sources, "_names", {})
    sources.register("test", follow, name={"marriage": "کمک‌هزینه ازدواج"}.__getitem__)
    return heard
