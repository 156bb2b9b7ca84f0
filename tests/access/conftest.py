"""Tests whose transactions are real leave rows, and the log lets nobody take them away."""

from collections.abc import Iterator

import pytest

from tests.access.looks import erase_the_log


@pytest.fixture(autouse=True)
def leave_no_log(request: pytest.FixtureRequest) -> Iterator[None]:
    marker = request.node.get_closest_marker("django_db")
    real = bool(marker and marker.kwargs.get("transaction"))
    if real:
        request.getfixturevalue("transactional_db")
    yield
    if real:
        erase_the_log()
