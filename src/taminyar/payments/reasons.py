"""Why a bank gives a payment back: the codes of ISO 20022 (ExternalStatusReason) in plain words."""

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
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
    "MS03": _("the bank did not say why; it need not be your account"),
    "RC01": _("the bank of the account is named wrongly"),
    "TM01": _("our own file came too late in the day"),
}
# Nobody's account is at fault: such a payment waits for the next batch, and nobody is asked for
# another account.
OURS: Final = frozenset({"AC02", "AM04", "DT01", "ED05", "FF01", "TM01"})
UNKNOWN: Final = "MS03"
# How the codes of ISO 20022 look, known to us or not.
_CODE: Final = re.compile("[A-Z]{2}[A-Z0-9]{2}")


_UNKNOWN_CODE: Final = _("a reason that only your bank can explain")


def in_words(reason: str) -> str | Promise:
    """A kept reason for people: words for a code we know, else what the bank wrote, or its code."""
    said = in_a_notice(reason)
    return format_lazy("{said} ({code})", said=said, code=reason) if said is _UNKNOWN_CODE else said


def in_a_notice(reason: str) -> str | Promise:
    """The same in words that can be kept and read in another language: without an unknown code."""
    return IN_WORDS.get(reason, _UNKNOWN_CODE if _CODE.fullmatch(reason) else reason)
