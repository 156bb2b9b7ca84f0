"""A clock that stands where it is set."""

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """Starts now, and goes on from wherever a test moves it."""
    time_machine.move_to(timezone.now())
    return time_machine
