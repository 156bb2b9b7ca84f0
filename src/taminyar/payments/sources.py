"""Telling the rooms that ordered payments what became of them: each change once, none lost."""

from collections.abc import Callable, Sequence
from typing import Final

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.functional import Promise

from taminyar.payments.models import PaymentOrder

type Follow = Callable[[Sequence[PaymentOrder]], None]
type Name = Callable[[str], str | Promise]

CHUNK: Final = 500
_follows: dict[str, Follow] = {}
_names: dict[str, Name] = {}
_log = structlog.get_logger(__name__)


def register(source: str, follow: Follow, *, name: Name | None = None) -> None:
    """A room says how it follows the states of its orders; called from its `apps.py`.

    `follow` gets orders, each with its person, in the transaction that notes that they were
    told. `name` gives the name of what an order is about, in the service's own language, for the
    bank's statement.
    """
    _follows[source] = follow
    if name is not None:
        _names[source] = name


def every() -> list[str]:
    """The rooms that order payments."""
    return list(_follows)


def title(source: str, about: str) -> str:
    """What a payment is called in the file for the bank; its slug when nobody gave a name."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(_names[source](about)) if source in _names else about


def tell_all() -> int:
    """Tells every source of its orders whose state it does not know; returns how many.

    One order that its source cannot follow does not keep the others from being told; it is tried
    again at the next turn.
    """
    return sum(_tell(source, follow) for source, follow in list(_follows.items()))


def _tell(source: str, follow: Follow) -> int:
    told, last = 0, 0
    while keys := _untold_after(source, last):
        told += _tell_chunk(keys, follow)
        last = keys[-1]
    return told


def _untold_after(source: str, last: int) -> list[int]:
    orders = PaymentOrder.objects.untold().filter(source=source, pk__gt=last)
    return list(orders.order_by("pk").values_list("pk", flat=True)[:CHUNK])


def _tell_chunk(keys: list[int], follow: Follow) -> int:
    try:
        return _tell_together(keys, follow)
    # The follower is another room's: whatever it raises must not stop the rest.
    except Exception:
        _log.exception("orders could not be followed", orders=len(keys), first=keys[0])
        return sum(_tell_chunk([key], follow) for key in keys) if len(keys) > 1 else 0


def _tell_together(keys: list[int], follow: Follow) -> int:
    """One transaction: what another worker has in hand, or has told meanwhile, is left to it."""
    with transaction.atomic():
        orders = PaymentOrder.objects.untold().filter(pk__in=keys).select_related("person")
        claimed = list(
            orders.order_by("pk").select_for_update(skip_locked=True, of=("self",), no_key=True)
        )
        if claimed:
            follow(claimed)
            taken = [order.pk for order in claimed]
            PaymentOrder.objects.filter(pk__in=taken).update(told_state=F("state"))
    return len(claimed)
