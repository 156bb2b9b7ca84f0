"""What waits for what, in tests of two things that happen at the same moment."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection

_WAITING = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def begun[Result](deed: Callable[[], Result]) -> Future[Result]:
    """Begins the deed in a thread; returns once it waits for a lock, or is done without."""
    thread = ThreadPoolExecutor(1)
    future = thread.submit(_closing, deed)
    thread.shutdown(wait=False)
    for _look in range(500):
        if future.done() or _one_waits():
            break
        time.sleep(0.02)
    return future


def _closing[Result](deed: Callable[[], Result]) -> Result:
    try:
        return deed()
    finally:
        connection.close()


def _one_waits() -> bool:
    with connection.cursor() as cursor:
        # Within a transaction it would always show what stood there at the first look.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(_WAITING)
        return bool(cursor.fetchone()[0])
