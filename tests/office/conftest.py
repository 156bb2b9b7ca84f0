"""The log that the office writes lets nobody take rows away after a test either."""

from tests.access.conftest import leave_no_log

__all__ = ["leave_no_log"]
