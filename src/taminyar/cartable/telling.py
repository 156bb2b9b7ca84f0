"""Telling the person what became of their request."""

from typing import Any, Final

from django.utils import timezone

from taminyar.cartable import kinds
from taminyar.cartable.models import Request
from taminyar.cartable.tracking import grouped
from taminyar.notices.tell import tell
from taminyar.people import bank_accounts
from taminyar.people.models import Person

# What stays within the office is not told; of a payment that comes back `payments` tells.
_TOLD: Final = frozenset(
    {
        "ask_papers",
        "expire",
        "refer",
        "propose",
        "refuse",
        "object",
        "to_finance",
        "finish",
        "queue_payment",
        "pay",
        "escalate",
    }
)


def tell_of(request: Request, move: str) -> None:
    """Tells of what was just done; in the transaction of the deed."""
    if move not in _TOLD:
        return
    slug, more = f"request-{move.replace('_', '-')}", dict[str, Any]()
    if move == "to_finance":
        slug, more = _approved(request.person)
    title = kinds.named(request.kind).title
    tell(request.person, slug, title=title, tracking=grouped(request.tracking), **more)


def _approved(person: Person) -> tuple[str, dict[str, Any]]:
    """The event of an approval, by whether there is an account that may be paid to now."""
    account = bank_accounts.active(person)
    if account is None:
        return "request-account-needed", {}
    if account.payable_from and account.payable_from > timezone.now():
        return "request-account-held", {"payable": account.payable_from}
    return "request-to-finance", {}
