"""Telling the person what became of their request."""

from typing import Final

from taminyar.cartable import kinds
from taminyar.cartable.models import Request
from taminyar.cartable.tracking import grouped
from taminyar.notices.tell import tell

# What the person does or what stays within the office is not told; of a payment that comes back
# `payments` tells.
_TOLD: Final = frozenset(
    {
        "ask_papers",
        "expire",
        "refer",
        "refuse",
        "to_finance",
        "finish",
        "queue_payment",
        "pay",
        "escalate",
    }
)


def tell_of(request: Request, move: str) -> None:
    """Tells of what was just done; in the transaction of the deed."""
    if move in _TOLD:
        slug = f"request-{move.replace('_', '-')}"
        title = kinds.named(request.kind).title
        tell(request.person, slug, title=title, tracking=grouped(request.tracking))
