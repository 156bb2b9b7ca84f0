"""A civil registry that says what a test wants, on a day that stands still."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from taminyar import registries
from taminyar.persian import jalali
from tests.benefits.asked import Civil


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of Azar 1405."""
    day = jalali.date_of(1405, 9, 1)
    monkeypatch.setattr(jalali, "today", lambda: day)


@pytest.fixture
def civil(monkeypatch: pytest.MonkeyPatch, today: None) -> Iterator[Civil]:
    """What the civil registry has; nothing unless the test says so."""
    book = Civil()
    monkeypatch.setattr(registries, "civil_registry", lambda: book)
    yield book
    monkeypatch.undo()


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences as they stand in the source."""
    with translation.override("en"):
        yield
