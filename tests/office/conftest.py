"""The kind of request that is made for tests, at the desks of the office."""

from collections.abc import Iterator

import pytest

from tests.cartable.requests import Answers, lamps


@pytest.fixture
def registry() -> Iterator[Answers]:
    """What the registry of lamps answers in this test."""
    with lamps() as answers:
        yield answers
