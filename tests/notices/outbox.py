"""Reading what was written to the outbox of text messages."""

import json
from typing import Any

from taminyar.notices import outbox


def sent() -> list[dict[str, Any]]:
    """The messages so far, as the file holds them."""
    if not outbox.path().exists():
        return []
    return [json.loads(line) for line in outbox.path().read_text("utf-8").splitlines()]
