"""Counting military service as record (احتساب خدمت سربازی), laws of 1383 and 1385."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.insured_wages import add_wages, whole
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, percent, text
from taminyar.persian.jalali import JalaliMonth

# Lists arrive by the end of the next month: the last two months may not be on record yet.
LATE_MONTHS = 2


@dataclass(frozen=True)
class MilitaryServiceFacts:
    """The day of the request; months of service to be counted."""

    date: date
    months: int


@rule("military_service", MilitaryServiceFacts)
def military_service(work: Working, career: Career, facts: MilitaryServiceFacts) -> Exact:
    """7 % of the average wage of the last 24 months, for each month of service; in rials."""
    _conditions(work, career, facts.date)
    if not work.eligible:
        return None
    average = _average(work, career, facts.date)
    price = _premium(work, N_("Price to the insured"), "insured_rate", average, facts)
    _premium(work, N_("Paid by the State"), "state_rate", average, facts)
    instalments = work.value("military_service.instalments", facts.date)
    work.step(
        text(N_("Each instalment, if it is paid in %(count)s months"), count=instalments),
        text("%(price)s ÷ %(count)s", price=rounded(price), count=instalments),
        price / instalments,
    )
    return price


def _conditions(work: Working, career: Career, day: date) -> None:
    work.assume(N_("Two years of premiums are taken as 720 days."))
    needed, paid = work.value("military_service.days_needed", day), career.days_before(day)
    work.condition(
        "record",
        paid >= needed,
        text(N_("%(needed)s days of record before the request"), needed=needed),
        "95",
        text(N_("%(days)s days of record"), days=int(paid)),
    )
    work.assume(
        N_("Insured at the request is who has a paid day in its month or the two months before.")
    )
    last = _last_paid(career, day)
    work.condition(
        "insured",
        last is not None and JalaliMonth.of(day) - last <= LATE_MONTHS,
        text(N_("Insured on the day of the request")),
        "95",
        text(N_("Last paid month: %(month)s"), month=last) if last else text(N_("No paid month")),
    )


def _last_paid(career: Career, day: date) -> JalaliMonth | None:
    asked = JalaliMonth.of(day)
    paid = (paid.month for paid in reversed(career.months) if paid.days and paid.month <= asked)
    return next(paid, None)


def _average(work: Working, career: Career, day: date) -> Fraction:
    months = work.value("military_service.average_months", day)
    work.assume(
        N_("The %(months)s months are those that end with the month before the request's."),
        months=months,
    )
    wages = add_wages(
        work,
        text(
            N_("Insured wages of the %(months)s months before the month of the request"),
            months=months,
        ),
        whole(career.last_months(day, months)),
    )
    average = work.step(
        text(N_("Average of a month")),
        text("%(wages)s ÷ %(months)s", wages=int(wages), months=months),
        wages / months,
    )
    return Fraction(average)


def _premium(
    work: Working, label: str, rate: str, average: Fraction, facts: MilitaryServiceFacts
) -> Fraction:
    share = work.rate(f"military_service.{rate}", facts.date)
    premium = work.step(
        text(label),
        text(
            "%(average)s × %(share)s %% × %(months)s",
            average=rounded(average),
            share=percent(share),
            months=facts.months,
        ),
        average * share * facts.months,
    )
    return Fraction(premium)
