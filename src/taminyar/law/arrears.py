"""What is to pay for a list or premium that is late (جریمه تأخیر), law of 9 Mordad 1373."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taminyar.law.assessment import Working
from taminyar.law.career import Career
from taminyar.law.facts import BadInput
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, percent, text
from taminyar.persian import jalali
from taminyar.persian.jalali import LAST_YEAR, JalaliMonth


@dataclass(frozen=True)
class ArrearsFacts:
    """The whole premium of a month in rials; when its list was sent and it was paid."""

    premium: int
    month: JalaliMonth
    paid_on: date
    list_sent_on: date | None = None
    relief: bool = False

    def __post_init__(self) -> None:
        if self.month.year == LAST_YEAR:
            raise BadInput("month", N_("is too late"))
        for name in ("paid_on", "list_sent_on"):
            day = getattr(self, name)
            if day is not None and day < self.month.first_day:
                raise BadInput(name, N_("must not be before the month"))


@rule("arrears", ArrearsFacts, career=False)
def arrears(work: Working, _career: Career, facts: ArrearsFacts) -> Exact:
    """The premium, 10 % for a list not sent in time, 2 % for each month of late payment."""
    due = facts.month + work.value("arrears.due_months", facts.month.last_day)
    work.note(text(N_("Due by")), text(""), jalali.iso(due.last_day))
    work.step(text(N_("Premium")), text(""), facts.premium)
    fines = _list_fine(work, facts, due) + _late_fine(work, facts, due)
    if facts.relief:
        fines -= _relief(work, due, fines)
    label = text(N_("To pay: the premium and the fines that are left"))
    expression = text("%(premium)s + %(fines)s", premium=facts.premium, fines=fines)
    return work.step(label, expression, facts.premium + fines)


def _list_fine(work: Working, facts: ArrearsFacts, due: JalaliMonth) -> Fraction:
    rate = work.rate("arrears.list_fine", due.last_day)
    sent = facts.list_sent_on
    if sent is not None and sent <= due.last_day:
        work.step(text(N_("The list was sent in time: no fine")), text("%(day)s", day=sent), 0)
        return Fraction(0)
    work.assume(N_("The fine for a list not sent is taken of the whole premium."))
    work.assume(N_("A list sent after the last day counts as not sent."))
    expression = text("%(premium)s × %(rate)s %%", premium=facts.premium, rate=percent(rate))
    label = text(N_("Fine: the list was not sent in time"))
    return Fraction(work.step(label, expression, facts.premium * rate))


def _late_fine(work: Working, facts: ArrearsFacts, due: JalaliMonth) -> Fraction:
    """For each month after the due month up to that of the payment; a started one counts."""
    rate = work.rate("arrears.late_fine", due.last_day)
    months = max(JalaliMonth.of(facts.paid_on) - due, 0)
    work.assume(N_("A started month of delay counts as a month."))
    work.note(text(N_("Months of delay")), text(N_("paid on %(day)s"), day=facts.paid_on), months)
    expression = text(
        "%(premium)s × %(rate)s %% × %(months)s",
        premium=facts.premium,
        rate=percent(rate),
        months=months,
    )
    label = text(N_("Fine: the premium was paid late"))
    return Fraction(work.step(label, expression, facts.premium * rate * months))


def _relief(work: Working, due: JalaliMonth, fines: Fraction) -> Fraction:
    rate = work.rate("arrears.relief", due.last_day)
    work.assume(N_("The debt is paid before the writ, so a part of both fines is waived."))
    expression = text("%(fines)s × %(rate)s %%", fines=fines, rate=percent(rate))
    return Fraction(work.step(text(N_("Waived of the fines")), expression, fines * rate))
