"""Banks, by the code in an IBAN and by the first digits of a card.

``banks.csv`` and ``card_prefixes.csv`` hold the codes in circulation. A bank that was merged keeps
its row, because its old account numbers and cards are still used.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank; ``merged_into`` is the code of the bank that took it over, or empty."""

    code: str
    name_fa: str
    name_en: str
    merged_into: str

    def name(self, language: str) -> str:
        """Its name in Persian («fa…») or English."""
        return self.name_fa if language.startswith("fa") else self.name_en

    @property
    def current(self) -> "Bank":
        """The bank that answers for its accounts today."""
        return _banks()[self.merged_into] if self.merged_into else self


def by_code(code: str) -> Bank | None:
    """The bank of the three digits of an IBAN, or ``None``."""
    return _banks().get(code)


def of_card(digits: str) -> Bank | None:
    """The bank with the longest prefix that begins the card number, or ``None``."""
    prefixes = _card_prefixes()
    matches = (digits[:size] for size in range(len(digits), 0, -1))
    code = next((prefixes[prefix] for prefix in matches if prefix in prefixes), None)
    return None if code is None else _banks()[code]


def every() -> list[Bank]:
    """All banks, by code."""
    return list(_banks().values())


@cache
def _banks() -> dict[str, Bank]:
    return {row["code"]: Bank(**row) for row in _rows("banks.csv")}


@cache
def _card_prefixes() -> dict[str, str]:
    return {row["prefix"]: row["bank"] for row in _rows("card_prefixes.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
