"""The unemployment benefit (مقرری بیمه بیکاری), Unemployment Insurance Act of 1369."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from taminyar.law import daily_wage, values
from taminyar.law.assessment import Working, rounded
from taminyar.law.career import Career
from taminyar.law.record import MONTH_DAYS
from taminyar.law.rules import Exact, rule
from taminyar.law.texts import N_, percent, text


@dataclass(frozen=True)
class UnemploymentFacts:
    """The first day without work, and how many dependants there are."""

    date: date
    dependants: int


@rule("unemployment", UnemploymentFacts)
def unemployment(work: Working, career: Career, facts: UnemploymentFacts) -> Exact:
    """55 % of the average daily wage and 10 % of the minimum for each dependant, × 30."""
    window = work.value("unemployment.window_days", facts.date)
    career = daily_wage.of_employees(work, career)
    record = _record(work, career, facts.date)
    daily_wage.worked(work, career, facts.date, window, "7")
    work.assume(
        N_("The work was lost against one's will, and the application comes within 30 days.")
    )
    if not work.eligible:
        return None
    average = _average(work, career, facts.date, window)
    daily = _within_limits(work, facts.date, average, _daily(work, facts, average))
    _months(work, facts, record)
    expression = text("%(daily)s × %(days)s", daily=rounded(daily), days=MONTH_DAYS)
    return work.step(text(N_("Benefit of a month")), expression, daily * MONTH_DAYS)


def _record(work: Working, career: Career, day: date) -> int:
    """Months of record before the day; states the condition on them."""
    work.assume(N_("Months of record are the paid days ÷ 30, rounded down."))
    needed = work.value("unemployment.months_needed", day)
    days = int(career.days_before(day))
    months = days // MONTH_DAYS
    work.condition(
        "record",
        months >= needed,
        text(N_("%(needed)s months of record (Unemployment Insurance Act of 1369)"), needed=needed),
        "6",
        text(N_("%(months)s months: %(days)s paid days in the record"), months=months, days=days),
    )
    return months


def _average(work: Working, career: Career, day: date, window: int) -> Fraction:
    wages = daily_wage.wages(work, career, day, window)
    work.assume(N_("The average daily wage is the wages of the last 90 days ÷ 90."))
    expression = text("%(wages)s ÷ %(days)s", wages=wages, days=window)
    return Fraction(work.step(text(N_("Average daily wage")), expression, wages / window))


def _daily(work: Working, facts: UnemploymentFacts, average: Fraction) -> Fraction:
    rate = work.rate("unemployment.rate", facts.date)
    own = work.step(
        text(N_("Share of the average daily wage")),
        text("%(wage)s × %(rate)s %%", wage=rounded(average), rate=percent(rate)),
        average * rate,
    )
    return own + _for_dependants(work, facts)


def _for_dependants(work: Working, facts: UnemploymentFacts) -> Fraction:
    most = work.value("unemployment.most_dependants", facts.date)
    counted = min(facts.dependants, most)
    rate = work.rate("unemployment.dependant_rate", facts.date)
    minimum = work.value("wage.minimum_daily", facts.date)
    expression = text(
        "%(minimum)s × %(rate)s %% × %(dependants)s",
        minimum=minimum,
        rate=percent(rate),
        dependants=counted,
    )
    label = text(N_("Added each day for dependants, at most %(most)s of them"), most=most)
    return Fraction(work.step(label, expression, minimum * rate * counted))


def _within_limits(work: Working, day: date, average: Fraction, daily: Fraction) -> Fraction:
    """At most 80 % of the average wage, then at least the minimum wage: the floor wins."""
    rate = work.rate("unemployment.cap_rate", day)
    cap = work.step(
        text(N_("At most this a day")),
        text("%(wage)s × %(rate)s %%", wage=rounded(average), rate=percent(rate)),
        average * rate,
    )
    floor = work.value("wage.minimum_daily", day)
    work.step(text(N_("At least the minimum daily wage")), text("%(floor)s", floor=floor), floor)
    found = max(min(daily, cap), Fraction(floor))
    return Fraction(work.step(text(N_("Benefit of a day")), text(""), found))


def _months(work: Working, facts: UnemploymentFacts, record: int) -> None:
    """Notes for how many months it is paid: the band of the record, by family."""
    family = "family" if facts.dependants else "single"
    prefix = f"unemployment.months_{family}_from_"
    bands = [int(name.removeprefix(prefix)) for name in values.every() if name.startswith(prefix)]
    band = max(band for band in bands if band <= record)
    work.note(
        text(N_("Months for which it is paid at most")),
        text(N_("with %(record)s months of record"), record=record),
        work.value(f"{prefix}{band}", facts.date),
    )
