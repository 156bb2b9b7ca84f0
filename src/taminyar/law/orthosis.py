"""Help with an orthosis or prosthesis (کمک‌هزینه اروتز و پروتز)."""

import datetime
from dataclasses import dataclass
from typing import Literal

from taminyar.law import values
from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.facts import BadInput
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, Text, text
from taminyar.persian.jalali import add_years

Item = Literal[
    "full_denture",
    "half_denture",
    "denture_tooth",
    "lens",
    "glasses",
    "contact_lenses",
    "hearing_aid",
    "artificial_eye",
    "wheelchair",
    "voice_prosthesis",
    "nerve_stimulator",
    "cane",
    "walker",
]


@dataclass(frozen=True)
class OrthosisFacts:
    """What was bought on which day, its invoice in rials, and when it was last paid for."""

    item: Item
    invoice: int
    date: datetime.date
    last_paid: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.last_paid and self.last_paid > self.date:
            raise BadInput("last_paid", N_("must not be after the date"))


@rule("orthosis", OrthosisFacts, career=False)
def orthosis(work: Working, _career: Career, facts: OrthosisFacts) -> Exact:
    """The invoice, at most the tariff of the item."""
    tariff = work.value(f"orthosis.tariff_{facts.item}", facts.date)
    _listed(work, tariff)
    _due_again(work, facts)
    work.assume(N_("The smaller of the tariff and the invoice is paid."))
    if not work.eligible:
        return None
    work.step(text(N_("Tariff of the item")), text(""), tariff)
    work.step(text(N_("Invoice")), text(""), facts.invoice)
    return work.step(text(N_("The smaller of the two")), text(""), min(tariff, facts.invoice))


def _listed(work: Working, tariff: int) -> None:
    work.condition(
        "listed",
        True,
        text(N_("The item is in the tariff list of that day")),
        "2-10",
        text(N_("Its tariff is %(tariff)s rials"), tariff=tariff),
    )


def _due_again(work: Working, facts: OrthosisFacts) -> None:
    name = f"orthosis.renewal_years_{facts.item}"
    if facts.last_paid is None:
        _not_too_soon(work, True, text(N_("No earlier payment was stated")))
    elif name in values.every():
        again = add_years(facts.last_paid, work.value(name, facts.date))
        told = text(
            N_("Paid on %(paid)s; possible again from %(again)s"), paid=facts.last_paid, again=again
        )
        _not_too_soon(work, facts.date >= again, told)
    else:
        _left_to_the_branch(work, facts.last_paid)


def _not_too_soon(work: Working, met: bool, evidence: Text) -> None:
    told = text(N_("The item is not paid for again before its time"))
    work.condition("renewal", met, told, "2-10", evidence)


def _left_to_the_branch(work: Working, paid: datetime.date) -> None:
    work.assume(
        N_(
            "After how long this item is paid for again is not published: the branch decides "
            "about the payment of %(day)s."
        ),
        day=paid,
    )
