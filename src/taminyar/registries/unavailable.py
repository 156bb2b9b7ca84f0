"""How long a call of a registry takes at most, and what every call may raise."""

from typing import Final

LIMIT: Final = 3.0  # seconds, all attempts together: a person waits


class Unavailable(Exception):
    """No usable answer of the registry named (`civil`, `mobile`, `bank`, …) within `LIMIT`.

    Nothing is known then: neither yes nor no. Whoever asks lets the person go on or try later.
    """

    def __init__(self, registry: str) -> None:
        super().__init__(f"The registry «{registry}» gives no answer.")
        self.registry = registry
