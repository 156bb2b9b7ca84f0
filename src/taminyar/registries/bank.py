"""Bank accounts: whose an IBAN («شبا») is, and whether it can be paid into.

Banks and resellers answer with `{status, result: {IBAN, depositStatus, depositOwners}}`; their
codes of `depositStatus` differ and are not published, so the line carries the words below.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from taminyar.persian import iban as ibans
from taminyar.persian import jalali
from taminyar.registries.answer import Answer, Unreadable

if TYPE_CHECKING:
    from taminyar.registries.line import Line


class AccountState(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"
    BLOCKED = "blocked"


_STATES: Final = {state.name: state for state in AccountState}


@dataclass(frozen=True)
class BankAnswer:
    """`bank_code` is three digits (see `persian.banks`); several owners are joined with «، ».

    `matches`: whether the national ID and birth date asked about are an owner's.
    """

    owner_name: str
    bank_code: str
    state: AccountState
    matches: bool


class BankAccounts(Protocol):
    def inquire(self, iban: str, national_id: str, birth_date: date) -> BankAnswer | None:
        """The account of `IR` and 24 digits; None when there is none. Raises `Unavailable`."""
        ...


class HttpBankAccounts:
    def __init__(self, line: "Line") -> None:
        self._line = line

    def inquire(self, iban: str, national_id: str, birth_date: date) -> BankAnswer | None:
        def read(answer: Answer) -> BankAnswer | None:
            answer.must_be("status", "DONE")
            return None if answer.is_null("result") else _account(answer.inner("result"), iban)

        born = jalali.iso(birth_date)
        return self._line.ask("account", read, iban=iban, nationalCode=national_id, birthDate=born)


def _account(result: Answer, iban: str) -> BankAnswer:
    result.must_be("IBAN", iban)
    owners = result.rows("depositOwners")
    if not owners:
        raise Unreadable("depositOwners")
    return BankAnswer(
        owner_name="، ".join(_full_name(owner) for owner in owners),
        bank_code=ibans.bank_code(iban),
        state=result.one_of("depositStatus", _STATES),
        matches=result.flag("matched"),
    )


def _full_name(owner: Answer) -> str:
    return f"{owner.text('firstName')} {owner.name('lastName')}".strip()
