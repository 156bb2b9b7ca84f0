"""The registries of the demonstration: answers of a registered source, with faults on demand.

Outside the demonstration it answers nothing: invented answers must never be taken for real ones.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Protocol

import structlog
from django.conf import settings

from taminyar.persian import iban as ibans
from taminyar.registries import faults
from taminyar.registries.bank import AccountState, BankAccounts, BankAnswer
from taminyar.registries.civil import Child, CivilRegistry, Identity, Marriage
from taminyar.registries.military import Conscription, Service
from taminyar.registries.mobile import MobileOwnership
from taminyar.registries.postcode import Address, Postcodes
from taminyar.registries.unavailable import LIMIT, Unavailable

_log = structlog.get_logger(__name__)


class Source(CivilRegistry, MobileOwnership, BankAccounts, Conscription, Postcodes, Protocol):
    """Whoever answers for all registries of the demonstration."""


_sources: list[Source] = []


def answer_from(source: Source) -> None:
    """The source to ask from now on."""
    _sources[:] = [source]


class _Sandbox:
    """Every registry; what a *wrong* one says is readable and false."""

    def identity(self, national_id: str, birth_date: date) -> Identity | None:
        return _answer("civil", lambda of: of.identity(national_id, birth_date), wrong=None)

    def marriages(self, national_id: str) -> list[Marriage]:
        return _answer("civil", lambda of: of.marriages(national_id), wrong=[])

    def children(self, national_id: str) -> list[Child]:
        return _answer("civil", lambda of: of.children(national_id), wrong=[])

    def death(self, national_id: str) -> date | None:
        return _answer("civil", lambda of: of.death(national_id), wrong=None)

    def belongs(self, mobile: str, national_id: str) -> bool:
        return _answer("mobile", lambda of: of.belongs(mobile, national_id), wrong=False)

    def inquire(self, iban: str, national_id: str, birth_date: date) -> BankAnswer | None:
        code = ibans.bank_code(iban)
        stranger: BankAnswer | None = BankAnswer("ناشناس", code, AccountState.ACTIVE, matches=False)
        return _answer("bank", lambda of: of.inquire(iban, national_id, birth_date), wrong=stranger)

    def services(self, national_id: str) -> list[Service]:
        return _answer("conscription", lambda of: of.services(national_id), wrong=[])

    def address(self, postcode: str) -> Address | None:
        return _answer("postcode", lambda of: of.address(postcode), wrong=None)


SANDBOX = _Sandbox()


def _answer[T](registry: str, ask: Callable[[Source], T], wrong: T) -> T:
    if not (settings.DEMONSTRATION and _sources):
        raise _unavailable(registry, "not configured")
    fault = faults.of(registry)
    time.sleep(min(fault.delay, LIMIT))
    if fault.delay >= LIMIT or fault.refuse or fault.outage:
        raise _unavailable(registry, "switched off in the sandbox")
    return wrong if fault.wrong else ask(_sources[0])


def _unavailable(registry: str, why: str) -> Unavailable:
    _log.warning("registry unavailable", registry=registry, why=why)
    return Unavailable(registry)
