"""Why a bank gives a payment back: the codes of ISO 20022 (ExternalStatusReason) in plain words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IN_WORDS: Final[dict[str, Promise]] = {
    "AC01": _("the account number is not correct"),
    "AC02": _("our own account number is not correct"),
    "AC04": _("the account is closed"),
    "AC06": _("the account is blocked"),
    "AG01": _("the account may not receive payments"),
    "AM04": _("our own account did not have enough"),
    "BE01": _("the account is in another name"),
    "BE06": _("the bank does not know the owner of the account"),
    "DT01": _("our own file named a wrong day"),
    "ED05": _("the banks could not settle it with one another"),
    "FF01": _("our own file was not in order"),
    "MD07": _("the owner of the account has died"),
    "MS02": _("the owner of the account did not want it"),
    "MS03": _("the bank gave no reason"),
    "RC01": _("the bank of the account is named wrongly"),
    "TM01": _("our own file came too late in the day"),
}
# Nobody's account is at fault: such a payment waits for the next batch, and nobody is asked for
# another account.
OURS: Final = frozenset({"AC02", "AM04", "DT01", "ED05", "FF01", "TM01"})
UNKNOWN: Final = "MS03"


def in_words(reason: str) -> str | Promise:
    """A kept reason for people: words for a code we know, else what the bank wrote."""
    return IN_WORDS.get(reason, reason)
