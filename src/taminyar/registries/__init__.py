"""The outside registers: civil registry, mobile ownership, bank accounts, conscription, postcodes.

Each accessor gives the adapter of the registry the settings name (`REGISTRIES`), or the sandbox.
Every call of what they give ends within three seconds and may raise `Unavailable`.
"""

from functools import cache
from typing import TYPE_CHECKING, Final

from taminyar.registries.unavailable import Unavailable

if TYPE_CHECKING:
    from taminyar.registries.bank import BankAccounts
    from taminyar.registries.civil import CivilRegistry
    from taminyar.registries.line import Line
    from taminyar.registries.military import Conscription
    from taminyar.registries.mobile import MobileOwnership
    from taminyar.registries.postcode import Postcodes

NAMES: Final = ("civil", "mobile", "bank", "conscription", "postcode")

__all__ = [
    "NAMES",
    "Unavailable",
    "bank_accounts",
    "civil_registry",
    "conscription",
    "mobile_ownership",
    "postcodes",
]


def civil_registry() -> "CivilRegistry":
    """Identity, marriages, children, death."""
    from taminyar.registries import civil, sandbox

    line = _line("civil")
    return civil.HttpCivilRegistry(line) if line else sandbox.SANDBOX


def mobile_ownership() -> "MobileOwnership":
    """Whether a mobile number is a person's."""
    from taminyar.registries import mobile, sandbox

    line = _line("mobile")
    return mobile.HttpMobileOwnership(line) if line else sandbox.SANDBOX


def bank_accounts() -> "BankAccounts":
    """Whose an IBAN is."""
    from taminyar.registries import bank, sandbox

    line = _line("bank")
    return bank.HttpBankAccounts(line) if line else sandbox.SANDBOX


def conscription() -> "Conscription":
    """Completed military service."""
    from taminyar.registries import military, sandbox

    line = _line("conscription")
    return military.HttpConscription(line) if line else sandbox.SANDBOX


def postcodes() -> "Postcodes":
    """The address of a postal code."""
    from taminyar.registries import postcode, sandbox

    line = _line("postcode")
    return postcode.HttpPostcodes(line) if line else sandbox.SANDBOX


def _line(registry: str) -> "Line | None":
    """The line the settings give the registry; None where they give none."""
    from django.conf import settings

    known = settings.REGISTRIES.get(registry)
    return _opened(registry, known["url"], known["token"]) if known else None


@cache
def _opened(registry: str, url: str, token: str) -> "Line":
    from taminyar.registries.line import Line

    return Line(registry, url, token)
