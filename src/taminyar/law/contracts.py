"""The premium of a contract for works (حق بیمه پیمان), article 38."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, percent, text

# The question has no day: the coefficients are those set last.
LATEST = date.max
COEFFICIENTS = {
    "with_materials": N_("Premium of a contract with the contractor's materials"),
    "labour_only": N_("Premium of a contract for labour only"),
}


@dataclass(frozen=True)
class ContractFacts:
    """The whole amount of the contract in rials, and its kind."""

    amount: int
    kind: Literal[
        "with_materials", "labour_only", "development", "development_labour_only", "consultant"
    ]


@rule("contract", ContractFacts, career=False)
def contract(work: Working, _career: Career, facts: ContractFacts) -> Exact:
    """A coefficient of the whole amount, and 1/9 of it for unemployment, or two shares."""
    work.assume(N_("The contract follows the coefficients that were set last."))
    premium = _by_coefficient if facts.kind in COEFFICIENTS else _by_shares
    found = premium(work, facts)
    work.step(text(N_("Premium of the contract")), text("Σ"), found)
    label = N_("Held back until the clearance, besides the last payment")
    _part(work, label, "contract.held_back", facts.amount)
    return found


def _by_coefficient(work: Working, facts: ContractFacts) -> Fraction:
    premium = _part(work, COEFFICIENTS[facts.kind], f"contract.{facts.kind}", facts.amount)
    part = work.rate("contract.unemployment_part", LATEST)
    label = text(N_("Unemployment insurance on top of it"))
    expression = text("%(premium)s × %(part)s", premium=premium, part=part)
    return premium + work.step(label, expression, premium * part)


def _by_shares(work: Working, facts: ContractFacts) -> Fraction:
    name = f"contract.{facts.kind}"
    contractor = _part(work, N_("Share of the contractor"), f"{name}_contractor", facts.amount)
    owner = _part(work, N_("Share of the owner of the work"), f"{name}_owner", facts.amount)
    return contractor + owner


def _part(work: Working, label: str, name: str, amount: int) -> Fraction:
    rate = work.rate(name, LATEST)
    expression = text("%(amount)s × %(rate)s %%", amount=amount, rate=percent(rate))
    return Fraction(work.step(text(label), expression, amount * rate))
